"""Writers of one process take turns on SQLite, and those who wait together are stored together."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from time import sleep

import pytest
from sqlalchemy import Connection, event, func, select
from sqlalchemy.orm import Session

from dashboard.releases import lulls
from dashboard.releases.database import Sessions, disconnect, reading, sessions, write
from dashboard.releases.facts import DatabaseBroken, NotAllowed
from dashboard.releases.lulls import Lulls
from dashboard.releases.model import SignIn

NOW = datetime(2026, 3, 10, tzinfo=UTC)


@pytest.fixture
def shared(sqlite_address: str) -> Iterator[Sessions]:
    made = sessions(sqlite_address)
    yield made
    disconnect(made)


def row(token: str, person: str | None = "somebody") -> SignIn:
    return SignIn(token_digest=token, person_id=person, created_at=NOW, expires_at=NOW)


def adding(token: str, fault: BaseException | None = None) -> Callable[[Session], str]:
    """A work that stores a row, and raises `fault` afterwards."""

    def work(session: Session) -> str:
        session.add(row(token))
        session.flush()
        if fault:
            raise fault
        return token

    return work


def tokens(record: Sessions) -> list[str]:
    with reading(record) as session:
        return list(session.scalars(select(SignIn.token_digest).order_by(SignIn.token_digest)))


def wait_until_waiting(record: Sessions, count: int) -> None:
    while len(record.kw["info"]["turns"]._waiting) < count:
        sleep(0.005)


def write_together(record: Sessions, works: list[Callable[[Session], str]]) -> list[Future]:
    """All of them wait while another work is being stored."""
    begun, go_on = Event(), Event()

    def hold(session: Session) -> None:
        session.scalar(select(func.count()).select_from(SignIn))
        begun.set()
        assert go_on.wait(60)

    with ThreadPoolExecutor(len(works) + 1) as pool:
        first = pool.submit(write, record, hold)
        assert begun.wait(60)
        futures = [pool.submit(write, record, each) for each in works]
        wait_until_waiting(record, len(works))
        go_on.set()
    first.result()
    return futures


def test_those_who_wait_at_the_same_moment_share_a_commit(shared: Sessions) -> None:
    commits = []
    event.listen(shared.kw["bind"], "commit", commits.append)
    futures = write_together(shared, [adding(each) for each in "abcde"])
    assert [each.result() for each in futures] == list("abcde")
    assert tokens(shared) == list("abcde")
    assert len(commits) == 2


@pytest.mark.parametrize(
    "fault", [NotAllowed("Only a reviewer can."), KeyError("a bug"), SystemExit(3)]
)
def test_what_one_raises_is_its_own_and_leaves_nothing_behind(
    shared: Sessions, fault: BaseException
) -> None:
    works = [adding("a"), adding("b", fault), adding("c")]
    futures = write_together(shared, works)
    with pytest.raises(type(fault)):
        futures[1].result()
    assert (futures[0].result(), futures[2].result()) == ("a", "c")
    assert tokens(shared) == ["a", "c"]


def test_what_the_database_refuses_of_one_is_stored_of_the_others(shared: Sessions) -> None:
    def refused(session: Session) -> str:
        session.add(row("b", person=None))
        return "never"

    futures = write_together(shared, [adding("a"), refused, adding("c")])
    with pytest.raises(DatabaseBroken, match="NOT NULL"):
        futures[1].result()
    assert (futures[0].result(), futures[2].result()) == ("a", "c")
    assert tokens(shared) == ["a", "c"]


def test_a_commit_that_ends_in_a_bug_keeps_nobody_else_waiting(shared: Sessions) -> None:
    faults = [None, RuntimeError("a bug")]

    def commit(_connection: Connection) -> None:
        if faults and (fault := faults.pop(0)):
            raise fault

    event.listen(shared.kw["bind"], "commit", commit)
    futures = write_together(shared, [adding(each) for each in "abc"])
    failed = [each for each in futures if each.exception()]
    assert [type(each.exception()) for each in failed] == [RuntimeError]
    assert tokens(shared) == sorted(each.result() for each in futures if each not in failed)
    assert len(tokens(shared)) == 2


def test_who_was_stored_goes_on_though_another_is_being_stored(shared: Sessions) -> None:
    go_on, others = Event(), []

    def hold(_session: Session) -> None:
        assert go_on.wait(60)

    def begin_another(session: Session) -> str:
        others.append(pool.submit(write, shared, hold))
        wait_until_waiting(shared, 1)
        return adding("a")(session)

    with ThreadPoolExecutor(1) as pool:
        futures = write_together(shared, [begin_another, *map(adding, "bcdef")])
        go_on.set()
        others[0].result()
    assert [each.result() for each in futures] == list("abcdef")


def test_no_work_sees_the_objects_of_another(shared: Sessions) -> None:
    seen = []

    def look(session: Session) -> None:
        assert list(session.identity_map) == []
        session.add(row("a" * (1 + len(seen))))
        session.flush()
        seen.append(session)

    for each in write_together(shared, [look, look]):
        each.result()
    assert seen[0] is not seen[1]


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> Lulls:
    """On the slowest machine nobody loses patience."""
    monkeypatch.setattr(lulls, "PATIENCE", 60)
    return Lulls()


def wait_until_one_comes(patient: Lulls) -> None:
    while not patient._coming:
        sleep(0.001)


def test_who_came_to_read_during_a_commit_reads_before_the_next(patient: Lulls) -> None:
    order, read_on = [], Event()

    def read() -> None:
        with patient.reading():
            order.append("read")
            assert read_on.wait(60)
            order.append("still reading")

    def commit() -> None:
        with patient.committing():
            order.append("commit")

    with ThreadPoolExecutor(2) as pool:
        with patient.committing():
            pool.submit(read)
            wait_until_one_comes(patient)
            assert order == []
        committer = pool.submit(commit)
        read_on.set()
        committer.result()
    assert order == ["read", "still reading", "commit"]


def test_who_comes_to_read_while_a_commit_waits_reads_after_it(patient: Lulls) -> None:
    order = []

    def read() -> None:
        with patient.reading():
            order.append("read")

    def commit() -> None:
        with patient.committing():
            order.append("commit")

    with ThreadPoolExecutor(2) as pool, patient.reading():
        pool.submit(commit)
        while not patient._committing:
            sleep(0.001)
        pool.submit(read)
        wait_until_one_comes(patient)
        assert order == []
    assert order == ["commit", "read"]


def test_a_reader_who_never_ends_keeps_no_commit_away() -> None:
    impatient = Lulls()
    with impatient.reading(), impatient.committing():
        pass
    with impatient.committing(), impatient.reading():
        pass
