"""The version of a database, which must be the one of this code."""

from functools import cache
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, exc

from dashboard.releases.facts import NewerDatabase, PendingMigration
from dashboard.releases.trouble import no_table

FOUND = "select version_num from alembic_version"


def refuse_other_version(connection: Connection) -> None:
    """PendingMigration, or NewerDatabase, unless the database is of this version; asked at the
    beginning of every transaction, since another process may migrate meanwhile."""
    try:
        found = set(connection.exec_driver_sql(FOUND).scalars())
    except exc.DBAPIError as error:
        if no_table(error):
            raise PendingMigration(
                "The database is empty, so nothing was read or saved; "
                "run: python -m dashboard migrate"
            ) from error
        raise
    if found != {_versions()[-1]}:
        _refuse(found)


def refuse_newer(connection: Connection) -> None:
    """NewerDatabase unless it can be brought to this version; an empty one can."""
    found = set(MigrationContext.configure(connection).get_current_heads())
    if not found <= set(_versions()):
        _refuse(found)


def _refuse(found: set[str]) -> None:
    if found <= set(_versions()):
        raise PendingMigration(
            "The database is not of this version, so nothing was read or saved; "
            "run: python -m dashboard migrate"
        )
    raise NewerDatabase(
        "Nothing was read or changed: this database is newer than this version of Vitrine; "
        "start the newer version again, or put back a backup from before it."
    )


@cache
def _versions() -> tuple[str, ...]:
    """Every version that this code knows, the latest last."""
    scripts = ScriptDirectory(str(Path(__file__).with_name("migrations")))
    return tuple(each.revision for each in scripts.walk_revisions())[::-1]
