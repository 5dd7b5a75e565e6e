"""What people do, on both kinds of database."""

from datetime import date

import pytest
from sqlalchemy import func, select

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer, Decision, State
from dashboard.releases.database import Sessions, reading
from dashboard.releases.facts import (
    AlreadyAnswered,
    AlreadySigned,
    NameTaken,
    NotAllowed,
    NotInReview,
    StaleFingerprint,
    StaleReview,
    UnknownRelease,
    UnknownSlate,
    Unusable,
)
from dashboard.releases.fingerprint import fingerprint
from dashboard.releases.model import Base, Release
from dashboard.releases.said import Verdict
from dashboard.releases.services import cancel_release, close_review, open_release, revise_release
from dashboard.releases.signed import SignOff
from tests.small_release import (
    BRAND,
    DATA,
    NAME,
    PROPOSER,
    REVIEWER,
    SECOND_REVIEWER,
    judge_all,
    opened,
    reviewed,
    sign,
    small_record,
)

SLATE = (NAME, 1, "regular", "als")


def rows(record: Sessions, table: type[Base]) -> int:
    with reading(record) as session:
        return session.scalar(select(func.count()).select_from(table))


def test_an_opened_release_is_frozen_under_its_fingerprint(record: Sessions) -> None:
    receipt = open_release(
        record, PROPOSER, NAME, small_record(), title="Spring", due_on=date(2026, 4, 1)
    )
    assert (receipt.revision, receipt.state) == (1, State.IN_REVIEW)
    assert receipt.fingerprint == fingerprint(small_record())
    with reading(record) as session:
        stored = session.scalars(select(Release)).one()
        assert (stored.title, stored.due_on) == ("Spring", date(2026, 4, 1))
        assert stored.opened_at.utcoffset().total_seconds() == 0
        assert [each.record for each in stored.current.scenarios] == small_record()["scenarios"]
        assert len(stored.current.evidence) == 4
        assert len(stored.current.products) == 4


def test_only_a_proposer_opens_a_release(record: Sessions) -> None:
    with pytest.raises(NotAllowed, match="Only a proposer"):
        open_release(record, BRAND, NAME, small_record())


def test_a_name_is_taken_once(record: Sessions) -> None:
    opened(record)
    with pytest.raises(NameTaken, match="spring exists already"):
        opened(record)
    assert rows(record, Release) == 1


def test_a_refused_name_stores_nothing(record: Sessions) -> None:
    with pytest.raises(Unusable):
        open_release(record, PROPOSER, "../etc", small_record())
    assert rows(record, Release) == 0


def test_a_verdict_is_stored_with_who_and_when(record: Sessions) -> None:
    opened(record)
    receipt = give_verdict(record, REVIEWER, *SLATE, Answer.RESERVATIONS, " Too dear. ")
    assert (receipt.version, receipt.comment, receipt.found) == (1, "Too dear.", False)
    with reading(record) as session:
        stored = session.scalars(select(Verdict)).one()
    assert (stored.person_id, stored.value) == (REVIEWER.id, Answer.RESERVATIONS)
    assert stored.at == receipt.at


def test_the_same_answer_again_is_found(record: Sessions) -> None:
    opened(record)
    first = give_verdict(record, REVIEWER, *SLATE, Answer.SHOW)
    again = give_verdict(record, REVIEWER, *SLATE, Answer.SHOW, expected_version=1)
    assert (again.version, again.at, again.found) == (1, first.at, True)
    assert rows(record, Verdict) == 1


def test_a_changed_mind_is_a_second_version_and_keeps_the_first(record: Sessions) -> None:
    opened(record)
    give_verdict(record, REVIEWER, *SLATE, Answer.SHOW)
    receipt = give_verdict(record, REVIEWER, *SLATE, Answer.DO_NOT_SHOW, expected_version=1)
    assert receipt.version == 2
    assert rows(record, Verdict) == 2


def test_another_window_meets_the_stored_answer(record: Sessions) -> None:
    opened(record)
    give_verdict(record, REVIEWER, *SLATE, Answer.SHOW, "Lovely.")
    with pytest.raises(AlreadyAnswered) as raised:
        give_verdict(record, REVIEWER, *SLATE, Answer.DO_NOT_SHOW)
    assert (raised.value.stored.value, raised.value.stored.comment) == (Answer.SHOW, "Lovely.")
    assert rows(record, Verdict) == 1


def test_two_reviewers_answer_beside_each_other(record: Sessions) -> None:
    opened(record)
    give_verdict(record, REVIEWER, *SLATE, Answer.SHOW)
    assert give_verdict(record, SECOND_REVIEWER, *SLATE, Answer.DO_NOT_SHOW).version == 1
    assert rows(record, Verdict) == 2


def test_only_a_reviewer_gives_verdicts(record: Sessions) -> None:
    opened(record)
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        give_verdict(record, BRAND, *SLATE, Answer.SHOW)


def test_a_verdict_on_nothing_is_refused(record: Sessions) -> None:
    with pytest.raises(UnknownRelease, match="no release named spring"):
        give_verdict(record, REVIEWER, *SLATE, Answer.SHOW)
    opened(record)
    with pytest.raises(UnknownSlate, match="no selection of bm25 for regular"):
        give_verdict(record, REVIEWER, NAME, 1, "regular", "bm25", Answer.SHOW)


def test_a_verdict_on_an_earlier_revision_is_refused(record: Sessions) -> None:
    opened(record)
    revise_release(record, PROPOSER, NAME, small_record())
    with pytest.raises(StaleFingerprint, match="was revised since"):
        give_verdict(record, REVIEWER, *SLATE, Answer.SHOW)


def test_after_closing_a_new_verdict_is_refused_and_a_stored_one_still_found(
    record: Sessions,
) -> None:
    reviewed(record)
    assert give_verdict(record, REVIEWER, *SLATE, Answer.SHOW).found
    with pytest.raises(NotInReview):
        give_verdict(record, SECOND_REVIEWER, *SLATE, Answer.SHOW)


@pytest.mark.parametrize("comment", ["a\0b", "\ud800", "x" * 4001])
def test_a_comment_that_cannot_be_stored_is_refused(record: Sessions, comment: str) -> None:
    opened(record)
    with pytest.raises(Unusable):
        give_verdict(record, REVIEWER, *SLATE, Answer.SHOW, comment)


@pytest.mark.parametrize("comment", ["'; DROP TABLE verdicts; --", "été 🏕 <b>", "=1+1", "a\nb"])
def test_any_other_comment_is_stored_as_it_is(record: Sessions, comment: str) -> None:
    opened(record)
    give_verdict(record, REVIEWER, *SLATE, Answer.SHOW, comment)
    with reading(record) as session:
        assert session.scalars(select(Verdict.comment)).one() == comment


def test_from_opening_to_go(record: Sessions) -> None:
    reviewed(record)
    receipt = sign(record, BRAND)
    assert (receipt.state, receipt.decision, receipt.candidates) == (
        State.GO,
        Decision.GO,
        ("als",),
    )
    with reading(record) as session:
        stored = session.scalars(select(SignOff)).one()
        assert session.scalars(select(Release.state)).one() is State.GO
    assert (stored.person_id, stored.role, stored.at) == (BRAND.id, "approver:brand", receipt.at)
    assert stored.fingerprint == fingerprint(small_record())


def test_candidates_named_twice_or_in_another_order_are_one_set(record: Sessions) -> None:
    reviewed(record, settings={"quorum": 2})
    sign(record, BRAND, candidates=("best-sellers", "als", "als"))
    assert sign(record, DATA, candidates=("als", "best-sellers")).state is State.GO


def test_a_refused_signature_stores_nothing(record: Sessions) -> None:
    reviewed(record)
    with pytest.raises(StaleReview):
        sign(record, BRAND, review="0" * 64)
    assert rows(record, SignOff) == 0


def test_a_second_signature_of_one_person_is_refused(record: Sessions) -> None:
    reviewed(record, settings={"quorum": 2})
    sign(record, BRAND)
    with pytest.raises(AlreadySigned):
        sign(record, BRAND)
    assert rows(record, SignOff) == 1


def test_a_revision_goes_back_to_review_and_through_it_again(record: Sessions) -> None:
    reviewed(record)
    sign(record, BRAND, Decision.NO_GO, ())
    receipt = revise_release(record, PROPOSER, NAME, small_record(settings={"quorum": 2}))
    assert (receipt.revision, receipt.state) == (2, State.IN_REVIEW)
    judge_all(record, revision=2)
    close_review(record, DATA, NAME)
    assert sign(record, BRAND).state is State.CLOSED
    assert sign(record, DATA).state is State.GO


def test_a_signature_drawn_before_a_revision_is_refused_with_what_changed(
    record: Sessions,
) -> None:
    reviewed(record)
    products = small_record()["products"]
    products["0012"]["picture"] = "d" * 64
    revise_release(record, PROPOSER, NAME, small_record(products=products))
    with pytest.raises(StaleFingerprint) as raised:
        sign(record, BRAND, fingerprint=fingerprint(small_record()))
    assert raised.value.changed == ("picture of product 0012",)


def test_a_cancelled_release_takes_no_verdicts(record: Sessions) -> None:
    opened(record)
    assert cancel_release(record, PROPOSER, NAME).state is State.CANCELLED
    with pytest.raises(NotInReview, match="it was cancelled"):
        give_verdict(record, REVIEWER, *SLATE, Answer.SHOW)
