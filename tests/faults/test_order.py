"""E3: the clock jumps or two servers' clocks differ; what counts is the record's own order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.releases.answering import give_verdict, judge
from dashboard.releases.asked import asked_now
from dashboard.releases.changes import changes_sheet
from dashboard.releases.choices import Answer, Decision, Opinion
from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.disagreements import disagreements
from dashboard.releases.entry import enter, new_key
from dashboard.releases.outcome import outcome
from dashboard.releases.queries import release_page, releases_for
from dashboard.releases.services import close_review, open_release, sign_off
from dashboard.releases.settlement import Settlement
from dashboard.releases.settling import settle
from tests.clock import Clock
from tests.small_release import (
    BRAND,
    DATA,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    judge_all,
    nothing_moved,
    opened,
    sign,
    small_record,
)

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
PRODUCT = (NAME, 1, "regular", "0056")


@pytest.fixture
def other(address: str) -> Iterator[Sessions]:
    """The same record as `record`, as another server has it."""
    made = sessions(address)
    yield made
    disconnect(made)


def review(record: Sessions) -> str:
    return release_page(record, NAME, DATA).review


def test_answers_before_the_clock_was_set_back_count_after_closing(
    record: Sessions, clock: type[Clock]
) -> None:
    clock.ahead = HOUR
    opened(record)
    judge_all(record)
    judge(record, REVIEWER, *PRODUCT, Opinion.NEVER)
    clock.ahead = timedelta()
    before = review(record)
    close_review(record, BRAND, NAME)
    assert review(record) == before
    (counted,) = outcome(record, NAME).judgements
    assert (counted.product, counted.value) == ("0056", Opinion.NEVER)


def test_two_servers_whose_clocks_differ_lose_no_answer(
    record: Sessions, other: Sessions, clock: type[Clock]
) -> None:
    opened(record)
    judge_all(record)
    for number, product in enumerate(("0034", "0056", "0012")):
        clock.ahead = SECOND if number % 2 else timedelta()
        server = other if number % 2 else record
        judge(server, REVIEWER, NAME, 1, "regular", product, Opinion.DOUBTFUL)
    clock.ahead = -SECOND
    before = review(other)
    close_review(record, BRAND, NAME)
    assert review(record) == review(other) == before
    assert len(outcome(other, NAME).judgements) == 3


def test_what_is_judged_after_closing_does_not_count_however_early_its_clock(
    record: Sessions, clock: type[Clock]
) -> None:
    opened(record)
    judge_all(record)
    open_release(record, PROPOSER, "summer", small_record())
    close_review(record, BRAND, NAME)
    before = review(record)
    clock.ahead = -HOUR
    judge(record, REVIEWER, "summer", 1, "regular", "0056", Opinion.NEVER)
    assert review(record) == before
    assert outcome(record, NAME).judgements == ()
    assert len(outcome(record, "summer").judgements) == 1


def test_a_settlement_of_an_earlier_release_binds_by_the_order_of_the_record(
    record: Sessions, clock: type[Clock]
) -> None:
    opened(record)
    judge(record, REVIEWER, *PRODUCT, Opinion.NEVER)
    judge(record, SECOND_REVIEWER, *PRODUCT, Opinion.SUITS)
    close_review(record, BRAND, NAME)
    clock.ahead = HOUR
    settle(record, BRAND, NAME, 1, "regular", "suits", "It fits.", product="0056")
    clock.ahead = timedelta()
    open_release(record, PROPOSER, "summer", small_record())
    close_review(record, BRAND, "summer")
    assert outcome(record, "summer").settled_products
    assert disagreements(record, "summer", BRAND).counted.settled == 1
    clock.ahead = -HOUR
    settle(
        record,
        BRAND,
        NAME,
        1,
        "regular",
        Opinion.NONE,
        "It was wrong.",
        product="0056",
        expected_version=1,
    )
    assert outcome(record, "summer").settled_products


def go(record: Sessions, name: str) -> None:
    """Shown by one reviewer, closed and signed."""
    for scenario in ("new-camper", "regular"):
        give_verdict(record, REVIEWER, name, 1, scenario, "als", Answer.SHOW)
    close_review(record, BRAND, name)
    page = release_page(record, name, BRAND)
    sign_off(
        record,
        BRAND,
        name,
        Decision.GO,
        ["als"],
        "It suits.",
        page.confirm[Decision.GO],
        page.fingerprint,
        page.review,
        compare=nothing_moved,
    )


def test_the_last_go_is_the_one_that_was_signed_last(record: Sessions, clock: type[Clock]) -> None:
    clock.ahead = HOUR
    opened(record)
    go(record, NAME)
    clock.ahead = timedelta()
    open_release(record, PROPOSER, "summer", small_record())
    go(record, "summer")
    open_release(record, PROPOSER, "autumn", small_record())
    assert changes_sheet(record, "autumn", PROPOSER).since.release == "Summer"
    assert changes_sheet(record, "summer", PROPOSER).since.release == "Spring window"
    assert [each.name for each in releases_for(record, BRAND)] == ["autumn", "summer", NAME]


def test_what_was_remarked_last_time_is_what_was_judged_before_opening(
    record: Sessions, clock: type[Clock]
) -> None:
    opened(record)
    judge_all(record)
    clock.ahead = HOUR
    judge(record, REVIEWER, NAME, 1, "regular", "0012", Opinion.NEVER)
    clock.ahead = timedelta()
    close_review(record, BRAND, NAME)
    sign(record, BRAND)
    shown = small_record()["evidence"]
    shown[2]["slate"].reverse()
    open_release(record, PROPOSER, "summer", small_record(evidence=shown))
    moved = {each.id: each for each in changes_sheet(record, "summer", PROPOSER).scenarios}
    assert [each.remark.product for each in moved["regular"].remarks] == ["0012"]


def test_the_voices_of_a_case_stand_in_the_order_in_which_they_spoke(
    record: Sessions, clock: type[Clock]
) -> None:
    opened(record)
    clock.ahead = HOUR
    give_verdict(record, REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    clock.ahead = timedelta()
    give_verdict(record, SECOND_REVIEWER, NAME, 1, "regular", "als", Answer.SHOW)
    third = type(REVIEWER)("third", "Third", roles=frozenset({"reviewer"}))
    give_verdict(record, third, NAME, 1, "regular", "als", Answer.DO_NOT_SHOW)
    close_review(record, BRAND, NAME)
    (case,) = disagreements(record, NAME, BRAND).cases
    assert [each.who for each in case.voices] == ["Merchandiser", "Brand manager", "Third"]


def test_a_closing_waits_for_a_settlement_that_is_on_its_way_in_another_release(
    record: Sessions, other: Sessions
) -> None:
    opened(record)
    judge_all(record)
    close_review(record, BRAND, NAME)
    open_release(record, PROPOSER, "summer", small_record())
    with ThreadPoolExecutor(1) as pool, other.begin() as session:
        _, asked = asked_now(session, NAME, 1, "regular", shared=False)
        number = enter(session, new_key())
        closing = pool.submit(close_review, record, BRAND, "summer")
        with pytest.raises(TimeoutError):
            closing.result(timeout=0.5)
        late = Settlement(
            revision_id=asked.revision_id,
            scenario_id="regular",
            situation=asked.situation,
            candidate_id="",
            product_id="0056",
            version=1,
            value=str(Opinion.NEVER),
            reason="They own it.",
            person_id=BRAND.id,
            person_name=BRAND.name,
            at=datetime.now(UTC),
        )
        late.entry = number
        session.add(late)
        session.commit()
        closing.result(timeout=30)
    assert list(outcome(record, "summer").settled_products.values()) == [Opinion.NEVER]
