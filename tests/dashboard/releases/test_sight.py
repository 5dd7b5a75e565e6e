"""Who sees names in which release, where others are in review that hold the same models."""

from collections.abc import Callable
from dataclasses import asdict

import pytest

from dashboard.components.decision.table import far, table
from dashboard.components.releases.cards import models
from dashboard.releases.answering import give_verdict
from dashboard.releases.changes import changes_sheet
from dashboard.releases.choices import Answer
from dashboard.releases.database import Sessions
from dashboard.releases.disagreements import disagreements
from dashboard.releases.facts import NotAllowed
from dashboard.releases.others import others
from dashboard.releases.outcome import outcome_for, sight_of
from dashboard.releases.person import Person
from dashboard.releases.queries import decision_page, releases_for
from dashboard.releases.reviewing import review_sheet, scenario_evidence
from dashboard.releases.services import cancel_release, close_review, open_release
from dashboard.releases.sheets import Sight, Waiting
from dashboard.releases.strips import release_strips, shopper_strips
from dashboard.routes.disagreements import cannot_settle
from dashboard.routes.review import drawn_line, said
from tests.small_release import (
    BRAND,
    DATA,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SLATES,
    judge_all,
    opened,
    reviewed,
    sign,
    small_record,
)

SECOND = "second-look"
HIDDEN = "Names are hidden while “Second look” is in review, because its models stand here too."
NEVER = "Names stay hidden here: this release was cancelled before its review was closed."
BLIND = (REVIEWER, Person("both", "Both", roles=frozenset({"reviewer", "approver:brand"})))
TELLING = ("'als'", "'best-sellers'", "Taste profile", "Best sellers")


def only(candidate: str) -> dict:
    record = small_record()
    return small_record(
        candidates=[each for each in record["candidates"] if each["id"] == candidate],
        evidence=[each for each in record["evidence"] if each["candidate"] == candidate],
        incumbent=None,
    )


def unlike(record: dict) -> dict:
    """The same with no model of the first release."""
    for each in record["candidates"]:
        each["id"] = "bm25"
    for each in record["evidence"]:
        each["candidate"] = "bm25"
    return record


def look_again(record: Sessions, made: Callable[[], dict] = small_record) -> None:
    open_release(record, PROPOSER, SECOND, made(), title="Second look")


def seen(record: Sessions, person: Person, name: str = NAME) -> str:
    """All that the pages of a release are made of."""
    sheet = review_sheet(record, name, person)
    lines = [asdict(each) for each in releases_for(record, person) if each.name == name]
    met = disagreements(record, name, person)
    return str(
        [
            lines,
            asdict(decision_page(record, name, person)),
            [drawn_line(each, sheet) for each in sheet.scenarios],
            said(sheet),
            shopper_strips(record, name, person),
            asdict(changes_sheet(record, name, person)),
            [asdict(each) | {"candidate": ""} for each in met.cases if not met.blind],
        ]
    )


@pytest.mark.parametrize("made", [small_record, lambda: only("als")], ids=["all", "one"])
@pytest.mark.parametrize("person", BLIND, ids=lambda each: each.id)
def test_a_review_hides_the_names_of_an_earlier_release_with_a_model_of_it(
    record: Sessions, person: Person, made: Callable[[], dict]
) -> None:
    reviewed(record)
    assert "Taste profile" in seen(record, person)
    look_again(record, made)
    assert not any(each in seen(record, person) for each in TELLING)
    assert sight_of(record, NAME, person) == Sight(blind=True, why=HIDDEN)
    assert scenario_evidence(record, NAME, "regular", person).blind
    [line] = [each for each in releases_for(record, person) if each.name == NAME]
    assert (models(line), line.waiting) == (HIDDEN, None)
    with pytest.raises(NotAllowed, match="Names are hidden while “Second look” is in review"):
        outcome_for(record, NAME, person)
    assert sight_of(record, SECOND, person) == Sight(blind=True)
    close_review(record, BRAND, SECOND)
    assert "Taste profile" in seen(record, person)
    assert outcome_for(record, NAME, person).release == NAME


def test_a_decided_release_is_hidden_from_reviewers_only_so_that_approvers_can_sign(
    record: Sessions,
) -> None:
    reviewed(record)
    look_again(record)
    assert releases_for(record, BRAND)[1].waiting is Waiting.SIGN_OFF
    assert sign(record, BRAND).state == "GO"
    assert "Taste profile" in seen(record, DATA)
    assert not any(each in seen(record, DATA, SECOND) for each in TELLING)
    assert not any(each in seen(record, REVIEWER) for each in TELLING)


def test_who_reviews_nothing_and_proposes_sees_names_and_so_does_a_release_apart(
    record: Sessions,
) -> None:
    reviewed(record)
    look_again(record, lambda: unlike(only("als")))
    assert "Taste profile" in seen(record, REVIEWER)
    assert releases_for(record, BRAND)[1].waiting is Waiting.SIGN_OFF
    open_release(record, PROPOSER, "third", small_record())
    assert "Taste profile" in seen(record, PROPOSER)


def test_the_picture_of_a_hidden_release_is_of_the_first_column(record: Sessions) -> None:
    reviewed(record)
    look_again(record)
    first = review_sheet(record, NAME, REVIEWER).scenarios[0].columns["A"]
    slate = scenario_evidence(record, NAME, "new-camper", REVIEWER).evidence[first]["slate"]
    shown = release_strips(record, REVIEWER)[NAME]
    assert [each["id"] for each in shown] == [each["product_id"] for each in slate]


def test_a_release_cancelled_in_review_stays_blind_and_one_closed_before_does_not(
    record: Sessions,
) -> None:
    opened(record)
    cancel_release(record, PROPOSER, NAME)
    assert sight_of(record, NAME, REVIEWER) == Sight(blind=True, why=NEVER)
    assert not any(each in seen(record, REVIEWER) for each in TELLING)
    look_again(record)
    close_review(record, BRAND, SECOND)
    cancel_release(record, PROPOSER, SECOND)
    assert sight_of(record, SECOND, REVIEWER) == Sight(blind=False)


def test_a_blind_approver_settles_nothing_and_is_told_so(record: Sessions) -> None:
    opened(record)
    judge_all(record)
    give_verdict(record, SECOND_REVIEWER, NAME, 1, "regular", "als", Answer.DO_NOT_SHOW)
    told = cannot_settle(disagreements(record, NAME, BRAND), BRAND)
    assert told == "You can settle cases once the review is closed."
    close_review(record, BRAND, NAME)
    assert cannot_settle(disagreements(record, NAME, BRAND), BRAND) == ""


def test_whoever_is_blind_and_reviews_nothing_reads_how_far_each_shopper_is(
    record: Sessions,
) -> None:
    opened(record, settings={"quorum": 1, "roles": [], "expect": [], "review": {"reviewers": 2}})
    for slate in SLATES:
        give_verdict(record, REVIEWER, NAME, 1, *slate, Answer.DO_NOT_SHOW)
    for slate in SLATES[2:]:
        give_verdict(record, SECOND_REVIEWER, NAME, 1, *slate, Answer.SHOW)
    give_verdict(record, SECOND_REVIEWER, NAME, 1, *SLATES[0], Answer.SHOW)

    def drawn(person: Person) -> list[dict]:
        page = decision_page(record, NAME, person)
        return table(page, shopper_strips(record, NAME, person), person)["scenarios"]

    assert [each["far"] for each in drawn(BRAND)] == ["1 of 2 needed", "2 people answered"]
    cells = [cell for each in drawn(BRAND) for cell in each["by"].values()]
    assert [each["verdicts"] for each in cells] == [[]] * 4
    assert [each["far"] for each in drawn(REVIEWER)] == ["", ""]
    assert far(decision_page(record, NAME, BRAND).page.scenarios[0]) == "1 of 2 needed"


def test_what_a_reviewer_reads_stands_in_the_order_of_letters(record: Sessions) -> None:
    """For whoever answered in the order of the candidates, and whoever's was carried over."""
    made = small_record()
    made["scenarios"] += [made["scenarios"][0] | {"id": f"copy-{n}"} for n in range(6)]
    made["evidence"] += [
        made["evidence"][index] | {"scenario": f"copy-{n}"} for n in range(6) for index in (0, 1)
    ]
    open_release(record, PROPOSER, NAME, made)
    slates = [(each["scenario"], each["candidate"]) for each in made["evidence"]]
    for person in (REVIEWER, SECOND_REVIEWER):
        for slate in slates:
            give_verdict(record, person, NAME, 1, *slate, Answer.SHOW)
    told = said(review_sheet(record, NAME, REVIEWER))["verdicts"]
    assert [list(each) for each in told.values()] == [["A", "B"]] * 8
    heard = [others(record, NAME, scenario, REVIEWER).verdicts for scenario in told]
    assert [list(each) for each in heard] == [["A", "B"]] * 8
    page = decision_page(record, NAME, REVIEWER)
    assert [each.candidate for each in page.verdicts] == ["A", "B"] * 8
    unmet = [(each.scenario, each.candidate) for each in page.unmet]
    places = [each.id for each in page.page.scenarios]
    assert unmet == sorted(unmet, key=lambda each: (places.index(each[0]), each[1]))
