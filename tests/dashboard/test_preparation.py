"""A shop of one's own is served at once and made ready behind the pages."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from dashboard import preparation, resources
from recommender.place import make_place
from tests.house import ROOT, House
from tests.recommender.camping import camping

PATIENCE = 120


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """In a place of its own, with a shop that nothing was fitted for."""
    make_place(tmp_path / "place")
    shop = camping(tmp_path / "place" / "shop").folder
    shutil.rmtree(shop / "candidates", ignore_errors=True)
    database = f"sqlite:///{tmp_path}/vitrine.db"
    made = House(tmp_path / "house", shop, database, tmp_path / "place" / "scenarios")
    yield made
    made.stop()


def get_ready(house: House, log: Path) -> tuple[dict, str]:
    """What is ready when the first page can be asked for, and what is said until all models are."""
    command = [sys.executable, "-u", "-m", "dashboard", "demo", "--port", str(house.port)]
    with log.open("w") as output:
        house.process = subprocess.Popen(
            command, cwd=ROOT, env=house.environment, stdout=output, stderr=subprocess.STDOUT
        )
    house.wait_until_it_answers()
    first = httpx.get(f"{house.base}/readyz").json()
    until = monotonic() + PATIENCE
    while not httpx.get(f"{house.base}/readyz").json()["candidates"]:
        assert monotonic() < until
        sleep(0.2)
    house.stop()
    return first, log.read_text()


def test_models_are_fitted_behind_the_pages_and_never_twice(house, tmp_path):
    first, said = get_ready(house, tmp_path / "first.log")
    assert first["shop"] and not first["candidates"]
    assert "Fitting Best sellers" in said
    assert "Building the demo shop" not in said
    first, said = get_ready(house, tmp_path / "second.log")
    assert first["candidates"]
    assert "Fitting" not in said


def test_pictures_of_the_scenarios_come_first_then_what_sells_best(house, monkeypatch):
    for name, value in house.environment.items():
        monkeypatch.setenv(name, value)
    (house.scenarios / "one.yaml").write_text("title: One\nbought: [lamp-01, mat-01]\n")
    shop = resources.shop()
    names = preparation.pictures_first(shop)
    frame = shop.catalogue.frame
    assert names[0] == "m1.png"
    sales = dict(zip(frame["picture"], shop.purchases.sales, strict=True))
    rest = [sales[each] for each in names[1:]]
    assert rest == sorted(rest, reverse=True)
    assert set(names) == set(frame["picture"].dropna())


def test_nothing_is_said_once_all_is_there():
    made = preparation.Preparation()
    assert made.sentence() == ""
    made.models, made.unfitted, made.pictures = 5, ["als", "bm25"], (3_211, 24_717)
    assert made.sentence() == (
        "Getting ready: 3 of 5 models have learnt from the purchases, "
        "3,211 of 24,717 pictures are prepared. You can begin meanwhile."
    )
