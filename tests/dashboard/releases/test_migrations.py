"""The database's way to this version, on both kinds of database."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from dashboard.releases import migrations
from dashboard.releases.database import engine
from dashboard.releases.facts import DatabaseBroken, PendingMigration
from dashboard.releases.migrations import migrate, needs_migration, refuse_pending
from dashboard.releases.model import Base
from tests.postgresql import Cluster

FOLDER = Path(migrations.__file__).parent
ROOT = FOLDER.parents[2]
MIGRATE = "import sys; from dashboard.releases.migrations import migrate; migrate(sys.argv[1])"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bare.db"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.new_database()


@pytest.fixture
def looking(bare: str) -> Iterator[Engine]:
    """An engine of the test's own on the bare database."""
    made = engine(bare)
    yield made
    made.dispose()


def tables(looking: Engine) -> set[str]:
    with looking.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_the_migrated_tables_are_those_of_the_model(bare: str, looking: Engine) -> None:
    migrate(bare)
    with looking.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert tables(looking) == {*Base.metadata.tables, "alembic_version"}


def test_a_database_needs_migration_until_it_had_it(bare: str) -> None:
    assert needs_migration(bare)
    with pytest.raises(PendingMigration, match="python -m dashboard migrate"):
        refuse_pending(bare)
    migrate(bare)
    assert not needs_migration(bare)
    refuse_pending(bare)


def test_migrating_again_changes_nothing(bare: str, looking: Engine) -> None:
    migrate(bare)
    migrate(bare)
    with looking.connect() as connection:
        heads = connection.execute(text("SELECT version_num FROM alembic_version")).all()
    assert heads == [("0004",)]


def test_three_processes_that_migrate_at_once_all_succeed(bare: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", MIGRATE, bare]
    running = [
        subprocess.Popen(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}) for _ in range(3)
    ]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert not needs_migration(bare)


def test_a_migration_that_fails_leaves_nothing_behind(bare: str, looking: Engine) -> None:
    with looking.begin() as connection:
        connection.execute(text("CREATE TABLE sign_offs (id INTEGER)"))
    with pytest.raises(DatabaseBroken, match="sign_offs"):
        migrate(bare)
    assert tables(looking) == {"sign_offs"}


def test_there_is_no_way_back() -> None:
    scripts = ScriptDirectory(FOLDER).walk_revisions()
    assert [each for each in scripts if hasattr(each.module, "downgrade")] == []
    assert "downgrade" not in (FOLDER / "script.py.mako").read_text()
