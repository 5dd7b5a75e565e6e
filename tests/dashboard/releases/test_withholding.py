"""Of an open review nothing is told but how far it is: to nobody who is not reviewing it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest

from dashboard.commands.release import OPERATOR
from dashboard.components.decision.table import table
from dashboard.releases.answering import give_verdict, judge, prefer
from dashboard.releases.changes import changes_sheet
from dashboard.releases.choices import Answer, Decision, Opinion
from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.disagreements import counted_cases, disagreements
from dashboard.releases.facts import NotAllowed
from dashboard.releases.others import others
from dashboard.releases.outcome import outcome, outcome_for, outcome_to_take, why_withheld
from dashboard.releases.person import Person
from dashboard.releases.queries import decision_page, release_page, releases_for
from dashboard.releases.reviewing import review_sheet, scenario_evidence
from dashboard.releases.services import (
    cancel_release,
    close_review,
    open_release,
    revise_release,
)
from dashboard.releases.settling import settle
from dashboard.releases.strips import release_strips, shopper_strips
from tests.small_release import (
    BRAND,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SLATES,
    opened,
    reviewed,
    sign,
    small_record,
)

GUEST = Person("guest", "Guest")
ONLOOKERS = (PROPOSER, OPERATOR, BRAND, GUEST)
SAID = "Too dear for them"
REASON = "wrong-universe"


def answered(record: Sessions, name: str = NAME, revision: int = 1) -> None:
    """Two people answered everything, and differ about each slate and a product."""
    for person, value in ((REVIEWER, Answer.SHOW), (SECOND_REVIEWER, Answer.DO_NOT_SHOW)):
        for slate in SLATES:
            give_verdict(record, person, name, revision, *slate, value, SAID)
        prefer(record, person, name, revision, "regular", ["als"])
    judge(record, REVIEWER, name, revision, "regular", "0034", Opinion.SUITS)
    said = (Opinion.NEVER, [REASON], SAID)
    judge(record, SECOND_REVIEWER, name, revision, "regular", "0034", *said)


def told(record: Sessions, person: Person) -> str:
    """All that the pages, addresses and commands of a release are made of, but the exports."""
    name, page = NAME, decision_page(record, NAME, person)
    found = disagreements(record, name, person)
    return str(
        [
            [asdict(each) for each in releases_for(record, person)],
            asdict(release_page(record, name, person)),
            asdict(page),
            table(page, shopper_strips(record, name, person), person),
            [asdict(each) for each in found.cases],
            (found.verdicts, found.judgements, counted_cases(record, name, person)),
            asdict(changes_sheet(record, name, person)),
            [others(record, name, each, person) for each in ("new-camper", "regular")],
            [asdict(scenario_evidence(record, name, "regular", person))["mine"]],
            asdict(review_sheet(record, name, person)),
            release_strips(record, person),
        ]
    )


def traces(record: Sessions, person: Person) -> list[str]:
    """Whatever would tell an answer."""
    seen = told(record, person)
    marks = (SAID, REASON, "do not show", "found=5", "not to show", str(Opinion.NEVER))
    return [each for each in marks if each in seen]


@pytest.fixture
def asked(sqlite_address: str) -> Iterator[Sessions]:
    record = sessions(sqlite_address)
    opened(record)
    answered(record)
    yield record
    disconnect(record)


def never_closed(record: Sessions) -> None:
    pass


def cancelled(record: Sessions) -> None:
    cancel_release(record, PROPOSER, NAME)


def revised(record: Sessions) -> None:
    close_review(record, BRAND, NAME)
    revise_release(record, PROPOSER, NAME, small_record())


def revised_unclosed(record: Sessions) -> None:
    revise_release(record, PROPOSER, NAME, small_record())


@pytest.mark.parametrize("left", [never_closed, cancelled, revised_unclosed])
def test_no_page_tells_an_onlooker_what_was_said_in_an_unclosed_review(
    asked: Sessions, left: Callable[[Sessions], None]
) -> None:
    left(asked)
    for person in ONLOOKERS:
        assert traces(asked, person) == []


def test_a_revision_hides_again_all_but_the_judgements_remembered_from_the_closed_review(
    asked: Sessions,
) -> None:
    revised(asked)
    for person in ONLOOKERS:
        assert not {"do not show", "found=5", "not to show"} & set(traces(asked, person))
        assert SAID not in str(asdict(decision_page(asked, NAME, person)))
    assert SAID in str(asdict(changes_sheet(asked, NAME, PROPOSER)))


@pytest.mark.parametrize("left", [never_closed, cancelled, revised, revised_unclosed])
def test_nothing_of_an_unclosed_review_is_exported_to_anybody(
    asked: Sessions, left: Callable[[Sessions], None]
) -> None:
    left(asked)
    for person in (*ONLOOKERS, REVIEWER):
        for take in (outcome_for, outcome_to_take):
            with pytest.raises(NotAllowed, match=r"in review|cancelled before|Only rev"):
                take(asked, NAME, person)
        assert why_withheld(asked, NAME, person)


def test_once_it_is_closed_everything_is_told(asked: Sessions) -> None:
    close_review(asked, BRAND, NAME)
    for person in (PROPOSER, OPERATOR, BRAND):
        assert {SAID, "do not show", "found=5", "never"} <= set(traces(asked, person))
        assert len(outcome_to_take(asked, NAME, person).verdicts) == 8
        assert why_withheld(asked, NAME, person) == ""


def test_whoever_reviews_sees_colleagues_where_they_answered_themselves(asked: Sessions) -> None:
    heard = others(asked, NAME, "regular", REVIEWER)
    assert [each.comment for said in heard.verdicts.values() for each in said] == [SAID] * 2


def test_a_settled_case_of_an_open_review_is_told_to_no_onlooker(asked: Sessions) -> None:
    both = Person("both", "Both", roles=frozenset({"reviewer", "approver:style"}))
    for candidate in ("als", "best-sellers"):
        give_verdict(asked, both, NAME, 1, "regular", candidate, Answer.SHOW)
    settle(asked, both, NAME, 1, "regular", "do not show", "Settled so.", candidate="als")
    for person in ONLOOKERS:
        assert "Settled so." not in told(asked, person)
        assert traces(asked, person) == []


def test_what_changed_remembers_no_judgement_of_a_review_that_is_still_open(
    record: Sessions,
) -> None:
    """Of two reviews at once: the proposer of one would read what is said in the other."""
    opened(record)
    give = (record, REVIEWER, NAME, 1)
    for slate in SLATES:
        give_verdict(*give, *slate, Answer.SHOW)
    close_review(record, BRAND, NAME)
    sign(record, BRAND, Decision.GO, reason="It suits.")
    open_release(record, PROPOSER, "open", small_record())
    judge(record, REVIEWER, "open", 1, "regular", "0012", Opinion.NEVER, [], SAID)
    moved = small_record()
    for each in moved["evidence"]:
        each["slate"] = each["slate"][::-1]
    open_release(record, PROPOSER, "beside", moved)
    assert SAID not in str(asdict(changes_sheet(record, "beside", PROPOSER)))
    close_review(record, BRAND, "open")
    assert SAID in str(asdict(changes_sheet(record, "beside", PROPOSER)))


def beside_each_other(record: Sessions) -> None:
    """Two releases of the same, in review at once."""
    opened(record)
    open_release(record, PROPOSER, "beside", small_record())


def products_told(record: Sessions, name: str) -> tuple[list[str], list[str]]:
    """The comments on products that a release counts, and that its cases tell the approver."""
    cases = disagreements(record, name, BRAND).cases
    told = [each.comment for case in cases if case.product for each in case.voices]
    return [each.comment for each in outcome(record, name).judgements], told


def review(record: Sessions, name: str) -> str:
    return release_page(record, name, BRAND).review


def test_no_other_release_counts_or_tells_what_was_judged_in_an_open_review(
    record: Sessions,
) -> None:
    beside_each_other(record)
    empty = review(record, "beside")
    answered(record)
    assert products_told(record, "beside") == ([], [])
    close_review(record, BRAND, "beside")
    assert products_told(record, "beside") == ([], [])
    for take in (outcome_for, outcome_to_take):
        assert take(record, "beside", PROPOSER).judgements == ()
    assert review(record, "beside") == empty


def test_what_an_open_review_said_never_counts_where_the_closing_came_before_its_own(
    record: Sessions,
) -> None:
    beside_each_other(record)
    answered(record)
    close_review(record, BRAND, "beside")
    before = review(record, "beside")
    close_review(record, BRAND, NAME)
    assert sorted(products_told(record, NAME)[0]) == ["", SAID]
    assert products_told(record, "beside") == ([], [])
    assert review(record, "beside") == before


def test_once_a_review_is_closed_what_it_said_counts_in_those_still_open(record: Sessions) -> None:
    beside_each_other(record)
    answered(record)
    empty = review(record, "beside")
    assert products_told(record, "beside") == ([], [])
    close_review(record, BRAND, NAME)
    assert sorted(products_told(record, "beside")[0]) == ["", SAID]
    assert review(record, "beside") != empty
    close_review(record, BRAND, "beside")
    assert {SAID, ""} == set(products_told(record, "beside")[1])


def test_what_is_signed_is_what_the_page_counted_with_another_review_open(
    record: Sessions,
) -> None:
    open_release(record, PROPOSER, "open", small_record())
    opened(record)
    answered(record)
    judge(record, REVIEWER, "open", 1, "regular", "0012", Opinion.NEVER, [], "Open still.")
    close_review(record, BRAND, NAME)
    seen = review(record, NAME)
    assert sign(record, BRAND, Decision.GO, reason="It suits.").review == seen
    close_review(record, BRAND, "open")
    assert review(record, NAME) == seen
    assert "Open still." not in products_told(record, NAME)[0]


def test_what_an_unclosed_revision_said_still_counts_in_the_next_one(record: Sessions) -> None:
    beside_each_other(record)
    answered(record)
    revise_release(record, PROPOSER, NAME, small_record())
    assert sorted(products_told(record, NAME)[0]) == ["", SAID]
    assert products_told(record, "beside")[0] == []
    close_review(record, BRAND, NAME)
    assert sorted(products_told(record, "beside")[0]) == ["", SAID]


def test_a_reviewer_beside_reads_no_judgement_that_a_colleague_gave_in_an_open_review(
    record: Sessions,
) -> None:
    beside_each_other(record)
    judge(record, SECOND_REVIEWER, NAME, 1, "regular", "0034", Opinion.NEVER, [], SAID)
    for candidate in ("als", "best-sellers"):
        give_verdict(record, REVIEWER, "beside", 1, "regular", candidate, Answer.SHOW)
    assert others(record, "beside", "regular", REVIEWER).judgements == {}
    close_review(record, BRAND, NAME)
    assert set(others(record, "beside", "regular", REVIEWER).judgements) == {"0034"}


def test_a_product_settled_in_an_open_review_is_not_settled_beside_it(record: Sessions) -> None:
    both = Person("both", "Both", roles=frozenset({"reviewer", "approver:style"}))
    beside_each_other(record)
    answered(record)
    for candidate in ("als", "best-sellers"):
        give_verdict(record, both, NAME, 1, "regular", candidate, Answer.SHOW)
    settle(record, both, NAME, 1, "regular", "suits", "Settled so.", product="0034")
    assert outcome(record, NAME).settled_products
    assert not outcome(record, "beside").settled_products
    close_review(record, BRAND, "beside")
    assert not outcome(record, "beside").settled_products


def test_what_changed_tells_no_judgement_of_an_open_review_when_another_is_closed(
    record: Sessions,
) -> None:
    reviewed(record)
    sign(record, BRAND, Decision.GO, reason="It suits.")
    for name in ("open", "closed"):
        open_release(record, PROPOSER, name, small_record())
    judge(record, REVIEWER, "open", 1, "regular", "0012", Opinion.NEVER, [], SAID)
    close_review(record, BRAND, "closed")
    moved = small_record()
    for each in moved["evidence"]:
        each["slate"] = each["slate"][::-1]
    open_release(record, PROPOSER, "beside", moved)
    assert SAID not in str(asdict(changes_sheet(record, "beside", PROPOSER)))
    close_review(record, BRAND, "open")
    assert SAID in str(asdict(changes_sheet(record, "beside", PROPOSER)))
