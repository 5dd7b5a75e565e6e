"""The database: one engine per address, one way to write, one way to read."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from time import sleep
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, Select, create_engine, event, exc, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import Session, sessionmaker

from dashboard.releases.facts import DatabaseAway, DatabaseFull
from dashboard.releases.turns import Turns

Sessions = sessionmaker[Session]
Stored = TypeVar("Stored")
Read = TypeVar("Read")

BUSY_SECONDS = 30
PAUSES = (0.1, 0.3, 0.9)
LIMITS = "-c statement_timeout=20000 -c lock_timeout=15000"
SQLITE_PASSING = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_CANTOPEN"})
# the second beyond a quota or a limit
SQLITE_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")
POSTGRESQL_FULL = "53100"
# connection, resources, operator, lock not available, deadlock and serialisation
POSTGRESQL_PASSING = ("08", "53", "57", "55P03", "40")


def engine(address: str) -> Engine:
    """An engine for a database's address; the folder of a SQLite file is made if missing."""
    url = make_url(address)
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def sessions(address: str) -> Sessions:
    """What `write` and `reading` take; made once for each process."""
    made = engine(address)
    turns = Turns() if made.dialect.name == "sqlite" else None
    return sessionmaker(made, expire_on_commit=False, info={"turns": turns})


def disconnect(sessions: Sessions) -> None:
    """Close every connection that is not in use; the next use opens new ones."""
    sessions.kw["bind"].dispose()


def write(sessions: Sessions, work: Callable[[Session], Stored]) -> Stored:
    """Run `work` in one transaction, and again where the connection was lost meanwhile.

    The reply to a COMMIT may be lost too, so `work` must find by its natural key what an
    earlier run has stored. Raises DatabaseAway after the last try, DatabaseFull. On SQLite,
    works that wait at the same moment share a transaction, each in a savepoint of its own.
    """
    with translating():
        for pause in PAUSES:
            try:
                return _store(sessions, work)
            except (exc.DBAPIError, exc.TimeoutError) as error:
                if full(error) or not passing(error):
                    raise
            sleep(pause)
        return _store(sessions, work)


def ping(sessions: Sessions) -> None:
    """Raise DatabaseAway where it does not answer."""
    with reading(sessions) as session:
        session.execute(text("SELECT 1"))


@contextmanager
def reading(sessions: Sessions) -> Iterator[Session]:
    """One consistent look at the record that cannot change it."""
    bind = sessions.kw["bind"]
    options: dict[str, Any] = {"reading": True}
    if bind.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    made = bind.execution_options(**options)
    with translating(), _lull(sessions), sessions(bind=made) as session:
        yield session


def glance(sessions: Sessions, query: Select[tuple[Read]]) -> Read | None:
    """What one query finds first, None where it finds nothing; it needs no transaction."""
    bind = sessions.kw["bind"]
    alone = {"glancing": True} if _turns(sessions) else {"isolation_level": "AUTOCOMMIT"}
    made = bind.execution_options(**alone)
    with translating(), _lull(sessions), made.connect() as connection:
        return connection.scalar(query)


@contextmanager
def translating() -> Iterator[None]:
    """Turn a lost connection, or a database too busy or full, into the fact that it is."""
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as error:
        if full(error):
            raise DatabaseFull(
                "The database's disk is full: this was not saved; make room and try again."
            ) from error
        if isinstance(error, exc.IntegrityError) or not passing(error):
            raise
        raise DatabaseAway(
            "The database does not answer, so nothing was read or saved; trying again is safe."
        ) from error


def passing(error: exc.DBAPIError | exc.TimeoutError) -> bool:
    """Whether the same work may succeed if tried again."""
    if isinstance(error, exc.TimeoutError) or error.connection_invalidated:
        return True
    if isinstance(error, exc.IntegrityError):
        return _met_itself(error)
    if not isinstance(error, exc.OperationalError | exc.InterfaceError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        name = getattr(error.orig, "sqlite_errorname", "")
        return any(name.startswith(each) for each in SQLITE_PASSING)
    state = getattr(error.orig, "sqlstate", None)
    return state is None or state.startswith(POSTGRESQL_PASSING)


def full(error: exc.DBAPIError | exc.TimeoutError) -> bool:
    """Whether the database has no room left."""
    cause = getattr(error, "orig", None)
    return (
        getattr(cause, "sqlite_errorname", None) in SQLITE_FULL
        or getattr(cause, "sqlstate", None) == POSTGRESQL_FULL
    )


def _store(sessions: Sessions, work: Callable[[Session], Stored]) -> Stored:
    turns = _turns(sessions)
    if turns:
        return turns.take(sessions, work)
    with sessions.begin() as session:
        return work(session)


def _lull(sessions: Sessions) -> AbstractContextManager[None]:
    turns = _turns(sessions)
    return turns.lulls.reading() if turns else nullcontext()


def _turns(sessions: Sessions) -> Turns | None:
    return sessions.kw["info"]["turns"]


def _met_itself(error: exc.IntegrityError) -> bool:
    """A natural key stored by another transaction meanwhile: the next run finds it."""
    unique = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")
    name = getattr(error.orig, "sqlite_errorname", None)
    return name in unique or getattr(error.orig, "sqlstate", None) == "23505"


def _sqlite(url: URL) -> Engine:
    made = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=20,
        max_overflow=80,
    )
    event.listen(made, "connect", _settle_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    event.listen(made, "reset", _roll_back_sqlite)
    return made


def make_folder(address: str) -> None:
    """For a SQLite file that is to be made; DatabaseAway where it cannot be."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseAway(
            f"The folder {folder} for the database cannot be made: {error.strerror}; "
            "name another in `database` of vitrine.toml."
        ) from error


def _settle_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: its plain BEGIN fails at once when busy.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it INSERT OR REPLACE deletes a row and no trigger hears of it.
    connection.execute("PRAGMA recursive_triggers = ON")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("glancing"):
        connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")


def _roll_back_sqlite(connection: sqlite3.Connection, _record: object, _state: object) -> None:
    # SQLAlchemy takes a transaction for over whose COMMIT failed; SQLite keeps it, and its locks.
    connection.rollback()


def _postgresql(url: URL) -> Engine:
    made = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        connect_args={"connect_timeout": 5, "tcp_user_timeout": 10000, "options": LIMITS},
    )
    event.listen(made, "handle_error", _drop_detail)
    return made


def _drop_detail(context: ExceptionContext) -> None:
    """PostgreSQL's second line quotes the row that failed, remarks and names and all."""
    primary = getattr(getattr(context.original_exception, "diag", None), "message_primary", None)
    if primary:
        kind = type(context.original_exception)
        context.original_exception.args = (primary,)
        context.sqlalchemy_exception.args = (f"({kind.__module__}.{kind.__name__}) {primary}",)
