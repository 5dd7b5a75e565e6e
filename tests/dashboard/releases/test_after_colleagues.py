"""Which answers are marked as given after colleagues' answers were shown."""

import io
from datetime import timedelta

import pandas as pd
import pytest

from dashboard.figures.exporting import export
from dashboard.figures.sheet import basis
from dashboard.releases.answering import give_verdict, judge
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions
from dashboard.releases.outcome import outcome
from dashboard.releases.services import close_review, open_release
from tests.clock import Clock
from tests.small_release import BRAND, NAME, PROPOSER, REVIEWER, SECOND_REVIEWER, small_record

NEXT = "summer"
ALS, BEST_SELLERS = REGULAR = ("regular", "als"), ("regular", "best-sellers")
MINE = REVIEWER.id


def say(record: Sessions, person, slate, value=Answer.SHOW, version=0, name=NAME) -> None:
    give_verdict(record, person, name, 1, *slate, value, expected_version=version)


def think(record: Sessions, person, product, value, version=0, name=NAME) -> None:
    judge(record, person, name, 1, "regular", product, value, expected_version=version)


def marked(record: Sessions, name: str = NAME) -> set[tuple[str, str]]:
    """Person and what the answer is of."""
    found = outcome(record, name)
    return {
        *((each.person, each.candidate) for each in found.verdicts if each.after_colleagues),
        *((each.person, each.product) for each in found.judgements if each.after_colleagues),
    }


def reviewed_by_both(**changes: object) -> dict:
    record = small_record(**changes)
    roles = [f"{each.id} reviewer" for each in (REVIEWER, SECOND_REVIEWER)]
    record["settings"]["roles"] = roles
    return record


@pytest.fixture
def colleague(record: Sessions) -> Sessions:
    """A release whose regular shopper a colleague has answered."""
    open_release(record, PROPOSER, NAME, reviewed_by_both())
    for slate in REGULAR:
        say(record, SECOND_REVIEWER, slate)
    return record


def test_what_is_answered_up_to_the_last_slate_is_nobodys_echo(colleague: Sessions) -> None:
    think(colleague, REVIEWER, "0056", Opinion.NEVER)
    say(colleague, REVIEWER, ALS)
    say(colleague, REVIEWER, ALS, Answer.DO_NOT_SHOW, 1)
    say(colleague, REVIEWER, BEST_SELLERS)
    assert marked(colleague) == set()
    assert "colleagues" not in basis(outcome(colleague, NAME))


def test_what_is_changed_or_judged_after_it_is_marked(colleague: Sessions) -> None:
    think(colleague, REVIEWER, "0056", Opinion.NEVER)
    for slate in REGULAR:
        say(colleague, REVIEWER, slate)
    say(colleague, REVIEWER, ALS, Answer.DO_NOT_SHOW, 1)
    think(colleague, REVIEWER, "0056", Opinion.SUITS, 1)
    think(colleague, REVIEWER, "0012", Opinion.DOUBTFUL)
    assert marked(colleague) == {(MINE, each) for each in ("als", "0056", "0012")}
    told = "3 answers were given or changed after colleagues’ answers were shown."
    assert told in basis(outcome(colleague, NAME))


def test_a_verdict_taken_back_and_given_again_is_marked(colleague: Sessions) -> None:
    for slate in REGULAR:
        say(colleague, REVIEWER, slate)
    say(colleague, REVIEWER, BEST_SELLERS, Answer.NONE, 1)
    say(colleague, REVIEWER, BEST_SELLERS, Answer.SHOW, 2)
    assert marked(colleague) == {(MINE, "best-sellers")}


def test_where_no_colleague_had_answered_nothing_was_shown(record: Sessions) -> None:
    open_release(record, PROPOSER, NAME, reviewed_by_both())
    for slate in REGULAR:
        say(record, REVIEWER, slate)
    say(record, REVIEWER, ALS, Answer.DO_NOT_SHOW, 1)
    say(record, SECOND_REVIEWER, ALS)
    assert marked(record) == set()
    say(record, REVIEWER, ALS, Answer.SHOW, 2)
    assert marked(record) == {(MINE, "als")}


def test_it_is_decided_by_the_order_of_the_record_and_not_by_a_clock(
    colleague: Sessions, clock: type[Clock]
) -> None:
    for slate in REGULAR:
        say(colleague, REVIEWER, slate)
    clock.ahead = -timedelta(hours=1)
    say(colleague, REVIEWER, ALS, Answer.DO_NOT_SHOW, 1)
    think(colleague, REVIEWER, "0056", Opinion.NEVER)
    assert marked(colleague) == {(MINE, "als"), (MINE, "0056")}


def test_a_marked_answer_stays_marked_wherever_it_is_carried(colleague: Sessions) -> None:
    for slate in REGULAR:
        say(colleague, REVIEWER, slate)
    say(colleague, REVIEWER, ALS, Answer.DO_NOT_SHOW, 1)
    for before, name in ((NAME, NEXT), (NEXT, "autumn")):
        close_review(colleague, BRAND, before)
        open_release(colleague, PROPOSER, name, reviewed_by_both())
        assert marked(colleague, name) == {(MINE, "als")}


def test_a_carried_answer_that_is_changed_follows_what_was_shown_then(
    colleague: Sessions,
) -> None:
    for slate in REGULAR:
        say(colleague, REVIEWER, slate)
    close_review(colleague, BRAND, NAME)
    shown = small_record()["evidence"]
    shown[3]["slate"].reverse()
    open_release(colleague, PROPOSER, NEXT, reviewed_by_both(evidence=shown))
    say(colleague, REVIEWER, ALS, Answer.DO_NOT_SHOW, 1, NEXT)
    say(colleague, REVIEWER, BEST_SELLERS, Answer.SHOW, 0, NEXT)
    assert marked(colleague, NEXT) == {(MINE, "als")}


def test_a_judgement_that_is_changed_in_a_later_release_follows_what_was_shown_before(
    colleague: Sessions,
) -> None:
    think(colleague, REVIEWER, "0056", Opinion.NEVER)
    for slate in REGULAR:
        say(colleague, REVIEWER, slate)
    close_review(colleague, BRAND, NAME)
    shown = small_record()["evidence"]
    shown[2]["slate"].reverse()
    shown[3]["slate"].reverse()
    open_release(colleague, PROPOSER, NEXT, reviewed_by_both(evidence=shown))
    think(colleague, REVIEWER, "0056", Opinion.SUITS, 1, NEXT)
    think(colleague, REVIEWER, "0034", Opinion.SUITS, 0, NEXT)
    assert marked(colleague, NEXT) == {(MINE, "0056")}
    assert marked(colleague, NAME) == set()


def test_the_exports_of_verdicts_and_judgements_say_so(colleague: Sessions) -> None:
    for slate in REGULAR:
        say(colleague, REVIEWER, slate)
    say(colleague, REVIEWER, ALS, Answer.DO_NOT_SHOW, 1)
    think(colleague, REVIEWER, "0056", Opinion.NEVER)
    found = outcome(colleague, NAME)
    for what in ("verdicts", "judgements"):
        table = pd.read_parquet(io.BytesIO(export(found, what, "parquet", {})))
        assert table["after_colleagues"].sum() == 1
        assert "after_colleagues" in export(found, what, "csv", {}).decode().splitlines()[0]
