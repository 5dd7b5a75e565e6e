"""The way of a database from any earlier version to this one; there is no way back."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url, text

from dashboard.releases.database import engine, make_folder, translating
from dashboard.releases.facts import PendingMigration

LOCK = 0x76697472  # any number, as long as every process asks for the same lock


def migrate(address: str) -> None:
    """Bring the database to this version, all or nothing; a second process waits its turn."""
    make_folder(address)
    made = engine(address)
    try:
        with translating(), made.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            command.upgrade(_config(connection), "head")
    finally:
        made.dispose()


def needs_migration(address: str) -> bool:
    """Whether the database is older than this version, empty or not there."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        return True
    made = engine(address)
    try:
        with translating(), made.execution_options(reading=True).begin() as connection:
            present = MigrationContext.configure(connection).get_current_heads()
            wanted = ScriptDirectory.from_config(_config(connection)).get_heads()
    finally:
        made.dispose()
    return set(present) != set(wanted)


def refuse_pending(address: str) -> None:
    """Raise PendingMigration unless the database is of this version."""
    if needs_migration(address):
        raise PendingMigration(
            "The database is not of this version; run: python -m dashboard migrate"
        )


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
