"""The rules of a release's life, with no database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboard.releases.choices import Answer, Decision, State
from dashboard.releases.confirmation import confirmation
from dashboard.releases.facts import (
    AlreadyAnswered,
    AlreadyDecided,
    AlreadySigned,
    NotAllowed,
    NotAsFrozen,
    NotInReview,
    NotReady,
    ReasonNeeded,
    StaleFingerprint,
    StaleReview,
    Unusable,
    WrongConfirmation,
)
from dashboard.releases.freezing import freeze
from dashboard.releases.model import Release, release_name
from dashboard.releases.person import Person
from dashboard.releases.said import Verdict, said_before
from dashboard.releases.signature import Signature
from tests.small_release import BRAND, DATA, PROPOSER, REVIEWER, SLATES, small_record

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
BOTH = frozenset({"proposer", "reviewer", "approver:brand"})


def release(**changes: Any) -> Release:
    return Release(
        name="spring",
        title="Spring window",
        opened_by=PROPOSER.id,
        opened_at=NOON,
        due_on=None,
        revisions=[freeze(small_record(**changes), PROPOSER, NOON)],
    )


def verdict(
    scenario: str, candidate: str, value: Answer = Answer.SHOW, version: int = 1, comment: str = ""
) -> Verdict:
    return Verdict(
        revision_id=1,
        scenario_id=scenario,
        candidate_id=candidate,
        person_id=REVIEWER.id,
        version=version,
        person_name=REVIEWER.name,
        value=value,
        comment=comment,
        at=NOON,
    )


def closed(quorum: int = 1) -> Release:
    """Every slate shown, the review closed."""
    made = release(settings={"quorum": quorum})
    made.current.verdicts = [verdict(*slate) for slate in SLATES]
    made.close(BRAND, NOON)
    return made


def signature(of: Release, decision: Decision = Decision.GO, **changes: Any) -> Signature:
    fingerprint = of.current.fingerprint
    made = Signature(
        decision=decision,
        candidates=("als",) if decision is Decision.GO else (),
        reason="It suits the season.",
        confirmation=confirmation(decision, of.name, fingerprint, of.current.review),
        fingerprint=fingerprint,
        review=of.current.review,
    )
    return replace(made, **changes)


def test_a_release_begins_in_review_at_revision_1() -> None:
    made = release()
    assert (made.state, made.revision, made.current.number) == (State.IN_REVIEW, 1, 1)


@pytest.mark.parametrize("name", ["spring", "a", "0-9", "a" * 64])
def test_a_name_of_small_letters_digits_and_hyphens_is_fine(name: str) -> None:
    assert release_name(name) == name


@pytest.mark.parametrize("name", ["", "-a", "Spring", "a b", "a/b", "a" * 65, "é", "a\n"])
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(Unusable, match="small letters, digits and hyphens"):
        release_name(name)


def test_a_record_without_the_evidence_of_one_slate_is_refused() -> None:
    gap = small_record()["evidence"][1:]
    with pytest.raises(Unusable, match="scenario new-camper and candidate als"):
        release(evidence=gap)


def test_a_slate_with_an_unfrozen_product_is_refused() -> None:
    products = small_record()["products"]
    del products["0056"]
    with pytest.raises(Unusable, match="Product 0056"):
        release(products=products)


def test_an_approver_closes_the_review() -> None:
    made = release()
    made.close(BRAND, NOON)
    assert (made.state, made.closed_by, made.closed_at) == (State.CLOSED, BRAND.id, NOON)


def test_closing_a_closed_review_changes_nothing() -> None:
    made = release()
    made.close(BRAND, NOON)
    made.close(DATA, LATER)
    assert made.closed_by == BRAND.id


@pytest.mark.parametrize("person", [PROPOSER, REVIEWER, Person("nobody", "Nobody")])
def test_nobody_but_an_approver_closes_the_review(person: Person) -> None:
    with pytest.raises(NotAllowed, match="Only an approver can close the review"):
        release().close(person, NOON)


def test_who_opened_a_release_neither_closes_nor_signs_it_in_any_role() -> None:
    opener = Person(PROPOSER.id, "Proposer", roles=BOTH)
    with pytest.raises(NotAllowed, match="Whoever opened “Spring window” cannot close"):
        release().close(opener, NOON)
    made = closed()
    with pytest.raises(NotAllowed, match="Whoever opened “Spring window” cannot sign"):
        made.sign(opener, signature(made), LATER)


def test_no_verdict_is_taken_after_the_review_is_closed() -> None:
    with pytest.raises(NotInReview, match="its review is closed; nothing was saved"):
        closed().refuse_unless_in_review()


def test_missing_names_each_slate_of_the_candidates_asked_for() -> None:
    made = release()
    made.current.verdicts = [verdict("regular", "als")]
    assert made.missing(["als"]) == ("No verdict yet on “The new camper” for Taste profile.",)
    assert len(made.missing(["als", "best-sellers"])) == 3


def test_enough_signatures_make_it_go() -> None:
    made = closed()
    sign_off = made.sign(BRAND, signature(made), LATER)
    assert (made.state, sign_off.role, made.current.signed_go) == (
        State.GO,
        "approver:brand",
        ("als",),
    )


def test_with_a_quorum_of_two_one_signature_is_not_enough() -> None:
    made = closed(quorum=2)
    made.sign(BRAND, signature(made), LATER)
    assert made.state is State.CLOSED
    made.sign(DATA, signature(made), LATER)
    assert made.state is State.GO


def test_signatures_for_different_sets_do_not_count_together() -> None:
    made = closed(quorum=2)
    made.sign(BRAND, signature(made), LATER)
    made.sign(DATA, signature(made, candidates=("als", "best-sellers")), LATER)
    assert (made.state, made.current.signed_go) == (State.CLOSED, ())


def test_a_person_signs_once_whatever_the_role_or_decision() -> None:
    made = closed(quorum=2)
    made.sign(BRAND, signature(made), LATER)
    again = Person(BRAND.id, "Head of data", roles=frozenset({"approver:data"}))
    with pytest.raises(AlreadySigned, match="You signed GO on 10 March 2026, 12:01 UTC"):
        made.sign(again, signature(made, Decision.NO_GO), LATER + timedelta(minutes=1))
    assert len(made.current.sign_offs) == 1


def test_a_person_signs_once_even_in_the_same_moment() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    with pytest.raises(AlreadySigned, match="You signed GO"):
        made.sign(BRAND, signature(made), LATER)


def test_one_no_go_stops_it_even_after_go() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    made.sign(DATA, signature(made, Decision.NO_GO), LATER)
    assert (made.state, made.current.decision) == (State.NO_GO, Decision.NO_GO)


def test_no_go_holds_until_a_new_revision() -> None:
    made = closed()
    made.sign(BRAND, signature(made, Decision.NO_GO), LATER)
    with pytest.raises(AlreadyDecided, match="holds until its proposer opens a new revision"):
        made.sign(DATA, signature(made), LATER)
    made.revise(PROPOSER, freeze(small_record(), PROPOSER, LATER))
    assert (made.state, made.revision, made.current.decision) == (State.IN_REVIEW, 2, None)


def test_after_go_no_other_set_of_candidates_can_be_signed() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    with pytest.raises(AlreadyDecided, match="is GO for als"):
        made.sign(DATA, signature(made, candidates=("best-sellers",)), LATER)


def test_a_further_approver_may_join_a_go() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    made.sign(DATA, signature(made), LATER)
    assert made.current.go_signatures == {("als",): 2}


def test_go_waits_for_a_verdict_on_every_slate_it_names() -> None:
    made = closed()
    made.current.verdicts = [verdict("regular", "als")]
    with pytest.raises(NotReady, match="Not ready for GO") as raised:
        made.sign(BRAND, signature(made), LATER)
    assert raised.value.missing == ("No verdict yet on “The new camper” for Taste profile.",)


def test_go_does_not_wait_for_candidates_it_does_not_name() -> None:
    made = closed()
    made.current.verdicts = [verdict("regular", "als"), verdict("new-camper", "als")]
    made.sign(BRAND, signature(made), LATER)
    assert made.state is State.GO


@pytest.mark.parametrize("candidates", [(), ("bm25",), ("als", "bm25")])
def test_go_names_candidates_of_the_release(candidates: tuple[str, ...]) -> None:
    made = closed()
    with pytest.raises(NotReady, match="als, best-sellers"):
        made.sign(BRAND, signature(made, candidates=candidates), LATER)


def test_an_unmet_expectation_needs_a_reason_and_does_not_block() -> None:
    made = closed()
    with pytest.raises(ReasonNeeded) as raised:
        made.sign(BRAND, signature(made, reason=""), LATER)
    assert raised.value.warnings == ("Taste profile: 1 expectation is unmet.",)
    made.sign(BRAND, signature(made), LATER)
    assert made.state is State.GO


def test_a_verdict_against_needs_a_reason_and_does_not_block() -> None:
    made = closed()
    made.current.verdicts.append(verdict("regular", "best-sellers", Answer.DO_NOT_SHOW, 2))
    only_best_sellers = signature(made, candidates=("best-sellers",), reason="")
    with pytest.raises(ReasonNeeded, match="Best sellers: 1 verdict says do not show"):
        made.sign(BRAND, only_best_sellers, LATER)
    made.sign(BRAND, replace(only_best_sellers, reason="A winter product."), LATER)
    assert made.state is State.GO


def test_a_go_without_warnings_needs_no_reason() -> None:
    made = closed()
    made.sign(BRAND, signature(made, candidates=("best-sellers",), reason=""), LATER)
    assert made.state is State.GO


def test_a_no_go_always_needs_a_reason() -> None:
    made = closed()
    with pytest.raises(ReasonNeeded, match="A NO-GO needs a reason"):
        made.sign(BRAND, signature(made, Decision.NO_GO, reason=""), LATER)


def test_nothing_is_signed_while_in_review() -> None:
    made = release()
    with pytest.raises(NotReady, match="still in review"):
        made.sign(BRAND, signature(made, Decision.NO_GO), LATER)


def test_a_wrong_confirmation_is_told_what_to_type() -> None:
    made = closed()
    asked = signature(made).confirmation
    with pytest.raises(WrongConfirmation, match=f"type exactly: {asked}"):
        made.sign(BRAND, signature(made, confirmation=asked + "\u200b"), LATER)
    assert made.current.sign_offs == []


def test_the_confirmation_of_the_other_decision_is_wrong() -> None:
    made = closed()
    other = signature(made, Decision.NO_GO).confirmation
    with pytest.raises(WrongConfirmation):
        made.sign(BRAND, signature(made, confirmation=other), LATER)


def test_a_role_that_the_person_does_not_hold_is_refused() -> None:
    made = closed()
    with pytest.raises(NotAllowed, match="does not hold the role approver:data"):
        made.sign(BRAND, signature(made, role="approver:data"), LATER)


def test_a_signature_on_an_earlier_fingerprint_is_refused_with_what_changed() -> None:
    made = closed()
    page = signature(made)
    made.revise(PROPOSER, freeze(small_record(settings={"quorum": 2}), PROPOSER, LATER))
    with pytest.raises(StaleFingerprint, match="changed since you opened this page: settings"):
        made.sign(BRAND, page, LATER)


def test_a_signature_on_earlier_verdicts_is_refused() -> None:
    made = closed()
    page = signature(made)
    made.current.verdicts.append(verdict("regular", "als", Answer.DO_NOT_SHOW, 2))
    with pytest.raises(StaleReview, match="The verdicts on “Spring window” changed"):
        made.sign(BRAND, page, LATER)


def test_digits_that_were_typed_count_as_seen_as_long_as_they_are_those_that_stand() -> None:
    made = closed()
    page = signature(made)
    digits = {"fingerprint": page.fingerprint[:4], "review": page.review[:4]}
    for name in digits:
        with pytest.raises((StaleFingerprint, StaleReview)):
            made.sign(BRAND, replace(page, **{name: ""}), LATER)
    made.current.verdicts.append(verdict("regular", "als", Answer.RESERVATIONS, 2))
    with pytest.raises(StaleReview, match="The verdicts on “Spring window” changed"):
        made.sign(BRAND, replace(page, **digits), LATER)
    now = signature(made)
    signed = made.sign(BRAND, replace(now, review=now.review[:4]), LATER)
    assert signed.review == made.current.review


@pytest.mark.parametrize(("blind", "told"), [(False, "The candidate als changed."), (True, "")])
def test_what_no_gate_would_let_through_is_not_signed_go(blind: bool, told: str) -> None:
    made = closed()
    moved = ("The candidate als changed.", "Two.", "Three.", "Four.")
    with pytest.raises(NotAsFrozen, match="cannot be GO") as refused:
        made.sign(BRAND, signature(made), LATER, blind=blind, moved=moved)
    assert ("als" in str(refused.value), "1 more" in str(refused.value)) == (not blind, not blind)
    assert told in str(refused.value)
    assert made.current.sign_offs == []
    made.sign(BRAND, signature(made, Decision.NO_GO), LATER, moved=moved)
    assert made.state is State.NO_GO


def test_a_revision_leaves_verdicts_and_signatures_behind() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    made.revise(PROPOSER, freeze(small_record(), PROPOSER, LATER))
    assert made.current.verdicts_in_force == []
    assert len(made.missing(["als"])) == 2
    assert made.closed_by is None


@pytest.mark.parametrize("deed", ["revise", "cancel"])
def test_only_who_opened_it_revises_or_cancels_it(deed: str) -> None:
    stranger = Person("another", "Another", roles=BOTH)
    made = release()
    with pytest.raises(NotAllowed, match=f"Only who opened “Spring window” can {deed} it"):
        made.cancel(stranger) if deed == "cancel" else made.revise(stranger, made.current)


def test_a_cancelled_release_stays_cancelled() -> None:
    made = closed()
    made.cancel(PROPOSER)
    with pytest.raises(NotReady, match="was cancelled"):
        made.sign(BRAND, signature(made), LATER)
    with pytest.raises(AlreadyDecided, match="is cancelled"):
        made.revise(PROPOSER, freeze(small_record(), PROPOSER, LATER))
    with pytest.raises(NotInReview, match="it was cancelled"):
        made.refuse_unless_in_review()


def test_a_decided_release_cannot_be_cancelled() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    with pytest.raises(AlreadyDecided, match="already GO"):
        made.cancel(PROPOSER)


def test_a_first_answer_is_new() -> None:
    assert said_before([], (Answer.SHOW, ""), 0) is None


def test_the_same_answer_again_is_found_whether_the_page_was_drawn_anew_or_not() -> None:
    stored = [verdict("regular", "als")]
    assert said_before(stored, (Answer.SHOW, ""), 0) is stored[0]
    assert said_before(stored, (Answer.SHOW, ""), 1) is stored[0]


def test_another_answer_on_the_version_that_stands_is_new() -> None:
    assert said_before([verdict("regular", "als")], (Answer.DO_NOT_SHOW, ""), 1) is None


def test_another_comment_is_another_answer() -> None:
    assert said_before([verdict("regular", "als")], (Answer.SHOW, "Lovely."), 1) is None


def test_another_answer_on_an_earlier_version_meets_what_is_stored() -> None:
    stored = [verdict("regular", "als", comment="Mine.")]
    with pytest.raises(AlreadyAnswered, match="You answered “show” from another window") as raised:
        said_before(stored, (Answer.DO_NOT_SHOW, ""), 0)
    assert raised.value.stored == stored[0].as_stored()


def test_a_late_repeat_of_an_answer_since_changed_meets_the_one_in_force() -> None:
    stored = [verdict("regular", "als"), verdict("regular", "als", Answer.DO_NOT_SHOW, 2)]
    with pytest.raises(AlreadyAnswered, match="You answered “do not show”") as raised:
        said_before(stored, (Answer.SHOW, ""), 0)
    assert raised.value.stored == stored[1].as_stored()


def test_going_back_to_an_earlier_answer_is_a_new_version() -> None:
    stored = [verdict("regular", "als"), verdict("regular", "als", Answer.DO_NOT_SHOW, 2)]
    assert said_before(stored, (Answer.SHOW, ""), 2) is None


def test_a_version_that_never_was_is_refused() -> None:
    with pytest.raises(StaleReview, match="load the page again"):
        said_before([], (Answer.SHOW, ""), 3)
