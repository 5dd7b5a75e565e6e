"""Pages that speak of one thing count it the same way."""

import pytest

from dashboard.components.decision.table import far, table
from dashboard.components.releases.cards import far as part
from dashboard.figures.waiting import waiting
from dashboard.releases.answering import give_verdict
from dashboard.releases.changes import changes_sheet
from dashboard.releases.choices import Answer
from dashboard.releases.counts import Count, counts
from dashboard.releases.counts import far as told
from dashboard.releases.database import Sessions
from dashboard.releases.outcome import outcome
from dashboard.releases.person import Person
from dashboard.releases.queries import decision_page, release_page, releases_for
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.services import close_review, open_release
from dashboard.releases.strips import shopper_strips
from tests.small_release import (
    BRAND,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SLATES,
    judge_all,
    small_record,
)

NEXT = "summer"
PEOPLE = (PROPOSER, REVIEWER, SECOND_REVIEWER, BRAND)


def settings(reviewers: int) -> dict:
    roles = [f"{each.id} reviewer" for each in (REVIEWER, SECOND_REVIEWER)]
    return {"quorum": 1, "roles": roles, "expect": [], "review": {"reviewers": reviewers}}


@pytest.fixture(params=[0, 2], ids=["one is enough", "two are needed"])
def kept(request: pytest.FixtureRequest, record: Sessions) -> Sessions:
    """A second release, with one slate of the regular shopper changed, and the other one new."""
    open_release(
        record, PROPOSER, NAME, small_record(settings=settings(request.param)), title="First look"
    )
    judge_all(record)
    for slate in SLATES:
        give_verdict(record, SECOND_REVIEWER, NAME, 1, *slate, Answer.RESERVATIONS)
    close_review(record, BRAND, NAME)
    shown = small_record()["evidence"]
    shown[2]["slate"].reverse()
    changed = small_record(evidence=shown, settings=settings(request.param))
    open_release(record, PROPOSER, NEXT, changed, title="Second look")
    return record


def steps(record: Sessions):
    """The review on its way, answer by answer."""
    yield
    for person in (REVIEWER, SECOND_REVIEWER):
        give_verdict(record, person, NEXT, 1, "regular", "als", Answer.SHOW)
        yield
    give_verdict(record, REVIEWER, NEXT, 1, *SLATES[0], Answer.NONE, expected_version=1)
    yield


def test_what_was_kept_from_an_earlier_release_is_said_on_decision_and_figures(
    kept: Sessions,
) -> None:
    lines = decision_page(kept, NEXT, BRAND).page.scenarios
    assert [far(each) for each in lines] == [
        "2 people answered",
        "1 of 2 kept from First look, 1 waits",
    ]
    drawn = waiting(outcome(kept, NEXT))
    assert [each["said"] for each in drawn["shoppers"]] == [far(each) for each in lines]


def test_every_page_tells_the_same_numbers_at_every_step(kept: Sessions) -> None:
    for _ in steps(kept):
        for person in PEOPLE:
            listed = next(each for each in releases_for(kept, person) if each.name == NEXT)
            page = release_page(kept, NEXT, person)
            decision = decision_page(kept, NEXT, person).page
            assert listed.progress == page.line.progress == decision.line.progress
            assert listed.asked == page.line.asked == asked_in_review(kept, person)
            assert listed.asked == asked_in_changes(kept, person)
            assert listed.progress.covered == sum(each.covered for each in page.scenarios)
            assert listed.progress.needed == sum(each.slates for each in page.scenarios)
            assert listed.progress.of(person.id) == sum(each.mine for each in page.scenarios)
            if person.reviewer:
                assert part(listed, person) == (given_in_review(kept, person), 4)
            else:
                assert part(listed, person) == (listed.progress.covered, 4)
        drawn = waiting(outcome(kept, NEXT))
        assert [each["said"] for each in drawn["shoppers"]] == list(map(far, page.scenarios))
        assert drawn["done"] == sum(each.count.done for each in page.scenarios)
        strips = shopper_strips(kept, NEXT, BRAND)
        rows = table(decision_page(kept, NEXT, BRAND), strips, BRAND)["scenarios"]
        assert [each["far"] for each in rows] == list(map(far, page.scenarios))


def asked_in_review(record: Sessions, person: Person) -> int:
    return sum(each.asked for each in review_sheet(record, NEXT, person).queue)


def asked_in_changes(record: Sessions, person: Person) -> int:
    waits = changes_sheet(record, NEXT, person).unanswered
    return waits.shoppers if waits else 0


def given_in_review(record: Sessions, person: Person) -> int:
    sheet = review_sheet(record, NEXT, person)
    return sum(each.value is not Answer.NONE for each in sheet.verdicts)


def test_a_shopper_some_of_whose_slates_are_answered_is_not_one_nobody_answered() -> None:
    def of(*given: tuple[str, str, bool], needed: int = 1) -> str:
        said = [("regular", *each) for each in given]
        slates, wanted = {"regular": 3}, {"regular": needed}
        return told(counts(said, slates, wanted, {"regular": "First look"})["regular"])

    assert of() == "Nobody answered yet"
    assert of(("als", "me", False)) == "1 of 3 answered"
    assert of(("als", "me", True), ("bm25", "me", True)) == "2 of 3 kept from First look, 1 waits"
    assert (
        of(("als", "me", True), ("bm25", "me", False))
        == "1 of 3 kept from First look, 1 answered, 1 waits"
    )
    assert of(*((each, "me", True) for each in "abc")) == "1 person answered"
    assert of(*((each, "me", False) for each in "abc"), needed=2) == "1 of 2 needed"
    assert of(("als", "me", False), needed=2) == "Begun, and nobody has answered it in full"


def test_a_count_without_an_answer_is_not_done() -> None:
    assert not Count(slates=3, needed=1).done
