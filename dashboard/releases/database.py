"""The database: one engine per address, one way to write, one way to read."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from time import sleep
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, Select, create_engine, event, exc, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import Session, sessionmaker

from dashboard.releases.facts import DatabaseAway
from dashboard.releases.sqlite import sqlite_engine
from dashboard.releases.trouble import full, passing, translating
from dashboard.releases.turns import Turns
from dashboard.releases.version import refuse_other_version

Sessions = sessionmaker[Session]
Stored = TypeVar("Stored")
Read = TypeVar("Read")

PAUSES = (0.1, 0.3, 0.9)
LIMITS = "-c statement_timeout=20000 -c lock_timeout=15000"
NO_CHANGE = "UPDATE alembic_version SET version_num = version_num"


def engine(address: str, *, present: bool = False) -> Engine:
    """An engine for a database's address; `present`: a SQLite file is opened, never made."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return sqlite_engine(url, present=present)
    return _postgresql(url)


def sessions(address: str) -> Sessions:
    """What `write` and `reading` take; made once for each process.

    Whatever they begin ends in a DatabaseAway where the database is of another version by then.
    """
    made = engine(address, present=True)
    event.listen(made, "begin", refuse_other_version)
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
    with translating(writing=True):
        for pause in PAUSES:
            try:
                return _store(sessions, work)
            except (exc.DBAPIError, exc.TimeoutError) as error:
                if full(error) or not passing(error):
                    raise
            sleep(pause)
        return _store(sessions, work)


def ping(sessions: Sessions) -> None:
    """Raise DatabaseAway where it does not answer, or could not save; a write is taken back."""
    with translating(writing=True), sessions.kw["bind"].connect() as connection:
        connection.exec_driver_sql(NO_CHANGE)
        connection.rollback()


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
