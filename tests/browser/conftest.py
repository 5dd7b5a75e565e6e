"""A real browser, and a dashboard that it visits."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, expect

from benchmarks.browser import opened_browser
from dashboard.releases.database import disconnect, sessions
from tests.browser import autumn
from tests.browser.writing import file_scenario
from tests.colleague import begin_history
from tests.house import PATIENCE, House, Visit


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own where the system has none."""
    expect.set_options(timeout=PATIENCE * 1_000)
    with opened_browser() as started:
        yield started


@pytest.fixture(scope="session")
def spring_record(shared: Path, demo_shop: Path) -> Path:
    """A record with one small release in review, made once for all workers."""
    folder = shared / "spring"
    with FileLock(f"{folder}.lock"):
        if not (folder / "opened").exists():
            house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
            house.run("dashboard", "migrate")
            house.open_release("spring", "best-sellers", "als", "bm25")
            (folder / "opened").touch()
    return folder / "vitrine.db"


@pytest.fixture(scope="session")
def reviewed_record(shared: Path, demo_shop: Path, spring_record: Path) -> Path:
    """The same with a second release, reviewed and signed GO."""
    folder = shared / "reviewed"
    with FileLock(f"{folder}.lock"):
        if not (folder / "signed").exists():
            house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
            shutil.copy(spring_record, folder / "vitrine.db")
            house.open_release(autumn.NAME, *autumn.VERDICTS, scenarios=autumn.SCENARIOS)
            record = sessions(house.environment["VITRINE_DATABASE"])
            autumn.review(record, autumn.NAME, autumn.SCENARIOS)
            autumn.differ(record)
            autumn.sign(record)
            disconnect(record)
            (folder / "signed").touch()
    return folder / "vitrine.db"


@pytest.fixture(scope="session")
def spring(
    tmp_path_factory: pytest.TempPathFactory, demo_shop: Path, spring_record: Path
) -> Iterator[House]:
    """The house that tests of the small release have one after another."""
    folder = tmp_path_factory.mktemp("spring")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    yield house
    house.stop()


@pytest.fixture
def house(spring: House, spring_record: Path) -> Iterator[House]:
    """A served dashboard with one small release in review, on SQLite; every test finds it anew."""
    spring.begin_anew(spring_record)
    yield spring
    spring.leave()


@pytest.fixture(scope="session")
def library(demo_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A served dashboard whose scenarios are a git repository; each test writes its own file."""
    folder = tmp_path_factory.mktemp("library")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    house.run("dashboard", "migrate")
    begin_history(house.scenarios)
    house.start()
    yield house
    house.stop()


@pytest.fixture
def gift(library: House, request: pytest.FixtureRequest) -> str:
    """A scenario of this test's own, filed by a colleague."""
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.removeprefix("test_"))
    return file_scenario(library, name[:40].strip("-"))


@pytest.fixture(scope="module")
def merchandiser(library: House, browser: Browser) -> Iterator[Visit]:
    visit = library.browse(browser, "merchandiser")
    yield visit
    visit.context.close()


@pytest.fixture
def writer(merchandiser: Visit) -> Iterator[Visit]:
    """A merchandiser's browser, which a file's tests share, for each writes a scenario of its
    own; refusals are looked at by the tests, nothing else may fail."""
    merchandiser.complaints.clear()
    yield merchandiser
    merchandiser.page.unroute_all()
    merchandiser.page.evaluate("localStorage.clear()")
    assert [each for each in merchandiser.complaints if "409" not in each] == []
