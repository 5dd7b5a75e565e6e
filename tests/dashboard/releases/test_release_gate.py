"""The gate's answer, with no database."""

from dashboard.releases.choices import Decision, State
from dashboard.releases.gate import Standing, answer_gate
from dashboard.releases.model import Release
from tests.dashboard.releases.test_release_rules import LATER, closed, release, signature
from tests.small_release import BRAND, DATA, PROPOSER


def as_frozen(of: Release) -> Standing:
    return Standing(of.current.fingerprint)


def test_a_signed_release_is_served_with_exactly_the_candidates_named() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    assert answer_gate(made, as_frozen(made)) == {
        "release": "spring",
        "revision": 1,
        "decision": "GO",
        "serve": True,
        "candidates": [{"id": "als", "fingerprint": "a" * 64}],
        "fingerprint": made.current.fingerprint,
        "reasons": [],
    }


def test_any_difference_is_a_no_that_names_the_part() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    difference = "The scenario new-camper changed since sign-off."
    answer = answer_gate(made, Standing(made.current.fingerprint, (difference,)))
    assert (answer["decision"], answer["serve"]) == ("GO", False)
    assert (answer["candidates"], answer["reasons"]) == ([], [difference])


def test_a_release_in_review_is_not_served() -> None:
    made = release()
    answer = answer_gate(made, as_frozen(made))
    assert (answer["decision"], answer["serve"]) == (None, False)
    assert answer["reasons"] == ["The release is still in review."]


def test_a_quorum_that_is_not_full_is_not_served() -> None:
    made = closed(quorum=2)
    made.sign(BRAND, signature(made), LATER)
    answer = answer_gate(made, as_frozen(made))
    assert answer["reasons"] == ["Not signed: 1 of 2 signatures for GO."]


def test_no_go_is_not_served() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    made.sign(DATA, signature(made, Decision.NO_GO), LATER)
    answer = answer_gate(made, as_frozen(made))
    assert (answer["decision"], answer["candidates"]) == ("NO-GO", [])
    assert answer["reasons"] == ["The decision is NO-GO."]


def test_a_state_that_no_signature_supports_is_not_served() -> None:
    made = closed()
    made.state = State.GO
    answer = answer_gate(made, as_frozen(made))
    assert (answer["decision"], answer["serve"]) == (None, False)


def test_signatures_on_another_fingerprint_do_not_count() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    made.current.sign_offs[0].fingerprint = "0" * 64
    assert answer_gate(made, as_frozen(made))["serve"] is False


def test_a_release_revised_while_it_was_compared_is_not_served() -> None:
    made = closed()
    made.sign(BRAND, signature(made), LATER)
    assert answer_gate(made, Standing("0" * 64))["reasons"] == [
        "The release was revised while it was compared; ask again."
    ]


def test_a_cancelled_release_is_not_served() -> None:
    made = closed(quorum=2)
    made.sign(BRAND, signature(made), LATER)
    made.cancel(PROPOSER)
    assert answer_gate(made, as_frozen(made))["reasons"][0] == "The release was cancelled."
