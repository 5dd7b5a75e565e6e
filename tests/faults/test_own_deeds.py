"""Each call finds its own deed again, and takes nobody else's for its own."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

from dashboard.releases.choices import State
from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.facts import AlreadySigned, NameTaken, StaleFingerprint
from dashboard.releases.queries import release_page, releases_for
from dashboard.releases.receipts import ReleaseReceipt
from dashboard.releases.services import (
    cancel_release,
    close_review,
    open_release,
    revise_release,
)
from dashboard.releases.talking import talk
from tests.clock import Clock
from tests.faults.cut_line import cut_line
from tests.faults.test_answers import at_once
from tests.postgresql import Cluster
from tests.small_release import (
    BRAND,
    NAME,
    PROPOSER,
    REVIEWER,
    opened,
    reviewed,
    sign,
    small_record,
)

MOMENT = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def two(address: str) -> Iterator[tuple[Sessions, Sessions]]:
    """One record as two processes have it."""
    made = sessions(address), sessions(address)
    yield made
    for each in made:
        disconnect(each)


def test_of_two_that_open_one_name_in_step_exactly_one_is_told_yes(
    two: tuple[Sessions, Sessions],
    clock: type[Clock],
) -> None:
    clock.stands = MOMENT
    for number in range(5):
        name = f"release-{number}"
        told = at_once(
            lambda each=each, name=name: open_release(each, PROPOSER, name, small_record())
            for each in two
        )
        assert {type(each) for each in told} == {NameTaken, ReleaseReceipt}
    assert len(releases_for(two[0], PROPOSER)) == 5


def test_opened_again_in_the_same_moment_the_name_is_taken(
    record: Sessions, clock: type[Clock]
) -> None:
    clock.stands = MOMENT
    opened(record)
    with pytest.raises(NameTaken):
        opened(record)


def test_signed_again_in_the_same_moment_it_is_already_signed(
    record: Sessions, clock: type[Clock]
) -> None:
    clock.stands = MOMENT
    reviewed(record, settings={"quorum": 2})
    sign(record, BRAND)
    with pytest.raises(AlreadySigned):
        sign(record, BRAND)


def test_a_revision_in_the_moment_of_the_opening_is_made(
    record: Sessions, clock: type[Clock]
) -> None:
    clock.stands = MOMENT
    opened(record)
    assert revise_release(record, PROPOSER, NAME, small_record()).revision == 2


def test_the_same_remark_sent_twice_in_one_moment_was_found(
    record: Sessions, clock: type[Clock]
) -> None:
    clock.stands = MOMENT
    opened(record)
    said = [talk(record, REVIEWER, NAME, 1, "regular", "a-key", "Why?") for _ in range(2)]
    assert [each.found for each in said] == [False, True]


@pytest.mark.parametrize(
    "deed",
    [
        lambda record, seen: close_review(record, BRAND, NAME, seen),
        lambda record, seen: cancel_release(record, PROPOSER, NAME, seen),
        lambda record, seen: revise_release(record, PROPOSER, NAME, small_record(), seen),
    ],
    ids=["close", "cancel", "revise"],
)
def test_what_was_revised_since_it_was_seen_is_neither_closed_cancelled_nor_revised(
    record: Sessions, deed: Callable
) -> None:
    opened(record)
    revise_release(record, PROPOSER, NAME, small_record(), 1)
    with pytest.raises(StaleFingerprint, match="was revised since"):
        deed(record, 1)
    line = release_page(record, NAME, PROPOSER).line
    assert (line.state, line.revision) == (State.IN_REVIEW, 2)
    assert deed(record, 2).revision in (2, 3)


def test_two_revisions_of_one_page_are_one(two: tuple[Sessions, Sessions]) -> None:
    opened(two[0])
    told = at_once(
        lambda each=each: revise_release(each, PROPOSER, NAME, small_record(), 1) for each in two
    )
    assert sum(isinstance(each, StaleFingerprint) for each in told) == 1
    assert release_page(two[0], NAME, PROPOSER).line.revision == 2


class Losing(sqlite3.Connection):
    """Loses the reply to every second COMMIT, which has happened."""

    commits = 0

    def commit(self) -> None:
        written = self.in_transaction and self.total_changes
        super().commit()
        if written:
            Losing.commits += 1
            if Losing.commits % 2:
                lost = sqlite3.OperationalError("disk I/O error")
                lost.sqlite_errorname = "SQLITE_IOERR"
                raise lost


@pytest.fixture
def losing(request: pytest.FixtureRequest, address: str) -> Iterator[Sessions]:
    """The record, with replies that get lost on the way."""
    if make_url(address).get_backend_name() == "sqlite":
        made = sessions(address)
        event.listen(
            made.kw["bind"], "do_connect", lambda *told: told[3].update(factory=Losing) and None
        )
        yield made
        disconnect(made)
        return
    cluster: Cluster = request.getfixturevalue("postgresql")
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="vitrine-line-") as line:
        by_line = make_url(address).set(query={"host": line})
        with cut_line(cluster.folder, Path(line)) as lost:
            made = sessions(by_line.render_as_string())
            yield made
            disconnect(made)
        assert lost


def test_a_deed_whose_commit_reply_was_lost_is_found_and_done_once(losing: Sessions) -> None:
    names = [f"release-{number}" for number in range(3)]
    for name in names:
        assert open_release(losing, PROPOSER, name, small_record()).revision == 1
    for name in names:
        assert revise_release(losing, PROPOSER, name, small_record(), 1).revision == 2
    for name in names:
        assert close_review(losing, BRAND, name, 2).state is State.CLOSED
    for name in names:
        assert cancel_release(losing, PROPOSER, name, 2).state is State.CANCELLED
    lines = releases_for(losing, PROPOSER)
    assert [(each.revision, each.state) for each in lines] == [(2, State.CANCELLED)] * 3
