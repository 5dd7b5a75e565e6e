"""What the server answers of coverage and suggestions, on a shop worked out by hand.

Six shoppers bought the beach in June, six the candles in December, nobody both.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from dashboard.scenarios.versions import version_of
from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.settings import Settings
from recommender.shop import Shop
from tests.colleague import git
from tests.house import ROOT, House
from tests.recommender.coverage.shops import two_seasons

FITTED = ("best-sellers", "bm25", "cosine")
BEACH = "title: The swimmer\nbought:\n  - towel\n  - ball\n"
Ask = Callable[..., dict]


def fitted(shop: Shop) -> Shop:
    for each in Settings.read(ROOT / "vitrine.toml").candidates:
        if each.id in FITTED:
            fit_candidate(make_candidate(each), shop)
    return shop


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("coverage")
    shop = fitted(two_seasons(folder / "shop"))
    (folder / "empty").mkdir()
    database = f"sqlite:///{folder}/vitrine.db"
    house = House(folder / "house", shop.folder, database, scenarios=folder / "empty")
    house.invite_guest()
    house.run("dashboard", "migrate")
    house.start()
    yield house
    house.stop()


@pytest.fixture
def folder(house: House) -> Path:
    """The scenarios, in a repository of this test's own: one that stands for the beach."""
    made = house.folder / "scenarios"
    shutil.rmtree(made)
    made.mkdir()
    git(made, "init", "--quiet", "--template=", "--initial-branch=main")
    (made / "the-swimmer.yaml").write_text(BEACH, "utf-8")
    return made


@pytest.fixture(scope="module")
def door(house: House) -> Iterator[httpx.Client]:
    with house.enter("merchandiser") as client:
        yield client


@pytest.fixture
def ask(door: httpx.Client, folder: Path) -> Ask:
    """The answer once it is there."""

    def asked(address: str) -> dict:
        while "reading" in (answer := door.get(address).raise_for_status().json()):
            time.sleep(0.05)
        return answer

    return asked


@pytest.fixture
def send(door: httpx.Client, folder: Path) -> Callable[..., httpx.Response]:
    def sent(address: str, content: dict, client: httpx.Client = door) -> httpx.Response:
        return client.post(f"/api/suggestions/{address}", json=content)

    return sent


def kind(answer: dict, product: str) -> dict:
    return next(each for each in answer["segments"] if product in each["products"])


def division(answer: dict, name: str) -> dict:
    return next(each for each in answer["divisions"] if each["name"] == name)


def test_one_scenario_stands_for_the_half_that_it_is_like(ask: Ask):
    answer = ask("/api/coverage")
    assert (
        answer["headline"]["sentence"] == "Your 1 scenario stands for 50 % of shoppers’ behaviour."
    )
    assert answer["headline"]["covered"] == 0.5
    (kind_gap, other) = answer["headline"]["gaps"]
    assert kind_gap["sentence"].startswith("Nobody speaks for people who buy candles")
    place = {"division": kind_gap["division"], "place": kind_gap["place"]}
    assert place == {"division": "segment", "place": kind(answer, "pillar")["id"]}
    missed = division(answer, other["division"])["groups"][other["place"]]
    assert (missed["name"], missed["covered"]) == ("Candles", 0)
    assert answer["basis"] == "Found in the purchases of all 12 shoppers."


def test_a_kind_of_shoppers_tells_what_they_buy_when_and_who_stands_for_them(ask: Ask):
    answer = ask("/api/coverage")
    beach, candles = kind(answer, "towel"), kind(answer, "pillar")
    assert (beach["share"], beach["covered_said"], beach["level"]) == (0.5, "100 %", "well")
    assert (candles["share"], candles["covered_said"], candles["level"]) == (0.5, "0 %", "nobody")
    assert candles["level_said"] == "Nobody speaks for them"
    assert candles["title"] == "Candles"
    assert candles["traits"] == ["about €8 a basket", "every second time in December"]
    assert set(beach["products"]) == {"towel", "ball"}
    assert [each["scenario"] for each in beach["spokesmen"]] == ["the-swimmer"]
    assert beach["spokesmen"][0]["said"] == "100 %"
    assert candles["spokesmen"] == []
    season = next(each for each in candles["habits"] if each["name"] == "season")
    shares = {each["name"]: (each["said"], each["usual"]) for each in season["groups"]}
    assert shares == {"June": ("0 %", 0.5), "December": ("100 %", 0.5)}
    assert answer["products"]["pillar"]["title"] == "Pillar candle"


def test_every_division_names_its_least_covered_part(ask: Ask):
    answer = ask("/api/coverage")
    assert division(answer, "season")["sentence"] == "Nobody speaks for people who buy in December."
    assert division(answer, "category")["sentence"] == "Nobody speaks for people who buy candles."
    whole = "None of these is left far behind the others."
    assert division(answer, "size")["sentence"] == whole
    season = {each["name"]: each["covered_said"] for each in division(answer, "season")["groups"]}
    assert season == {"June": "100 %", "December": "0 %"}


def test_without_a_scenario_nobody_is_spoken_for(ask: Ask, folder: Path):
    (folder / "the-swimmer.yaml").unlink()
    headline = ask("/api/coverage")["headline"]
    assert (headline["scenarios"], headline["covered"]) == (0, 0)
    assert headline["sentence"].startswith("There is no scenario yet")


def test_a_file_that_cannot_be_read_counts_for_nobody(ask: Ask, folder: Path):
    (folder / "broken.yaml").write_text("titel: Typo\nbought: 3\n", "utf-8")
    answer = ask("/api/coverage")
    assert (answer["unread"], answer["headline"]["covered"]) == (1, 0.5)


def test_a_suggestion_is_added_with_one_click_and_the_figure_moves(ask, send, folder: Path):
    (suggested,) = ask("/api/suggestions")["suggestions"]
    assert {each["product_id"] for each in suggested["scenario"]["bought"]} == {"pillar", "taper"}
    answer = send("accept", {"scenario": suggested["scenario"]}).raise_for_status().json()
    stands = "Your 2 scenarios stand for 100 % of shoppers’ behaviour."
    assert answer["headline"]["sentence"] == stands
    assert (folder / f"{answer['id']}.yaml").exists()
    assert git(folder, "log", "-1", "--format=%an <%ae>").strip() == (
        "Merchandiser <merchandiser@example.com>"
    )
    assert git(folder, "show", "--format=", "--name-only").split() == [f"{answer['id']}.yaml"]
    assert ask("/api/suggestions")["suggestions"] == []


def test_the_same_suggestion_sent_twice_is_one_scenario(ask, send, folder: Path):
    (suggested,) = ask("/api/suggestions")["suggestions"]
    first, again = (send("accept", {"scenario": suggested["scenario"]}).json() for _ in range(2))
    assert first["id"] == again["id"]
    assert len(list(folder.glob("*.yaml"))) == 2


def test_adding_is_undone(ask, send, folder: Path):
    (suggested,) = ask("/api/suggestions")["suggestions"]
    added = send("accept", {"scenario": suggested["scenario"]}).json()
    back = send("withdraw", {"id": added["id"], "version": added["version"]})
    assert back.json()["headline"]["covered"] == 0.5
    assert not (folder / f"{added['id']}.yaml").exists()
    assert len(ask("/api/suggestions")["suggestions"]) == 1


def test_what_somebody_has_worked_on_since_is_not_undone(ask, send, folder: Path):
    (suggested,) = ask("/api/suggestions")["suggestions"]
    added = send("accept", {"scenario": suggested["scenario"]}).json()
    path = folder / f"{added['id']}.yaml"
    path.write_text(path.read_text("utf-8") + "owner: candle-team\n", "utf-8")
    refused = send("withdraw", {"id": added["id"], "version": added["version"]})
    assert refused.status_code == 409
    assert "worked on" in refused.json()["error"]
    assert "candle-team" in path.read_text("utf-8")


def test_what_somebody_else_added_is_not_undone(house: House, ask, send, folder: Path):
    (suggested,) = ask("/api/suggestions")["suggestions"]
    with house.enter("brand-manager") as colleague:
        content = json.dumps({"scenario": suggested["scenario"]})
        theirs = colleague.post("/api/suggestions/accept", content=content).json()
    mine = send("accept", {"scenario": suggested["scenario"]}).json()
    assert mine["id"] == theirs["id"]
    refused = send("withdraw", {"id": mine["id"], "version": mine["version"]})
    assert refused.status_code == 400
    assert refused.json()["error"] == "Somebody else added this scenario; it stays."
    assert (folder / f"{mine['id']}.yaml").exists()


def test_only_what_the_shop_sells_is_put_aside_once_and_as_long_as_there_is_room(
    send, folder: Path
):
    refused = send("dismiss", {"bought": ["taper", "<script>"]})
    assert refused.status_code == 400
    assert refused.json()["error"].startswith("The shop does not sell '<script>'")
    send("dismiss", {"bought": ["taper", "taper", "pillar"]}).raise_for_status()
    kept = json.loads((folder / "dismissed.json").read_text("utf-8"))
    assert kept[0]["bought"] == ["taper", "pillar"]
    entry = {"bought": ["x" * 999_900], "by": "A", "on": "2026-01-01"}
    (folder / "dismissed.json").write_text(json.dumps([entry]), "utf-8")
    full = send("dismiss", {"bought": ["taper", "pillar"]})
    assert full.json()["error"] == "dismissed.json is full; take old entries out of it."
    assert json.loads((folder / "dismissed.json").read_text("utf-8")) == [entry]


def test_what_is_put_aside_comes_back_only_when_it_is_taken_up_again(ask, send, folder: Path):
    basket = {"bought": ["taper", "pillar"]}
    send("dismiss", basket).raise_for_status()
    assert ask("/api/suggestions")["suggestions"] == []
    (entry,) = json.loads((folder / "dismissed.json").read_text("utf-8"))
    assert (entry["bought"], entry["by"]) == (["taper", "pillar"], "Merchandiser")
    assert git(folder, "log", "-1", "--format=%an").strip() == "Merchandiser"
    assert git(folder, "show", "--format=", "--name-only").split() == ["dismissed.json"]
    send("recall", basket).raise_for_status()
    assert len(ask("/api/suggestions")["suggestions"]) == 1
    assert json.loads((folder / "dismissed.json").read_text("utf-8")) == []


def test_whoever_has_no_role_looks_and_changes_nothing(house: House, ask, send, folder: Path):
    (suggested,) = ask("/api/suggestions")["suggestions"]
    with house.enter("guest") as guest:
        assert guest.get("/api/coverage").json()["headline"]["covered"] == 0.5
        for address, content in {
            "accept": {"scenario": suggested["scenario"]},
            "withdraw": {"id": "the-swimmer", "version": version_of(folder, "the-swimmer")},
            "dismiss": {"bought": ["pillar"]},
            "recall": {"bought": ["pillar"]},
        }.items():
            assert send(address, content, guest).status_code == 403
    assert [each.name for each in folder.glob("[!.]*")] == ["the-swimmer.yaml"]


def test_a_broken_list_of_what_was_put_aside_is_told_and_kept(ask, send, folder: Path):
    path = folder / "dismissed.json"
    path.write_text("[", "utf-8")
    answer = ask("/api/suggestions")
    assert len(answer["suggestions"]) == 1
    assert answer["notes"][0].startswith(str(path))
    refused = send("dismiss", {"bought": ["pillar", "taper"]})
    assert refused.status_code == 400
    assert str(path) in refused.json()["error"]
    assert path.read_text("utf-8") == "["


def test_a_model_that_cannot_be_asked_is_named(ask: Ask):
    notes = ask("/api/suggestions")["notes"]
    assert any(each.startswith("als was not asked") for each in notes)


@pytest.mark.parametrize(
    "content",
    [{}, {"bought": []}, {"bought": [1]}, {"bought": ["x" * 201]}, {"bought": "pillar"}],
)
def test_what_is_no_basket_is_not_put_aside(content, send, folder: Path):
    assert send("dismiss", content).status_code == 400
    assert not (folder / "dismissed.json").exists()


def test_what_the_shop_does_not_sell_is_not_added(send, folder: Path):
    made_up = {"id": None, "title": "Unicorns", "bought": [{"product_id": "unicorn"}]}
    refused = send("accept", {"scenario": made_up})
    assert refused.status_code == 400
    assert "unicorn" in refused.json()["error"]
    assert send("accept", {}).status_code == 400
