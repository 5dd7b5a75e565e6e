"""What changed since the last GO, as each person may see it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dashboard.releases.answering import give_verdict, judge
from dashboard.releases.change_sheets import ChangedScenario, ChangesSheet, Unanswered
from dashboard.releases.changes import changes_sheet
from dashboard.releases.choices import Answer, Decision, Deed, Opinion
from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.facts import UnknownRelease
from dashboard.releases.person import Person
from dashboard.releases.services import close_review, open_release, revise_release
from dashboard.releases.talking import talk
from tests.dashboard.releases.test_carrying import changed, show
from tests.small_release import (
    BRAND,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    SLATES,
    judge_all,
    sign,
)

NEXT = "summer"


@pytest.fixture
def light(sqlite_address: str) -> Iterator[Sessions]:
    made = sessions(sqlite_address)
    yield made
    disconnect(made)


@pytest.fixture
def signed(light: Sessions) -> Sessions:
    """With one release signed GO for als, and what two reviewers remarked on it."""
    open_release(light, PROPOSER, NAME, changed(), title="Spring window")
    judge_all(light)
    give_verdict(
        light, SECOND_REVIEWER, NAME, 1, "regular", "als", Answer.RESERVATIONS, "Thin for him."
    )
    judge(light, SECOND_REVIEWER, NAME, 1, "regular", "0056", Opinion.NEVER, ["out-of-season"])
    judge(light, REVIEWER, NAME, 1, "regular", "0012", Opinion.DOUBTFUL, [], "He has one.")
    judge(light, REVIEWER, NAME, 1, "regular", "0034", Opinion.SUITS)
    close_review(light, BRAND, NAME)
    sign(light, BRAND, Decision.GO, ("als",))
    return light


def opened(record: Sessions, change=lambda to: None) -> None:
    open_release(record, PROPOSER, NEXT, changed(change), title="Summer window")


def only_als(to: dict) -> None:
    """One candidate, so that what moved is no matter of the baseline."""
    to["candidates"] = to["candidates"][:1]
    to["evidence"] = [each for each in to["evidence"] if each["candidate"] == "als"]
    to["incumbent"] = None


def refitted(to: dict) -> None:
    only_als(to)
    show(to, "regular", "als", ["0034", "0012"])


def sheet_of(record: Sessions, person: Person = PROPOSER) -> ChangesSheet:
    return changes_sheet(record, NEXT, person)


def the_regular(sheet: ChangesSheet) -> ChangedScenario:
    return next(each for each in sheet.scenarios if each.id == "regular")


def told(places: tuple) -> dict[str, str]:
    return {each.product: str(each.move) for each in places}


def remarks(scenario: ChangedScenario) -> dict[str, tuple[bool, tuple[str, ...]]]:
    return {
        each.remark.text or each.remark.value: (each.there, each.columns)
        for each in scenario.remarks
    }


def test_only_the_scenarios_that_moved_are_listed_beside_what_was_signed(signed):
    opened(signed, refitted)
    sheet = sheet_of(signed)
    assert (sheet.since.release, sheet.since.candidate) == ("Spring window", "Taste profile")
    assert [each.id for each in sheet.scenarios] == ["regular"]
    assert sheet.unmoved == 1
    moved = the_regular(sheet)
    assert told(moved.before) == {"0056": "left", "0012": "stayed"}
    [column] = moved.columns
    assert (column.letter, column.title, column.left) == ("A", "Taste profile", ("0056",))
    assert told(column.places) == {"0034": "came", "0012": "stayed"}


def test_nothing_moved_where_every_slate_is_the_same(signed):
    opened(signed, only_als)
    sheet = sheet_of(signed)
    assert (sheet.scenarios, sheet.unmoved) == ((), 2)


def test_another_price_moves_nothing_and_another_picture_shows(signed):
    def repriced(to: dict) -> None:
        only_als(to)
        to["products"]["0012"]["price"] = "99.00"

    def redrawn(to: dict) -> None:
        only_als(to)
        to["products"]["0056"]["picture"] = "f" * 64

    opened(signed, repriced)
    assert sheet_of(signed).scenarios == ()
    revise_release(signed, PROPOSER, NEXT, changed(redrawn))
    [column] = the_regular(sheet_of(signed)).columns
    assert told(column.places) == {"0056": "redrawn", "0012": "stayed"}


def test_scenarios_that_are_new_or_gone_are_told(signed):
    def renamed(to: dict) -> None:
        only_als(to)
        to["scenarios"][1]["id"] = "walker"
        to["evidence"][1]["scenario"] = "walker"

    opened(signed, renamed)
    found = {each.id: str(each.kind) for each in sheet_of(signed).scenarios}
    assert found == {"walker": "new", "regular": "gone"}
    assert sheet_of(signed).unmoved == 1


def test_a_remark_of_last_time_is_still_there_or_gone(signed):
    opened(signed, refitted)
    assert remarks(the_regular(sheet_of(signed))) == {
        "Thin for him.": (False, ()),
        "never": (False, ()),
        "He has one.": (True, ("A",)),
    }


def test_a_thread_of_last_time_is_a_remark_unless_it_was_resolved(signed):
    said = (signed, REVIEWER, NAME, 1, "regular")
    talk(*said, "k1", "Who buys two stoves?", product="0056")
    talk(*said, "k2", "The order is odd.", candidate="als")
    talk(*said, "k3", "Of a slate nobody sees.", candidate="best-sellers")
    done = talk(*said, "k4", "Is he new?")
    talk(*said, "k5", deed=Deed.RESOLVED, thread=done.thread)
    opened(signed, refitted)
    found = remarks(the_regular(sheet_of(signed)))
    assert found["Who buys two stoves?"] == found["The order is odd."] == (False, ())
    assert not found.keys() & {"Of a slate nobody sees.", "Is he new?"}


def test_what_is_remarked_now_is_no_remark_of_last_time(signed):
    opened(signed, refitted)
    judge(signed, SECOND_REVIEWER, NEXT, 1, "regular", "0034", Opinion.NEVER, [], "Now I see it.")
    assert "Now I see it." not in remarks(the_regular(sheet_of(signed)))


def test_a_reviewer_answers_first_and_learns_then_which_column_shows_what(signed):
    opened(signed, refitted)
    before = sheet_of(signed, REVIEWER)
    assert before.unanswered == Unanswered(NEXT, "Summer window", 1)
    assert (before.since, before.scenarios, before.unmoved) == (None, (), 0)
    assert (dict(before.products), dict(before.products_before)) == ({}, {})
    give_verdict(signed, REVIEWER, NEXT, 1, "regular", "als", Answer.SHOW)
    after = the_regular(sheet_of(signed, REVIEWER))
    assert sheet_of(signed, REVIEWER).unanswered is None
    assert not (after.unanswered or after.veiled)
    assert [each.letter for each in after.columns] == ["A"]
    assert set(remarks(after)) == {"Thin for him.", "never", "He has one."}
    assert not after.more


def test_one_shopper_left_to_answer_keeps_everything_closed(signed):
    """The column that did not move for the others is the one to be guessed for that one."""
    opened(signed, lambda to: show(to, "regular", "als", ["0034", "0012"]))
    for slate in (*SLATES[:2], ("regular", "als")):
        give_verdict(signed, SECOND_REVIEWER, NEXT, 1, *slate, Answer.SHOW)
    sheet = sheet_of(signed, SECOND_REVIEWER)
    assert sheet.unanswered == Unanswered(NEXT, "Summer window", 1)
    assert (sheet.since, sheet.scenarios) == (None, ())


def test_an_earlier_release_with_the_same_models_waits_for_the_answers_too(signed):
    opened(signed, refitted)
    open_before = changes_sheet(signed, NAME, REVIEWER)
    assert open_before.unanswered == Unanswered(NEXT, "Summer window", 1)
    assert open_before.scenarios == ()
    give_verdict(signed, REVIEWER, NEXT, 1, "regular", "als", Answer.SHOW)
    assert changes_sheet(signed, NAME, REVIEWER).unanswered is None


def test_whoever_answers_nothing_waits_for_nothing(signed):
    opened(signed, refitted)
    assert sheet_of(signed, PROPOSER).unanswered is None
    assert sheet_of(signed, BRAND).unanswered is None


@pytest.mark.parametrize("person", [REVIEWER, SECOND_REVIEWER, BRAND], ids=lambda each: each.id)
def test_whoever_is_blind_reads_no_name_of_a_candidate(signed, person):
    opened(signed, lambda to: show(to, "regular", "als", ["0034", "0012"]))
    if person.reviewer:
        for scenario, candidate in SLATES:
            version = int((scenario, candidate) != ("regular", "als") and person is REVIEWER)
            give_verdict(
                signed, person, NEXT, 1, scenario, candidate, Answer.SHOW, expected_version=version
            )
    sheet = sheet_of(signed, person)
    assert sheet.blind
    assert sheet.since.candidate == ""
    for each in sheet.scenarios:
        assert each.veiled is (person is BRAND)
        assert {column.title for column in each.columns} == {""}
        assert {column.letter for column in each.columns} == ({""} if each.veiled else {"A", "B"})


def test_once_the_review_is_closed_everybody_reads_the_names(signed):
    opened(signed, refitted)
    close_review(signed, BRAND, NEXT)
    moved = the_regular(sheet_of(signed, REVIEWER))
    assert [each.title for each in moved.columns] == ["Taste profile"]
    assert set(remarks(moved)) == {"Thin for him.", "never", "He has one."}


def test_before_the_first_go_the_incumbent_is_what_customers_see(light):
    opened(light)
    sheet = sheet_of(light)
    assert (sheet.since.release, sheet.since.on) == ("", datetime.now(UTC).date())
    assert sheet.since.candidate == "Best sellers"
    columns = {each.title: each for each in the_regular(sheet).columns}
    assert not columns["Best sellers"].moved
    assert told(columns["Taste profile"].places) == {"0056": "stayed", "0012": "came"}


def test_with_neither_there_is_nothing_to_compare_with(light):
    opened(light, only_als)
    sheet = sheet_of(light)
    assert (sheet.since, sheet.scenarios) == (None, ())


def test_an_earlier_revision_of_the_same_release_may_be_the_last_go(signed):
    revise_release(signed, PROPOSER, NAME, changed(refitted))
    sheet = changes_sheet(signed, NAME, PROPOSER)
    assert sheet.since.release == "Spring window"
    assert [each.id for each in sheet.scenarios] == ["regular"]


def test_a_no_go_changes_nothing_of_what_customers_see(signed):
    open_release(signed, PROPOSER, "failed", changed(refitted))
    close_review(signed, BRAND, "failed")
    opened(signed, refitted)
    assert sheet_of(signed).since.release == "Spring window"


def test_an_unknown_release_is_said_to_be_one(light):
    with pytest.raises(UnknownRelease, match="summer"):
        sheet_of(light)
