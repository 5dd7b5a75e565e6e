"""The queue and what is missing, read from the record."""

from dashboard.releases.answering import give_verdict, judge
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions
from dashboard.releases.person import Person
from dashboard.releases.queries import decision_page, release_page, releases_for
from dashboard.releases.reviewing import review_sheet
from dashboard.releases.sheets import Waiting
from tests.small_release import (
    BRAND,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    opened,
    small_record,
)

THIRD = Person("buyer", "Buyer", roles=frozenset({"reviewer"}))
SCENARIOS = ("new-camper", "regular")


def open_assigned(record: Sessions, **review: object) -> None:
    """The small release, with the assignments of a settings file."""
    opened(record, settings=small_record()["settings"] | {"review": review})


def answer(record: Sessions, person: Person, *scenarios: str) -> None:
    for scenario in scenarios:
        for candidate in ("als", "best-sellers"):
            give_verdict(record, person, NAME, 1, scenario, candidate, Answer.SHOW)


def asked(record: Sessions, person: Person) -> list[str]:
    return [each.scenario for each in review_sheet(record, NAME, person).queue if each.asked]


def test_everybody_is_asked_for_everything_unless_the_settings_say_otherwise(
    record: Sessions,
) -> None:
    opened(record)
    answer(record, REVIEWER, "regular")
    assert asked(record, REVIEWER) == ["new-camper"]
    assert sorted(asked(record, SECOND_REVIEWER)) == list(SCENARIOS)
    assert asked(record, BRAND) == []


def test_only_who_is_assigned_is_asked_and_waited_for(record: Sessions) -> None:
    open_assigned(record, assignments=[{"tag": "outdoor", "people": [REVIEWER.id]}])
    assert sorted(asked(record, REVIEWER)) == list(SCENARIOS)
    assert asked(record, SECOND_REVIEWER) == []
    (mine,), (theirs,) = releases_for(record, REVIEWER), releases_for(record, SECOND_REVIEWER)
    assert (mine.waiting, mine.asked) == (Waiting.VERDICTS, 2)
    assert (theirs.waiting, theirs.asked) == (None, 0)


def test_with_two_needed_the_third_is_not_asked_and_one_is_not_enough(record: Sessions) -> None:
    open_assigned(record, reviewers=2)
    answer(record, REVIEWER, *SCENARIOS)
    page = release_page(record, NAME, PROPOSER)
    assert page.line.progress.covered == 0
    assert decision_page(record, NAME, PROPOSER).missing["als"] == (
        "1 of 2 verdicts on “The new camper” for Taste profile.",
        "1 of 2 verdicts on “The regular” for Taste profile.",
    )
    assert releases_for(record, BRAND)[0].waiting is None
    answer(record, SECOND_REVIEWER, *SCENARIOS)
    assert asked(record, THIRD) == []
    assert releases_for(record, BRAND)[0].waiting is Waiting.CLOSE
    assert release_page(record, NAME, BRAND).missing == ()


def test_a_blind_approver_reads_of_the_same_slates_as_everybody_else(record: Sessions) -> None:
    open_assigned(record, reviewers=2)
    answer(record, REVIEWER, *SCENARIOS)
    answer(record, SECOND_REVIEWER, "regular")
    page = decision_page(record, NAME, BRAND).page
    assert page.missing == ("“The new camper”: 2 selections wait for 2 verdicts each.",)
    assert [(each.needed, each.covered, each.slates) for each in page.scenarios] == [
        (2, 0, 2),
        (2, 2, 2),
    ]
    assert page.line.progress.covered == releases_for(record, BRAND)[0].progress.covered == 2
    assert len(decision_page(record, NAME, PROPOSER).page.missing) == 2


def test_who_is_not_assigned_may_answer_all_the_same(record: Sessions) -> None:
    open_assigned(record, assignments=[{"owner": "outdoor", "people": [REVIEWER.id]}])
    answer(record, SECOND_REVIEWER, "regular")
    assert release_page(record, NAME, BRAND).line.progress.covered == 2


def test_a_shopper_whose_products_are_all_judged_tells_less_and_comes_later(
    record: Sessions,
) -> None:
    opened(record)
    assert asked(record, REVIEWER) == ["new-camper", "regular"]
    for product in ("0012", "0034"):
        judge(record, REVIEWER, NAME, 1, "new-camper", product, Opinion.SUITS)
    assert asked(record, REVIEWER) == ["regular", "new-camper"]
    assert asked(record, SECOND_REVIEWER) == ["new-camper", "regular"]
