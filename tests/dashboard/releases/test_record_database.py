"""How the record is reached: settings, one writer at a time, and a database that is away."""

import sqlite3
import traceback
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Connection, event, exc, insert, make_url, select, text

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer
from dashboard.releases.database import Sessions, disconnect, engine, reading, sessions, write
from dashboard.releases.facts import DatabaseAway, DatabaseBroken, DatabaseFull
from dashboard.releases.migrations import migrate, needs_migration
from dashboard.releases.model import Release, SignIn
from dashboard.releases.queries import releases_for
from dashboard.releases.said import Verdict
from tests.postgresql import Cluster
from tests.small_release import NAME, REVIEWER, opened

IMPATIENT = "PRAGMA busy_timeout = 50"


def test_sqlite_is_settled_for_safety(sqlite_address: str) -> None:
    made = engine(sqlite_address)
    with made.connect() as connection:
        for pragma, value in (("journal_mode", "delete"), ("synchronous", 2), ("foreign_keys", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    made.dispose()


def test_only_a_migration_makes_a_missing_folder(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/var/record/vitrine.db"
    assert needs_migration(address)
    engine(address).dispose()
    assert not (tmp_path / "var").exists()
    migrate(address)
    assert (tmp_path / "var/record/vitrine.db").is_file()


def test_a_read_cannot_change_the_record_on_postgresql(postgresql_address: str) -> None:
    record = sessions(postgresql_address)
    with pytest.raises(DatabaseAway, match="read but not written"), reading(record) as session:
        session.execute(text("DELETE FROM releases"))
    disconnect(record)


def test_a_look_stays_consistent_while_others_write(postgresql_address: str) -> None:
    record = sessions(postgresql_address)
    with reading(record) as session:
        assert session.scalars(select(Release)).all() == []
        opened(record)
        assert session.scalars(select(Release)).all() == []
    disconnect(record)


def test_a_second_writer_waits_for_the_first(record: Sessions) -> None:
    opened(record)
    waiting = Thread(
        target=give_verdict, args=(record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    )
    with record.begin() as session:
        session.scalar(select(Release).with_for_update()).title = "Summer window"
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
    waiting.join(30)
    with reading(record) as session:
        assert session.scalars(select(Release.title)).one() == "Summer window"
        assert len(session.scalars(select(Verdict)).all()) == 1


def test_an_error_quotes_nothing_that_was_to_be_stored(record: Sessions) -> None:
    now = datetime.now(UTC)
    row = {"token_digest": "a-private-remark", "created_at": now, "expires_at": now}
    with pytest.raises(exc.IntegrityError) as refused, record.begin() as session:
        session.execute(insert(SignIn).values(person_id=None, **row))
    said = "".join(traceback.format_exception(refused.value))
    assert "person_id" in said
    assert "a-private-remark" not in said


def test_a_file_that_cannot_be_opened_is_a_database_away(tmp_path: Path) -> None:
    record = sessions(f"sqlite:///{tmp_path}")
    with pytest.raises(DatabaseAway, match="does not answer"):
        releases_for(record, REVIEWER)
    with pytest.raises(DatabaseAway, match="nothing was read or saved"):
        opened(record)
    disconnect(record)


def test_a_missing_table_is_a_broken_database_and_not_one_that_is_away(record: Sessions) -> None:
    with record.begin() as session:
        session.execute(text("ALTER TABLE releases RENAME TO elsewhere"))
    try:
        for ask in (lambda: releases_for(record, REVIEWER), lambda: opened(record)):
            with pytest.raises(DatabaseBroken, match=r"nothing was saved: .*releases"):
                ask()
    finally:
        with record.begin() as session:
            session.execute(text("ALTER TABLE elsewhere RENAME TO releases"))


def test_a_full_disk_is_named_and_the_same_click_works_with_room_again(
    sqlite_address: str,
) -> None:
    record = sessions(sqlite_address)
    opened(record)
    click = (record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW, "x" * 4000)
    room = {"pages": 1}

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {room['pages']}")

    event.listen(record.kw["bind"], "begin", limit)
    with pytest.raises(DatabaseFull, match="disk is full"):
        give_verdict(*click)
    assert releases_for(record, REVIEWER)[0].progress.covered == 0
    room["pages"] = 10_000
    assert give_verdict(*click).version == 1
    disconnect(record)


def test_a_commit_that_could_not_be_leaves_no_lock_behind(sqlite_address: str) -> None:
    """A10: another program reads for longer than a writer waits."""
    record = sessions(sqlite_address)
    opened(record)
    disconnect(record)
    event.listen(record.kw["bind"], "connect", lambda each, _: each.execute(IMPATIENT))
    click = (record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    path = make_url(sqlite_address).database
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM releases").fetchall()
        with pytest.raises(DatabaseAway):
            give_verdict(*click)
        other.execute("COMMIT")
        other.execute("BEGIN IMMEDIATE")
        other.execute("COMMIT")
    assert give_verdict(*click).version == 1
    disconnect(record)


def test_postgresql_stopped_is_a_database_away_and_back_by_itself(
    postgresql: Cluster, postgresql_address: str
) -> None:
    record = sessions(postgresql_address)
    opened(record)
    postgresql.stop()
    try:
        with pytest.raises(DatabaseAway):
            releases_for(record, REVIEWER)
        with pytest.raises(DatabaseAway):
            give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    finally:
        postgresql.start()
    assert give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW).version == 1
    disconnect(record)


def test_the_first_click_after_an_idle_restart_works(
    postgresql: Cluster, postgresql_address: str
) -> None:
    record = sessions(postgresql_address)
    opened(record)
    postgresql.stop()
    postgresql.start()
    assert len(releases_for(record, REVIEWER)) == 1
    postgresql.stop()
    postgresql.start()
    assert give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW).found is False
    disconnect(record)


def test_work_is_run_again_when_its_key_was_stored_meanwhile(record: Sessions) -> None:
    opened(record)
    runs, taken = [], _taken(record)

    def work(session: object) -> int:
        runs.append(1)
        if len(runs) == 1:
            raise exc.IntegrityError("", {}, taken)
        return len(runs)

    assert write(record, work) == 2


def _taken(record: Sessions) -> BaseException:
    """The driver's own error for a name taken twice."""
    row = "INSERT INTO releases (name, opened_by, opened_at, state, revision) "
    with pytest.raises(exc.IntegrityError) as raised, record.begin() as session:
        session.execute(text(row + "VALUES ('spring', 'x', '2026-01-01', 'closed', 1)"))
    return raised.value.orig
