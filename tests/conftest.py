"""What every test may ask for."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path

import pytest
from filelock import FileLock

from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.migrations import migrate
from dashboard.releases.model import Base
from recommender.__main__ import main
from recommender.demo import build_demo_shop
from tests.clock import Clock
from tests.house import House, fit_all
from tests.postgresql import Cluster, temporary_cluster

ROOT = Path(__file__).parent.parent
REAL_DATA = Path(os.environ.get("VITRINE_TEST_DATA", ROOT / "../shared/data")).resolve()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Tests on real data are files named test_real_*; they need the folder."""
    if collection_path.name.startswith("test_real_") and not REAL_DATA.is_dir():
        return True
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not REAL_DATA.is_dir():
        terminalreporter.write_line(
            f"Tests on real data were not collected: {REAL_DATA} is missing (VITRINE_TEST_DATA)."
        )


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real purchases and pictures."""
    return REAL_DATA


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A running PostgreSQL server of this process's own."""
    with temporary_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def postgresql_url(postgresql: Cluster) -> str:
    """The address of an empty database on it."""
    return postgresql.new_database()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite record without a row, to copy."""
    path = tmp_path_factory.mktemp("record") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: Cluster) -> str:
    """The address of a migrated PostgreSQL record, emptied for every test."""
    address = postgresql.new_database()
    migrate(address)
    return address


@pytest.fixture
def sqlite_address(empty_sqlite: Path, tmp_path: Path) -> str:
    """A fresh record in a SQLite file of this test's own."""
    return f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'vitrine.db')}"


@pytest.fixture
def postgresql_address(postgresql: Cluster, migrated_postgresql: str) -> str:
    """A fresh record in a PostgreSQL database."""
    postgresql.empty(migrated_postgresql, Base.metadata.tables)
    return migrated_postgresql


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def address(request: pytest.FixtureRequest) -> str:
    """A fresh record, once on each kind of database."""
    return request.getfixturevalue(f"{request.param}_address")


@pytest.fixture
def record(address: str) -> Iterator[Sessions]:
    """The sessions of a fresh record, once on each kind of database."""
    made = sessions(address)
    yield made
    disconnect(made)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is made once in a run, for all its workers."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def real_import(shared: Path, real_data: Path) -> Callable[[str], Path]:
    """A folder of the real data imported as the command does, once for all workers: `shop`, to be
    read or copied, and `counts.json`, what the command printed."""

    def imported(name: str) -> Path:
        folder = shared / "real" / name
        folder.mkdir(parents=True, exist_ok=True)
        counts, shop = folder / "counts.json", folder / "shop"
        with FileLock(f"{folder}.lock"):
            if not shop.exists():
                command = ["import", str(real_data / name), "--shop", str(shop), "--json"]
                with counts.open("w", encoding="utf-8") as file, redirect_stdout(file):
                    assert main(command) == 0
        return folder

    return imported


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


@pytest.fixture
def make_house(
    tmp_path: Path, demo_shop: Path, empty_sqlite: Path
) -> Iterator[Callable[..., House]]:
    """Houses on the demo shop; their servers end with the test.

    `record`: a SQLite record to begin with, an empty one by default."""
    made: list[House] = []

    def make(
        database: str | None = None,
        shop: Path = demo_shop,
        record: Path = empty_sqlite,
        **options: object,
    ) -> House:
        folder = tmp_path / f"house{len(made)}"
        house = House(folder, shop, database or f"sqlite:///{folder}/vitrine.db", **options)
        made.append(house)
        if database:
            house.run("dashboard", "migrate")
        else:
            shutil.copy(record, folder / "vitrine.db")
        return house

    yield make
    for house in made:
        house.stop()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """What the modules of the record read the time from."""

    class Own(Clock):
        pass

    for name, module in list(sys.modules.items()):
        if name.startswith("dashboard.releases") and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", Own)
    return Own
