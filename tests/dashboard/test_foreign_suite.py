"""Another shop is served with the shipped scenarios' folder: none is shown, none is kept there."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.house import House
from tests.recommender.camping import camping

SAID = "belong to the shop Aldermere: they are not shown for"
CAMPER = {
    "title": "The camper",
    "story": "",
    "bought": [{"product_id": "tent-2p", "on": None, "quantity": 1}],
    "shopper": {},
    "as_of": None,
    "slate_size": 12,
    "tags": [],
    "owner": None,
    "expectations": [],
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    shop = camping(tmp_path / "shop" / "camping").folder
    made = House(tmp_path / "house", shop, f"sqlite:///{tmp_path}/vitrine.db")
    made.run("dashboard", "migrate")
    made.start()
    yield made
    made.stop()


def test_its_scenarios_are_neither_shown_nor_added_to(house):
    files = sorted(each.name for each in house.scenarios.iterdir())
    with house.enter("merchandiser") as door:
        found = door.get("/api/suite").json()
        assert (found["total"], found["troubles"]) == (0, [])
        kept = door.post("/api/scenarios", json={"scenario": CAMPER, "version": None})
        assert kept.status_code in (400, 409)
        assert SAID in kept.json()["error"]
        found = door.get("/api/scenarios/the-stranger")
        assert found.status_code >= 400
        assert SAID in found.json()["error"]
    assert sorted(each.name for each in house.scenarios.iterdir()) == files


def test_readiness_does_not_depend_on_it(house):
    assert httpx.get(f"{house.base}/readyz").json()["shop"]
