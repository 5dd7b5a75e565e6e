"""A shop of one's own is served at once and made ready behind the pages."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import httpx
import numpy as np
import pandas as pd
import pytest

from dashboard import preparation, resources
from recommender.place import make_place
from recommender.shop import write_shop
from tests.house import ROOT, House
from tests.recommender.camping import camping

PATIENCE = 200


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """In a place of its own, with a shop that nothing was fitted for."""
    make_place(tmp_path / "place")
    shop = camping(tmp_path / "place" / "shop").folder
    shutil.rmtree(shop / "candidates", ignore_errors=True)
    database = f"sqlite:///{tmp_path}/vitrine.db"
    made = House(tmp_path / "house", shop, database, tmp_path / "place" / "scenarios")
    keep_candidates(made.folder / "vitrine.toml", "best-sellers", "als")
    yield made
    made.stop()


def keep_candidates(settings: Path, *wanted: str) -> None:
    """Fitting goes behind all the other tests that run meanwhile, so few are fitted."""
    text = settings.read_text()
    before, *blocks = text[: text.index("[[people]]")].split("[[candidates]]")
    kept = [each for each in blocks if any(f'id = "{name}"' in each for name in wanted)]
    people = text[text.index("[[people]]") :]
    settings.write_text("[[candidates]]".join([before, *kept]) + people)


def begin(house: House, log: Path) -> subprocess.Popen:
    command = [sys.executable, "-u", "-m", "dashboard", "demo", "--port", str(house.port)]
    with log.open("w") as output:
        house.process = subprocess.Popen(
            command, cwd=ROOT, env=house.environment, stdout=output, stderr=subprocess.STDOUT
        )
    return house.process


def wait_for(words: str, log: Path) -> None:
    until = monotonic() + PATIENCE
    while words not in log.read_text():
        assert monotonic() < until, log.read_text()
        sleep(0.1)


def children_of(process: int) -> list[int]:
    """Processes that fit a model, started by this one."""
    found = subprocess.run(
        ["pgrep", "-P", str(process), "-f", "multiprocessing.spawn"],
        capture_output=True,
        text=True,
        check=False,
    )
    return [int(each) for each in found.stdout.split()]


def get_ready(house: House, log: Path) -> tuple[dict, str]:
    """What is ready when the first page can be asked for, and what is said until all models are."""
    begin(house, log)
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


def test_what_is_being_fitted_ends_with_the_server(house, tmp_path):
    write_large_shop(house.shop)
    settings = house.folder / "vitrine.toml"
    slow = "factors = 512\niterations = 1000"
    settings.write_text(settings.read_text().replace("factors = 64", slow))
    process = begin(house, tmp_path / "log")
    house.wait_until_it_answers()
    wait_for("Fitting Taste profile", tmp_path / "log")
    until = monotonic() + PATIENCE
    while not (children := children_of(process.pid)):
        assert monotonic() < until
        sleep(0.1)
    house.stop()
    assert process.returncode == 0
    until = monotonic() + 10
    while any(Path(f"/proc/{each}").exists() for each in children):
        assert monotonic() < until, "it is still being fitted"
        sleep(0.1)


def write_large_shop(folder: Path) -> None:
    """So many purchases that fitting takes minutes."""
    chance = np.random.default_rng(1)
    bought = pd.DataFrame(
        {
            "shopper_id": chance.integers(20_000, size=200_000).astype(str),
            "product_id": chance.integers(3_000, size=200_000).astype(str),
            "bought_at": pd.Timestamp("2026-01-01", tz="UTC"),
        }
    )
    products = [str(each) for each in range(3_000)]
    write_shop(
        folder,
        facts={"name": "Large"},
        catalogue=pd.DataFrame({"product_id": products, "title": products}),
        purchases=bought,
        pictures={},
    )


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
