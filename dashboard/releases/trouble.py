"""What an error of a database's driver means, and the fact that a person is told."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from dashboard.releases.facts import DatabaseAway, DatabaseBroken, DatabaseFull
from dashboard.releases.outage import OUTAGE

Trouble = exc.DBAPIError | exc.TimeoutError

SQLITE_PASSING = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_IOERR",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
)
# the second beyond a quota or a limit
SQLITE_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")
SQLITE_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
POSTGRESQL_FULL = "53100"
POSTGRESQL_READONLY = "25006"
# connection, resources, operator, lock not available, deadlock and serialisation
POSTGRESQL_PASSING = ("08", "53", "57", "55P03", "40")


@contextmanager
def translating(*, writing: bool = False) -> Iterator[None]:
    """Turn every error of the database into a fact: away, full or broken.

    Whoever runs it hears the driver's own words for the cause: once in the server's log, as a
    note on the fact where a command ends by it. `writing`: whether it was to be changed."""
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as error:
        fact, cause = fact_of(error), " ".join(str(getattr(error, "orig", error)).split())
        if away(error):
            OUTAGE.begin(cause, for_writing=_is_for_writing(error))
            fact.add_note(f"({cause})")
        raise fact from error
    except DatabaseAway as fact:
        OUTAGE.begin(str(fact))
        raise
    else:
        OUTAGE.end(wrote=writing)


def fact_of(error: Trouble) -> DatabaseAway:
    """What the person is told, in a sentence that says whether anything was saved."""
    if full(error):
        return DatabaseFull(
            "The database's disk is full: this was not saved; make room and try again."
        )
    if _is_readonly(error):
        return DatabaseAway(
            "The database can be read but not written, so nothing was saved; let the dashboard "
            "write it, and a file's folder too, then try again."
        )
    if _name(error).startswith("SQLITE_CANTOPEN"):
        return DatabaseAway(
            "The database does not answer: its file cannot be opened, or its folder not written, "
            "so nothing was read or saved; let the dashboard read and write there, then try again."
        )
    if damaged(error):
        return DatabaseBroken(
            "The database's file is damaged or is no database, so nothing was read or saved; "
            "put a backup in its place."
        )
    if passing(error) and not isinstance(error, exc.IntegrityError):
        return DatabaseAway(
            "The database does not answer, so nothing was read or saved; trying again is safe."
        )
    return DatabaseBroken(f"The database refused this, so nothing was saved: {_cause(error)}.")


def passing(error: Trouble) -> bool:
    """Whether the same work may succeed if tried again."""
    if damaged(error):
        return False
    if isinstance(error, exc.TimeoutError) or error.connection_invalidated:
        return True
    if isinstance(error, exc.IntegrityError):
        return _met_itself(error)
    if not isinstance(error, exc.OperationalError | exc.InterfaceError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return _name(error).startswith(SQLITE_PASSING)
    return not _state(error) or _state(error).startswith(POSTGRESQL_PASSING)


def away(error: Trouble) -> bool:
    """Whether everybody meets it, not only who asked: neither a wait that took too long nor one
    statement that was refused."""
    if isinstance(error, exc.TimeoutError | exc.IntegrityError) or _contended(error):
        return False
    return damaged(error) or _is_for_writing(error) or passing(error)


def full(error: Trouble) -> bool:
    """Whether the database has no room left."""
    return _name(error) in SQLITE_FULL or _state(error) == POSTGRESQL_FULL


def damaged(error: Trouble) -> bool:
    """Whether the file is none that SQLite can read."""
    return _name(error).startswith(SQLITE_DAMAGED)


def no_table(error: Trouble) -> bool:
    """Whether a table was asked for that is not there."""
    return _state(error) == "42P01" or "no such table" in str(getattr(error, "orig", ""))


def _contended(error: Trouble) -> bool:
    """Whether others held what it needed for too long."""
    busy = _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return busy or _state(error).startswith(("40", "55P03", "57014"))


def _is_for_writing(error: Trouble) -> bool:
    """Whether reading may go on well meanwhile."""
    return full(error) or _is_readonly(error) or _name(error).startswith("SQLITE_CANTOPEN")


def _is_readonly(error: Trouble) -> bool:
    return _name(error).startswith("SQLITE_READONLY") or _state(error) == POSTGRESQL_READONLY


def _met_itself(error: exc.IntegrityError) -> bool:
    """A natural key stored by another transaction meanwhile: the next run finds it."""
    unique = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")
    return _name(error) in unique or _state(error) == "23505"


def _name(error: Trouble) -> str:
    """SQLite's name for the error, empty where it is not SQLite's."""
    return getattr(getattr(error, "orig", None), "sqlite_errorname", None) or ""


def _state(error: Trouble) -> str:
    """PostgreSQL's code for the error, empty where it gave none."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) or ""


def _cause(error: Trouble) -> str:
    """The driver's own words, of which `engine` has taken what was to be stored."""
    return str(getattr(error, "orig", error)).strip().partition("\n")[0].rstrip(".")
