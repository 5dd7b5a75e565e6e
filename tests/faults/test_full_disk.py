"""A11: the disk is full while an answer is saved; with room again the same answer is saved."""

import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest
from sqlalchemy import make_url, text

from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.facts import DatabaseFull
from dashboard.releases.migrations import migrate
from dashboard.releases.reviewing import review_sheet
from tests.faults.answering import Question
from tests.faults.small_disk import SmallDisk, small_disk
from tests.postgresql import Cluster
from tests.small_release import NAME, REVIEWER, opened

FIRST = Question("verdict", "regular", "best-sellers")
QUESTIONS = [
    Question("verdict", "regular", "als"),
    Question("judgement", "regular", "0056"),
    Question("preference", "regular", "als"),
]
EACH_KIND = pytest.mark.parametrize("question", QUESTIONS, ids=[each.kind for each in QUESTIONS])
FULL = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION refuse()
"""


def said(record: Sessions) -> int:
    sheet = review_sheet(record, NAME, REVIEWER)
    return len((*sheet.verdicts, *sheet.judgements, *sheet.preferences))


def refuse_for_want_of_room(record: Sessions, question: Question) -> None:
    """It is told, twice, and what stood there is read as before."""
    for _ in range(2):
        with pytest.raises(DatabaseFull, match="disk is full: this was not saved; make room"):
            question.answer(record, REVIEWER, NAME)
        assert said(record) == 1


def save_with_room_again(record: Sessions, question: Question) -> None:
    receipt = question.answer(record, REVIEWER, NAME)
    assert (receipt.version, receipt.found) == (1, False)
    assert said(record) == 2


@contextmanager
def no_room_for_files() -> Iterator[None]:
    """In this process; the operating system refuses as where a quota is used up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@EACH_KIND
def test_an_answer_beyond_a_limit_of_the_system_is_saved_when_it_is_raised(
    sqlite_address: str, question: Question
) -> None:
    record = sessions(sqlite_address)
    opened(record)
    FIRST.answer(record, REVIEWER, NAME)
    with no_room_for_files():
        refuse_for_want_of_room(record, question)
    save_with_room_again(record, question)
    disconnect(record)


@pytest.mark.postgresql
@EACH_KIND
def test_an_answer_that_postgresql_has_no_room_for_is_saved_when_it_has(
    postgresql_address: str, question: Question
) -> None:
    record = sessions(postgresql_address)
    opened(record)
    FIRST.answer(record, REVIEWER, NAME)
    with record.begin() as session:
        session.execute(text(FULL.format(table=f"{question.kind}s")))
    try:
        refuse_for_want_of_room(record, question)
    finally:
        with record.begin() as session:
            session.execute(text("DROP FUNCTION refuse CASCADE"))
    save_with_room_again(record, question)
    disconnect(record)


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    """Where PostgreSQL may go too, which has no rights in pytest's own folders."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="vitrine-disk-") as folder:
        Path(folder).chmod(0o755)
        with small_disk(Path(folder) / "disk") as mounted:
            yield mounted


@pytest.mark.soak
@EACH_KIND
def test_on_a_small_disk_sqlite_saves_the_same_answer_with_room_again(
    empty_sqlite: Path, disk: SmallDisk, question: Question
) -> None:
    record = sessions(f"sqlite:///{shutil.copy(empty_sqlite, disk.folder / 'vitrine.db')}")
    opened(record)
    FIRST.answer(record, REVIEWER, NAME)
    disk.fill()
    refuse_for_want_of_room(record, question)
    disk.make_room()
    save_with_room_again(record, question)
    disconnect(record)


@pytest.mark.soak
@pytest.mark.postgresql
def test_on_a_small_disk_postgresql_saves_the_same_answers_with_room_again(
    postgresql: Cluster, disk: SmallDisk
) -> None:
    with database_on(postgresql, disk.folder) as address:
        migrate(address)
        record = sessions(address)
        opened(record)
        disk.fill()
        for question in QUESTIONS:
            with pytest.raises(DatabaseFull, match="disk is full"):
                question.answer(record, REVIEWER, NAME)
        assert said(record) == 0
        disk.make_room()
        assert [each.answer(record, REVIEWER, NAME).version for each in QUESTIONS] == [1, 1, 1]
        assert said(record) == 3
        disconnect(record)


@contextmanager
def database_on(cluster: Cluster, folder: Path) -> Iterator[str]:
    """The address of an empty database that has its tables there."""
    tables = folder / "tables"
    tables.mkdir()
    shutil.chown(tables, "postgres")
    name = f"small_{token_hex(4)}"
    host = str(cluster.folder)
    with psycopg.connect(host=host, user="vitrine", dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE TABLESPACE {name} LOCATION '{tables}'")
        server.execute(f"CREATE DATABASE {name} TABLESPACE {name}")
        try:
            yield make_url(cluster.url(name)).render_as_string(hide_password=False)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
            server.execute(f"DROP TABLESPACE {name}")
