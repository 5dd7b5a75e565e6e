"""A served model whose words cannot be stored or shown takes nothing down but its own answer."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from recommender.shop import open_shop
from tests.house import House
from tests.recommender.model_server import Behaviour, Handler, Question, served

UNFIT = "x\ud800y\0z\x1b[2J"
CANDIDATE = '\n[[candidates]]\nid = "served"\nkind = "http"\ntitle = "Served"\nurl = "{url}"\n'


def saying(products: list[str], reason: str, fingerprint: str = "f1") -> Behaviour:
    def behaviour(handler: Handler, question: Question) -> None:
        bought = {each["product_id"] for each in question["bought"]}
        shown = [each for each in products if each not in bought][: question["slate_size"]]
        listed = [{"product_id": each, "score": 1, "reason": reason} for each in shown]
        model = {"id": "m", "fingerprint": fingerprint}
        handler.say({"model": model, "recommendations": listed})

    return behaviour


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, demo_shop: Path) -> Iterator[House]:
    """With a served model that was fitted while its words were fit."""
    folder = tmp_path_factory.mktemp("unfit")
    shop = folder / "shop"
    shutil.copytree(demo_shop, shop)
    products = open_shop(shop).catalogue.ids[:40].tolist()
    house = House(folder / "house", shop, f"sqlite:///{folder}/vitrine.db")
    house.environment["VITRINE_PICTURES"] = str(demo_shop.parent / "pictures")
    with served(saying(products, "They suit.")) as server:
        with (house.folder / "vitrine.toml").open("a") as settings:
            settings.write(CANDIDATE.format(url=server.url))
        house.run("dashboard", "migrate")
        house.run("recommender", "fit", "served")
        house.start()
        server.behaviour = saying(products, UNFIT)
        try:
            yield house
        finally:
            house.stop()


def test_the_studio_shows_the_others_and_says_what_is_wrong(house: House) -> None:
    with house.enter("proposer") as client:
        answer = client.post("/api/slates", json={"bought": []})
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert "holds half a character (U+D800)" in shown["evidence"]["served"]["note"]
    assert shown["evidence"]["als"]["slate"]


def test_a_release_is_opened_or_refused_in_a_sentence_and_can_be_read(house: House) -> None:
    asked = ("--as", "proposer", "--candidate", "als", "--candidate", "served")
    said = house.run("dashboard", "release", "open", "r1", *asked, "--json", expect=None)
    assert "Traceback" not in said
    if said.startswith("{"):
        assert json.loads(house.run("dashboard", "release", "show", "r1", "--json"))["name"] == "r1"


def test_the_contract_and_check_name_what_is_wrong(house: House) -> None:
    url = (house.folder / "vitrine.toml").read_text().rpartition('url = "')[2].strip().strip('"')
    said = house.run("recommender", "contract", url, expect=1)
    assert "`recommendations[0].reason` holds half a character (U+D800)" in said
    said = house.run("recommender", "check", "--candidate", "served", expect=1)
    assert "holds half a character (U+D800)" in said
