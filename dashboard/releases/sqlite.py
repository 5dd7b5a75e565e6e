"""A SQLite file as the record's database: how it is opened, settled, and left when it is moved."""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import Dialect, ExceptionContext

from dashboard.releases.facts import DatabaseAway, DatabaseBroken, PendingMigration
from dashboard.releases.trouble import SQLITE_DAMAGED

BUSY_SECONDS = 30
LEFT = ("SQLITE_READONLY", *SQLITE_DAMAGED)


def sqlite_engine(url: URL, *, present: bool) -> Engine:
    """An engine for the file that `url` names; `present`: one that is there and is never made."""
    made = create_engine(
        url,
        hide_parameters=True,
        json_deserializer=_parse,
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=20,
        max_overflow=80,
    )
    if present:
        _open_only(made, Path(url.database or ""))
    event.listen(made, "connect", _settle)
    event.listen(made, "begin", _begin)
    event.listen(made, "reset", _roll_back)
    event.listen(made, "handle_error", _leave)
    return made


def _open_only(made: Engine, path: Path) -> None:
    """A connection reads its file even once it was moved or deleted, so each is left then."""

    def open_present(
        dialect: Dialect, record: Any, _where: object, options: dict[str, Any]
    ) -> sqlite3.Connection:
        # Looked at before it is opened: a file swapped in between counts as another one.
        record.info["file"] = _facts(path)
        return dialect.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, **options)

    def refuse_moved(_connection: object, record: Any, _proxy: object) -> None:
        if not os.path.samestat(record.info["file"], _facts(path)):
            raise exc.InvalidatePoolError

    event.listen(made, "do_connect", open_present)
    event.listen(made, "checkout", refuse_moved)


def _facts(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PendingMigration(
            f"There is no database {path.name}, so nothing was read or saved. If its file was "
            "moved, put it back; to begin a new record, run: python -m dashboard migrate"
        ) from error
    except OSError as error:
        raise DatabaseAway(
            f"The database {path.name} cannot be opened: {error.strerror}; "
            "nothing was read or saved."
        ) from error


def _settle(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: its plain BEGIN fails at once when busy.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it INSERT OR REPLACE deletes a row and no trigger hears of it.
    connection.execute("PRAGMA recursive_triggers = ON")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("glancing"):
        connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")


def _roll_back(connection: sqlite3.Connection, _record: object, _state: object) -> None:
    # SQLAlchemy takes a transaction for over whose COMMIT failed; SQLite keeps it, and its locks.
    connection.rollback()


def _leave(context: ExceptionContext) -> None:
    """Connections opened while the file could not be written never write, so none is kept."""
    name = getattr(context.original_exception, "sqlite_errorname", None) or ""
    if name.startswith(LEFT) and context.engine:
        context.engine.dispose()


def _parse(text: str) -> object:
    """A stored value of JSON; DatabaseBroken where the row was damaged."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise DatabaseBroken(
            "The database is damaged: a row cannot be read; put a backup in its place."
        ) from error
