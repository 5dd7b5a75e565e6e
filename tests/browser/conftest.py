"""A real browser, the demo shop, and dashboards of a test's own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from recommender.demo import build_demo_shop
from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.settings import Settings
from recommender.shop import open_shop
from tests.browser.house import ROOT, House

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own where the system has none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(OPTIONS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo shop with every candidate fitted, built once for all workers."""
    folder = tmp_path_factory.getbasetemp().parent / "house" / "demo"
    folder.parent.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "candidates" / "cosine" / "fingerprint").exists():
            build_demo_shop(folder)
            fit_all(folder)
    return folder


def fit_all(folder: Path) -> None:
    shop = open_shop(folder)
    for each in Settings.read(ROOT / "vitrine.toml").candidates:
        fit_candidate(make_candidate(each), shop)


@pytest.fixture
def make_house(tmp_path: Path, demo_shop: Path) -> Iterator[Callable[..., House]]:
    """Houses on the demo shop; their servers end with the test."""
    made: list[House] = []

    def make(database: str | None = None, shop: Path = demo_shop, **options: object) -> House:
        folder = tmp_path / f"house{len(made)}"
        house = House(folder, shop, database or f"sqlite:///{folder}/vitrine.db", **options)
        made.append(house)
        house.run("dashboard", "migrate")
        return house

    yield make
    for house in made:
        house.stop()


@pytest.fixture
def house(make_house: Callable[..., House]) -> House:
    """A served dashboard with one small release in review, on SQLite."""
    house = make_house()
    house.open_release("spring", "best-sellers", "als", "bm25")
    house.start()
    return house
