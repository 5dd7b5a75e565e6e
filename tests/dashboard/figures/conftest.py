"""A fresh record on SQLite, and the release counted by hand, reviewed once for all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.outcome import Outcome, outcome
from tests.dashboard.figures.counted import counted
from tests.small_release import NAME


@pytest.fixture
def kept(sqlite_address: str) -> Iterator[Sessions]:
    made = sessions(sqlite_address)
    yield made
    disconnect(made)


@pytest.fixture(scope="session")
def found(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    path = shutil.copy(empty_sqlite, tmp_path_factory.mktemp("counted") / "vitrine.db")
    made = sessions(f"sqlite:///{path}")
    counted(made)
    read = outcome(made, NAME)
    disconnect(made)
    return read
