"""The way of a database from any earlier version to this one; there is no way back."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from dashboard.releases.database import engine, make_folder
from dashboard.releases.facts import PendingMigration
from dashboard.releases.trouble import translating
from dashboard.releases.version import refuse_newer, refuse_other_version

LOCK = 0x76697472  # any number, as long as every process asks for the same lock


def migrate(address: str) -> None:
    """Bring the database to this version, all or nothing; a second process waits its turn.

    A missing SQLite file is made. NewerDatabase where it is of a version that we do not know.
    """
    make_folder(address)
    made = engine(address)
    try:
        with translating(), made.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            refuse_newer(connection)
            command.upgrade(_config(connection), "head")
    finally:
        made.dispose()


def needs_migration(address: str) -> bool:
    """Whether the database is older than this version, empty or not there."""
    try:
        refuse_pending(address)
    except PendingMigration:
        return True
    return False


def refuse_pending(address: str) -> None:
    """Raise PendingMigration or NewerDatabase unless the database is of this version."""
    made = engine(address, present=True)
    try:
        with translating(), made.execution_options(reading=True).begin() as connection:
            refuse_other_version(connection)
    finally:
        made.dispose()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
