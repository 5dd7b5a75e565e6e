"""What reviewers answer: verdicts, judgements and preferences are each stored once."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.releases.answering import give_verdict, judge, prefer
from dashboard.releases.asked import Column
from dashboard.releases.blinding import columns
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions, disconnect, reading, sessions
from dashboard.releases.facts import (
    AlreadyAnswered,
    NotAllowed,
    NotInReview,
    StaleFingerprint,
    StaleReview,
    UnknownRelease,
    UnknownSlate,
    Unusable,
)
from dashboard.releases.model import Revision
from dashboard.releases.person import Person
from dashboard.releases.said import Judgement, Preference, Verdict
from dashboard.releases.services import close_review, revise_release
from tests.small_release import (
    BRAND,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    opened,
    small_record,
)

REGULAR = (NAME, 1, "regular")


@dataclass(frozen=True)
class Kind:
    """One way to answer: by what, to what, and three things to say, the last one nothing."""

    give: Callable
    table: type
    about: tuple
    values: tuple
    told: str

    def say(
        self, record: Sessions, number: int, expected_version: int = 0, **changes: Any
    ) -> object:
        asked = {"person": REVIEWER, "at": REGULAR} | changes
        value = self.values[number]
        person, at = asked.pop("person"), asked.pop("at")
        return self.give(
            record, person, *at, *self.about, value, expected_version=expected_version, **asked
        )

    def stored(self, record: Sessions) -> list:
        with reading(record) as session:
            return list(session.scalars(select(self.table).order_by(self.table.id)))


VERDICT = Kind(
    give_verdict, Verdict, ("als",), (Answer.SHOW, Answer.DO_NOT_SHOW, Answer.NONE), "value"
)
JUDGEMENT = Kind(judge, Judgement, ("0056",), (Opinion.SUITS, Opinion.NEVER, Opinion.NONE), "value")
PREFERENCE = Kind(prefer, Preference, (), (["als"], ["als", "best-sellers"], []), "best")
KINDS = pytest.mark.parametrize(
    "kind", [VERDICT, JUDGEMENT, PREFERENCE], ids=["verdict", "judgement", "preference"]
)


@KINDS
def test_an_answer_is_stored_with_who_said_it_and_when(record: Sessions, kind: Kind) -> None:
    opened(record)
    receipt = kind.say(record, 0)
    (row,) = kind.stored(record)
    assert (row.person_id, row.person_name, row.version) == ("merchandiser", "Merchandiser", 1)
    assert (receipt.version, receipt.at, receipt.found) == (1, row.at, False)
    assert getattr(row, kind.told) == kind.values[0]


@KINDS
def test_the_same_answer_again_is_found(record: Sessions, kind: Kind) -> None:
    opened(record)
    first = kind.say(record, 0)
    for expected_version in (0, 1):
        again = kind.say(record, 0, expected_version)
        assert (again.version, again.at, again.found) == (1, first.at, True)
    assert len(kind.stored(record)) == 1


@KINDS
def test_a_changed_mind_is_another_version_and_taking_back_one_more(
    record: Sessions, kind: Kind
) -> None:
    opened(record)
    receipts = [kind.say(record, number, number) for number in range(3)]
    assert [each.version for each in receipts] == [1, 2, 3]
    assert [getattr(each, kind.told) for each in kind.stored(record)] == list(kind.values)


@KINDS
def test_another_tab_meets_the_answer_given_since(record: Sessions, kind: Kind) -> None:
    opened(record)
    kind.say(record, 0)
    with pytest.raises(AlreadyAnswered, match="from another window") as raised:
        kind.say(record, 1)
    stands = raised.value.stored
    assert stands.version == 1
    assert list(getattr(stands, kind.told)) == list(kind.values[0])
    assert len(kind.stored(record)) == 1


@KINDS
def test_an_old_tab_that_repeats_an_answer_since_changed_is_told_what_stands(
    record: Sessions, kind: Kind
) -> None:
    opened(record)
    for number in range(2):
        kind.say(record, number, number)
    with pytest.raises(AlreadyAnswered) as raised:
        kind.say(record, 0, expected_version=0)
    stands = raised.value.stored
    assert (stands.version, list(getattr(stands, kind.told))) == (2, list(kind.values[1]))
    assert kind.say(record, 1, expected_version=0).found
    assert len(kind.stored(record)) == 2


@KINDS
def test_an_answer_to_one_that_is_not_in_the_record_is_refused(
    record: Sessions, kind: Kind
) -> None:
    opened(record)
    with pytest.raises(StaleReview, match="not in the record"):
        kind.say(record, 0, expected_version=2)
    assert kind.stored(record) == []


@KINDS
def test_two_reviewers_answer_beside_each_other(record: Sessions, kind: Kind) -> None:
    opened(record)
    kind.say(record, 0)
    assert kind.say(record, 1, person=SECOND_REVIEWER).version == 1
    assert len(kind.stored(record)) == 2


@KINDS
def test_only_a_reviewer_answers(record: Sessions, kind: Kind) -> None:
    opened(record)
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        kind.say(record, 0, person=BRAND)
    assert kind.stored(record) == []


@KINDS
def test_an_answer_to_an_earlier_or_unknown_revision_is_refused(
    record: Sessions, kind: Kind
) -> None:
    opened(record)
    kind.say(record, 0)
    revise_release(record, PROPOSER, NAME, small_record())
    for number in (1, 3):
        with pytest.raises(StaleFingerprint, match="was revised since"):
            kind.say(record, 1, 1, at=(NAME, number, "regular"))


@KINDS
def test_an_answer_to_nothing_is_refused(record: Sessions, kind: Kind) -> None:
    with pytest.raises(UnknownRelease, match="no release named spring"):
        kind.say(record, 0)
    opened(record)
    with pytest.raises(UnknownSlate, match="no scenario nobody"):
        kind.say(record, 0, at=(NAME, 1, "nobody"))


@KINDS
def test_after_closing_nothing_new_is_stored_and_what_was_is_found(
    record: Sessions, kind: Kind
) -> None:
    opened(record)
    kind.say(record, 0)
    close_review(record, BRAND, NAME)
    assert kind.say(record, 0).found
    with pytest.raises(NotInReview, match="its review is closed"):
        kind.say(record, 1, 1)
    with pytest.raises(NotInReview):
        kind.say(record, 0, person=SECOND_REVIEWER)
    assert len(kind.stored(record)) == 1


@pytest.mark.parametrize("kind", [VERDICT, JUDGEMENT], ids=["verdict", "judgement"])
@pytest.mark.parametrize("comment", ["a\0b", "\ud800", "x" * 4001])
def test_a_comment_that_cannot_be_stored_is_refused(
    record: Sessions, kind: Kind, comment: str
) -> None:
    opened(record)
    with pytest.raises(Unusable):
        kind.say(record, 0, comment=comment)
    assert kind.stored(record) == []


def test_a_product_that_no_candidate_shows_is_not_judged(record: Sessions) -> None:
    opened(record)
    with pytest.raises(Unusable, match="No model shows product 0078 to “The regular”"):
        judge(record, REVIEWER, *REGULAR, "0078", Opinion.SUITS)


def test_a_slate_of_a_candidate_that_is_not_there_is_refused(record: Sessions) -> None:
    opened(record)
    with pytest.raises(UnknownSlate, match="no selection of bm25 for regular"):
        give_verdict(record, REVIEWER, *REGULAR, "bm25", Answer.SHOW)
    with pytest.raises(UnknownSlate, match="no selection of bm25 for regular"):
        prefer(record, REVIEWER, *REGULAR, ["als", "bm25"])


def test_a_column_is_the_candidate_that_stands_there_for_this_person(record: Sessions) -> None:
    opened(record)
    with reading(record) as session:
        seed = session.scalars(select(Revision.blinding)).one()
    for number in range(6):
        person = Person(f"reviewer-{number}", "Reviewer", roles=frozenset({"reviewer"}))
        standing = columns(seed, person.id, 2, ["als", "best-sellers"])
        receipt = give_verdict(record, person, *REGULAR, Column("B"), Answer.SHOW)
        assert receipt.candidate == standing["B"]
        assert prefer(record, person, *REGULAR, [Column("A")]).best == (standing["A"],)
    with pytest.raises(UnknownSlate, match="“The regular” has no column C"):
        give_verdict(record, REVIEWER, *REGULAR, Column("C"), Answer.SHOW)


def test_reasons_are_stored_once_each_and_only_those_that_are_listed(record: Sessions) -> None:
    opened(record)
    known = ("too-similar", "poor-picture")
    about = (record, REVIEWER, *REGULAR, "0056", Opinion.NEVER)
    receipt = judge(*about, ["too-similar", "poor-picture", "too-similar"], known=known)
    assert receipt.reasons == ("poor-picture", "too-similar")
    with pytest.raises(Unusable, match="reason ugly is not among"):
        judge(*about, ["ugly"], expected_version=1, known=known)


def test_a_judgement_holds_wherever_the_situation_is_the_same(record: Sessions) -> None:
    both = small_record()
    both["scenarios"][0]["bought"] = both["scenarios"][1]["bought"]
    opened(record, scenarios=both["scenarios"])
    judge(record, REVIEWER, NAME, 1, "new-camper", "0012", Opinion.SUITS)
    again = judge(record, REVIEWER, *REGULAR, "0012", Opinion.SUITS)
    assert (again.scenario, again.version, again.found) == ("regular", 1, True)


def test_another_record_with_the_same_numbers_is_asked_anew(
    record: Sessions, empty_sqlite: Path, tmp_path: Path
) -> None:
    opened(record)
    judge(record, REVIEWER, *REGULAR, "0056", Opinion.SUITS)
    other = sessions(f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'other.db')}")
    bare = small_record()["evidence"]
    opened(other, evidence=[each | {"slate": []} for each in bare])
    with pytest.raises(Unusable, match="No model shows product 0056"):
        judge(other, REVIEWER, *REGULAR, "0056", Opinion.SUITS)
    disconnect(other)
