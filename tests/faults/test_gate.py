"""The gate by command and by HTTP: one answer, whatever was changed and however it was hidden."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pandas as pd
import pytest

from dashboard.releases.database import disconnect, sessions
from dashboard.releases.person import Person
from dashboard.releases.settling import settle
from tests.house import House

SHOWN = "ridge-tent-sand"
COLLEAGUE = '\n[[people]]\nid = "new"\nname = "New"\nroles = ["{role}"]\n'

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, empty_sqlite: Path
) -> Iterator[House]:
    """A release signed GO for ALS on a shop of its own, and its server."""
    folder = tmp_path_factory.mktemp("gate")
    shop = folder / "shop"
    shutil.copytree(demo_shop, shop)
    house = House(folder / "house", shop, f"sqlite:///{folder}/house/vitrine.db")
    shutil.copy(empty_sqlite, folder / "house" / "vitrine.db")
    sign_go(house, "spring")
    house.start()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def client(house: House) -> Iterator[httpx.Client]:
    with house.enter("head-of-brand") as client:
        yield client


def sign_go(house: House, name: str) -> None:
    review(house, name)
    sign(house, name, house.shown(name)["confirm"]["GO"])


def review(house: House, name: str) -> None:
    """Opened for ALS on one scenario, shown by a reviewer, closed."""
    house.open_release(name, "als", scenarios=("the-new-camper",))
    about = ("--scenario", "the-new-camper", "--candidate", "als", "--verdict", "show")
    house.run("dashboard", "release", "verdict", name, "--as", "merchandiser", *about)
    house.run("dashboard", "release", "close", name, "--as", "head-of-brand")


def sign(house: House, name: str, confirmation: str, expect: int = 0) -> str:
    form = ("--decision", "GO", "--candidate", "als", "--reason", "It suits us.")
    deed = ("release", "sign", name, "--as", "head-of-brand", *form, "--confirm", confirmation)
    return house.run("dashboard", *deed, expect=expect)


def reasons(house: House, client: httpx.Client, name: str = "spring") -> list[str]:
    """Of both gates, which must say the same."""
    by_http = client.get(f"/api/releases/{name}/gate").json()
    by_command = json.loads(house.run("dashboard", "gate", name, "--json", expect=None))
    assert by_http == by_command
    assert by_http["serve"] is (not by_http["reasons"])
    return by_http["reasons"]


@contextmanager
def hidden(path: Path, change: Change) -> Iterator[None]:
    """The file changed in its place, its size kept where `change` keeps it, its time put back."""
    before, facts = path.read_bytes(), path.stat()
    times = (facts.st_atime_ns, facts.st_mtime_ns)
    after = change(before)
    assert after != before
    try:
        overwrite(path, after, times)
        yield
    finally:
        overwrite(path, before, times)


def overwrite(path: Path, content: bytes, times: tuple[int, int]) -> None:
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()
    os.utime(path, ns=times)


@contextmanager
def catalogue(house: House, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Iterator[None]:
    def rewritten(content: bytes) -> bytes:
        path = house.folder / "other.parquet"
        path.write_bytes(content)
        change(pd.read_parquet(path)).to_parquet(path, index=False)
        return path.read_bytes()

    with hidden(house.shop / "catalogue.parquet", rewritten):
        yield


def replaced(before: bytes, after: bytes) -> Change:
    return lambda content: content.replace(before, after, 1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (replaced(b"quorum = 1", b"quorum = 2"), "signatures"),
        (replaced(b'["approver:brand"]', b'["approver:other"]'), "head-of-brand"),
        (replaced(b'["reviewer"]', b"[          ]"), "merchandiser"),
        (replaced(b"factors = 64", b"factors = 65"), "als"),
        (replaced(b"nothing_already_bought", b"nothing_ever_repeated_"), "expect"),
    ],
    ids=["quorum", "approver", "reviewer", "model", "expectation"],
)
def test_an_edit_of_the_settings_that_keeps_size_and_time_is_seen_by_a_running_server(
    house: House, client: httpx.Client, change: Change, told: str
) -> None:
    assert reasons(house, client) == []
    with hidden(house.folder / "vitrine.toml", change):
        found = client.get("/api/releases/spring/gate")
        assert found.json().get("serve", False) is False
        assert told in found.text
        assert house.gate("spring") in (1, 2)
    assert reasons(house, client) == []


def test_whoever_is_taken_out_of_the_settings_is_out_at_the_next_request(house: House) -> None:
    with house.enter("brand-manager") as manager:
        assert manager.get("/api/releases/spring/gate").status_code == 200
        change = replaced(b'id = "brand-manager"', b'id = "brand-mislaid"')
        with hidden(house.folder / "vitrine.toml", change):
            assert manager.get("/api/releases/spring/gate").status_code == 401


def test_another_title_of_a_product_that_was_shown_is_a_no(
    house: House, client: httpx.Client
) -> None:
    def renamed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(title=frame["title"].mask(frame["product_id"] == SHOWN, "Not this"))

    with catalogue(house, renamed):
        [reason] = reasons(house, client)
        assert SHOWN in reason
        assert "“Not this”" in reason
    assert reasons(house, client) == []


def test_another_picture_in_the_catalogue_is_a_no_though_the_old_file_is_right(
    house: House, client: httpx.Client
) -> None:
    other = house.shop / "images" / "other.webp"
    other.write_bytes((house.shop / "images" / f"{SHOWN}.webp").read_bytes() + b"\0")

    def pointing(where: str | None) -> Callable[[pd.DataFrame], pd.DataFrame]:
        def change(frame: pd.DataFrame) -> pd.DataFrame:
            return frame.assign(picture=frame["picture"].mask(frame["product_id"] == SHOWN, where))

        return change

    for where in ("other.webp", "missing.webp", None):
        with catalogue(house, pointing(where)):
            [reason] = reasons(house, client)
            assert "picture" in reason
            assert SHOWN in reason
    assert reasons(house, client) == []


def test_a_product_taken_out_of_the_catalogue_is_a_no(house: House, client: httpx.Client) -> None:
    with catalogue(house, lambda frame: frame[frame["product_id"] != SHOWN]):
        found = reasons(house, client)
        assert any(each.startswith(f"The product {SHOWN}, “") for each in found)
    assert reasons(house, client) == []


def test_prices_and_what_is_available_change_every_day(house: House, client: httpx.Client) -> None:
    with catalogue(house, lambda frame: frame.assign(price=frame["price"] * 2, available=False)):
        assert reasons(house, client) == []


def test_a_shop_that_cannot_be_read_cannot_be_told_about(
    house: House, client: httpx.Client
) -> None:
    with hidden(house.shop / "catalogue.parquet", lambda content: b"x" * len(content)):
        answer = client.get("/api/releases/spring/gate")
        assert answer.status_code == 503
        assert "serve" not in answer.json()
        said = house.run("dashboard", "gate", "spring", expect=2)
        assert "Traceback" not in said
    assert reasons(house, client) == []


@pytest.mark.parametrize("role", ["reviewer", "proposer"])
def test_a_new_colleague_kills_no_go_that_stands(
    house: House, client: httpx.Client, role: str
) -> None:
    change = COLLEAGUE.format(role=role).encode()
    with hidden(house.folder / "vitrine.toml", lambda content: content + change):
        assert reasons(house, client) == []


def test_a_new_approver_could_lower_what_was_agreed(house: House, client: httpx.Client) -> None:
    change = COLLEAGUE.format(role="approver:brand").encode()
    with hidden(house.folder / "vitrine.toml", lambda content: content + change):
        [reason] = reasons(house, client)
        assert "new is approver for brand now" in reason


def test_a_go_that_the_gate_would_refuse_a_second_later_is_not_signed(
    house: House, client: httpx.Client
) -> None:
    review(house, "summer")
    confirmation = house.shown("summer")["confirm"]["GO"]
    scenario = house.scenarios / "the-new-camper.yaml"
    for path, change, told in (
        (house.folder / "vitrine.toml", replaced(b"quorum = 1", b"quorum = 2"), "signatures"),
        (scenario, replaced(b"at_least: 5", b"at_least: 4"), "the-new-camper"),
    ):
        with hidden(path, change):
            said = sign(house, "summer", confirmation, expect=2)
            assert "“Summer” cannot be GO: what stands now is not what was reviewed" in said
            assert told in said
    assert house.shown("summer")["state"] == "closed"
    sign(house, "summer", confirmation)
    assert reasons(house, client, "summer") == []


def test_a_text_from_before_an_approver_settled_a_case_signs_nothing(house: House) -> None:
    house.open_release("autumn", "als", scenarios=("the-new-camper",))
    about = ("--scenario", "the-new-camper", "--candidate", "als", "--verdict")
    for who, what in (("merchandiser", "show"), ("brand-manager", "do not show")):
        house.run("dashboard", "release", "verdict", "autumn", "--as", who, *about, what)
    house.run("dashboard", "release", "close", "autumn", "--as", "head-of-brand")
    before = house.shown("autumn")["confirm"]["GO"]
    record = sessions(house.environment["VITRINE_DATABASE"])
    other = Person("merch", "Head of merchandising", roles=frozenset({"approver:merchandising"}))
    case = ("autumn", 1, "the-new-camper", "do not show", "It does not suit us.")
    settle(record, other, *case, candidate="als")
    disconnect(record)
    said = sign(house, "autumn", before, expect=2)
    assert "Head of merchandising settled “The new camper”" in said
    assert "look again before you sign" in said
    after = house.shown("autumn")
    assert (after["state"], after["confirm"]["GO"] == before) == ("closed", False)
    sign(house, "autumn", after["confirm"]["GO"])


def test_a_record_moved_away_is_told_at_every_door_and_used_again_when_it_is_back(
    house: House, client: httpx.Client
) -> None:
    record = house.folder / "vitrine.db"
    aside = house.folder / "aside.db"
    doors = ("/api/releases/spring/gate", "/readyz")
    assert [client.get(door).status_code for door in doors] == [200, 200]
    record.rename(aside)
    assert [client.get(door).status_code for door in doors] == [503, 503]
    answer = client.post("/api/releases/spring/verdicts", json={})
    assert answer.status_code == 503
    assert "nothing was read or saved" in answer.json()["error"]
    assert house.gate("spring") == 2
    assert not record.exists()
    aside.rename(record)
    assert [client.get(door).status_code for door in doors] == [200, 200]
    assert client.post("/api/releases/spring/verdicts", json={}).status_code == 400
