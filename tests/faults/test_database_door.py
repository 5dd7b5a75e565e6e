"""A database of another version, missing, moved, broken or read-only: never a yes, never a loss."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer
from dashboard.releases.database import Sessions, disconnect, engine, ping, sessions
from dashboard.releases.facts import (
    DatabaseAway,
    DatabaseBroken,
    Fact,
    NewerDatabase,
    PendingMigration,
)
from dashboard.releases.migrations import migrate, refuse_pending
from dashboard.releases.queries import frozen_parts, releases_for
from dashboard.releases.sign_ins import sign_in, who_is
from tests.house import House
from tests.postgresql import Cluster
from tests.small_release import NAME, REVIEWER, opened

NOBODY = 65534
README = Path(__file__).parents[2] / "README.md"
CLICK = (REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)


def answer(record: Sessions) -> int:
    return give_verdict(record, *CLICK).version


EACH_WAY = pytest.mark.parametrize(
    "ask",
    [
        answer,
        ping,
        lambda record: frozen_parts(record, NAME),
        lambda record: releases_for(record, REVIEWER),
        lambda record: who_is(record, "token"),
    ],
    ids=["write", "ready", "gate", "list", "sign-in"],
)
Ask = Callable[[Sessions], object]


def set_version(address: str, version: str) -> str:
    """Gives the one it had."""
    made = engine(address)
    with made.begin() as connection:
        had = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": version})
    made.dispose()
    return had


@contextmanager
def brought_to(address: str, version: str) -> Iterator[None]:
    had = set_version(address, version)
    try:
        yield
    finally:
        set_version(address, had)


def file_of(address: str) -> Path:
    return Path(make_url(address).database)


@EACH_WAY
@pytest.mark.parametrize(("version", "fact"), [("9999", NewerDatabase), ("0001", PendingMigration)])
def test_a_running_process_sees_that_the_database_was_brought_to_another_version(
    record: Sessions, address: str, ask: Ask, version: str, fact: type[Fact]
) -> None:
    opened(record)
    with brought_to(address, version), pytest.raises(fact):
        ask(record)


def test_old_code_is_told_that_the_database_is_newer_and_never_to_migrate(address: str) -> None:
    with brought_to(address, "9999"):
        for ask in (migrate, refuse_pending):
            with pytest.raises(NewerDatabase, match="newer than this version of Vitrine") as told:
                ask(address)
            assert "migrate" not in str(told.value)


def test_a_database_brought_back_serves_again_without_a_restart(
    record: Sessions, address: str
) -> None:
    opened(record)
    with (
        brought_to(address, "0001"),
        pytest.raises(PendingMigration, match="nothing was read or saved"),
    ):
        answer(record)
    assert answer(record) == 1


@pytest.mark.parametrize(
    "content", [None, b"", b"no database at all\n" * 400], ids=["missing", "empty", "rubbish"]
)
@EACH_WAY
def test_what_is_no_record_of_ours_is_a_fact_and_asking_makes_nothing(
    tmp_path: Path, ask: Ask, content: bytes | None
) -> None:
    path = tmp_path / "vitrine.db"
    if content is not None:
        path.write_bytes(content)
    record = sessions(f"sqlite:///{path}")
    with pytest.raises(DatabaseAway):
        ask(record)
    disconnect(record)
    assert [each.name for each in tmp_path.iterdir()] == ([] if content is None else [path.name])
    assert content is None or path.read_bytes() == content


@pytest.mark.postgresql
@EACH_WAY
def test_an_empty_postgresql_database_is_a_fact_and_stays_empty(
    postgresql_url: str, ask: Ask
) -> None:
    record = sessions(postgresql_url)
    with pytest.raises(PendingMigration, match="python -m dashboard migrate"):
        ask(record)
    disconnect(record)


def test_the_gate_by_command_cannot_tell_and_leaves_everything_as_it_lies(
    make_house: Callable[..., House],
) -> None:
    house = make_house()
    path = file_of(house.environment["VITRINE_DATABASE"])
    good = path.read_bytes()
    older, newer = path.with_name("older.db"), path.with_name("newer.db")
    for other, version in ((older, "0001"), (newer, "9999")):
        other.write_bytes(good)
        set_version(f"sqlite:///{other}", version)
    others = [older.read_bytes(), newer.read_bytes()]
    for content in (None, b"", b"rubbish" * 999, good[:5000], *others):
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        said = house.run("dashboard", "gate", "spring", expect=2)
        assert len(said.strip().splitlines()) == 1
        assert path.exists() is (content is not None)
        assert content is None or path.read_bytes() == content
    said = house.run("dashboard", "migrate", expect=2)
    assert "this database is newer than this version of Vitrine" in said
    assert len(said.strip().splitlines()) == 1
    assert path.read_bytes() == newer.read_bytes()


def test_migrating_what_is_no_database_is_told_in_one_sentence(
    make_house: Callable[..., House],
) -> None:
    house = make_house()
    path = file_of(house.environment["VITRINE_DATABASE"])
    path.write_bytes(b"rubbish" * 999)
    said = house.run("dashboard", "migrate", expect=2)
    assert "damaged or is no database" in said
    assert "Traceback" not in said


def test_a_row_that_lost_its_form_is_a_broken_database(sqlite_address: str) -> None:
    record = sessions(sqlite_address)
    opened(record)
    with closing(sqlite3.connect(file_of(sqlite_address))) as file:
        file.execute("DROP TRIGGER revisions_no_UPDATE")
        file.execute("UPDATE revisions SET parts = '{' || parts")
        file.commit()
    with pytest.raises(DatabaseBroken, match="damaged"):
        frozen_parts(record, NAME)
    disconnect(record)


@EACH_WAY
def test_a_file_moved_away_is_away_and_back_without_a_restart(
    sqlite_address: str, ask: Ask
) -> None:
    record, path = sessions(sqlite_address), file_of(sqlite_address)
    opened(record)
    aside = path.with_name("aside.db")
    path.rename(aside)
    with pytest.raises(DatabaseAway, match="nothing was read or saved"):
        ask(record)
    assert not path.exists()
    aside.rename(path)
    ask(record)
    assert answer(record) == 1
    disconnect(record)


@EACH_WAY
def test_no_answer_comes_from_a_file_that_was_deleted(sqlite_address: str, ask: Ask) -> None:
    record = sessions(sqlite_address)
    opened(record)
    file_of(sqlite_address).unlink()
    with pytest.raises(DatabaseAway):
        ask(record)
    disconnect(record)


def test_a_backup_put_in_place_is_what_is_read_and_written_at_once(
    sqlite_address: str, empty_sqlite: Path
) -> None:
    record, path = sessions(sqlite_address), file_of(sqlite_address)
    other = path.with_name("backup.db")
    other.write_bytes(empty_sqlite.read_bytes())
    opened(record)
    other.replace(path)
    assert releases_for(record, REVIEWER) == ()
    opened(record)
    disconnect(record)
    anew = sessions(sqlite_address)
    assert len(releases_for(anew, REVIEWER)) == 1
    disconnect(anew)


def test_the_backup_of_the_readme_is_whole_while_others_write(sqlite_address: str) -> None:
    command = next(each for each in README.read_text("utf-8").splitlines() if ".backup(" in each)
    record, path = sessions(sqlite_address), file_of(sqlite_address)
    opened(record)
    copy = path.with_name("backup.db")
    code = command.partition('"')[2].rstrip('"').replace("var/vitrine.db", str(path))
    process = subprocess.Popen([sys.executable, "-c", code.replace("var/backup.db", str(copy))])
    while process.poll() is None:
        sign_in(record, REVIEWER)
    assert process.returncode == 0
    path.unlink()
    copy.replace(path)
    migrate(sqlite_address)
    assert [each.name for each in releases_for(record, REVIEWER)] == [NAME]
    assert answer(record) == 1
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    disconnect(record)


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Nobody may write the path, not even root, whose place is taken by a user without rights."""
    mode = path.stat().st_mode
    user = os.geteuid()
    path.chmod(0o555 if path.is_dir() else 0o444)
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        path.chmod(mode)


@pytest.fixture
def open_address(empty_sqlite: Path) -> Iterator[str]:
    """A fresh record where a user without rights may come too."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="vitrine-open-") as folder:
        Path(folder).chmod(0o777)
        path = Path(folder) / "vitrine.db"
        path.write_bytes(empty_sqlite.read_bytes())
        path.chmod(0o666)
        yield f"sqlite:///{path}"


@pytest.mark.parametrize("opened_before", [True, False])
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_written_is_away_for_answers_and_not_ready_and_still_reads(
    open_address: str, what: str, opened_before: bool
) -> None:
    first = sessions(open_address)
    opened(first)
    disconnect(first)
    record, path = sessions(open_address), file_of(open_address)
    if opened_before:
        ping(record)
    with unwritable(path if what == "file" else path.parent):
        if not opened_before:
            disconnect(record)
        if what == "folder" or not opened_before:
            for ask in (answer, ping):
                with pytest.raises(DatabaseAway, match="nothing was saved"):
                    ask(record)
        assert releases_for(record, REVIEWER)[0].progress.covered == 0
    assert answer(record) == 1
    ping(record)
    disconnect(record)


def test_being_ready_leaves_no_trace(record: Sessions, address: str) -> None:
    opened(record)
    before = file_of(address).read_bytes() if address.startswith("sqlite") else b""
    ping(record)
    assert (file_of(address).read_bytes() if before else b"") == before


@pytest.mark.postgresql
def test_a_postgresql_that_takes_no_changes_is_not_ready(
    postgresql: Cluster, postgresql_address: str
) -> None:
    record = sessions(postgresql_address)
    opened(record)
    name = make_url(postgresql_address).database
    made = engine(postgresql_address)
    with made.begin() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    disconnect(record)
    try:
        for ask in (answer, ping):
            with pytest.raises(DatabaseAway, match="nothing was saved"):
                ask(record)
        assert len(releases_for(record, REVIEWER)) == 1
    finally:
        with made.begin() as connection:
            connection.execute(text("SET TRANSACTION READ WRITE"))
            connection.execute(text(f'ALTER DATABASE "{name}" RESET default_transaction_read_only'))
        made.dispose()
        disconnect(record)
    assert answer(record) == 1
    disconnect(record)
