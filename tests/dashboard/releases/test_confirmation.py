"""What counts as having typed the confirmation."""

import pytest

from dashboard.releases.choices import Decision
from dashboard.releases.confirmation import confirmation, confirmed, digits_seen, is_seen

ASKED = "NO-GO spring-window 3fa9 b07c"


def test_it_is_the_decision_the_name_and_four_digits_of_fingerprint_and_review() -> None:
    seen = ("3fa9" + "0" * 60, "b07c" + "0" * 60)
    assert confirmation(Decision.NO_GO, "spring-window", *seen) == ASKED


def test_the_digits_that_were_typed_are_told_from_a_text_of_another_form() -> None:
    assert digits_seen(f" {ASKED}") == ("3fa9", "b07c")
    for other in ("", "NO-GO spring-window 3fa9", ASKED + "0", ASKED.replace("NO-GO", "MAYBE")):
        assert digits_seen(other) is None


def test_of_a_digest_at_least_four_digits_must_have_been_seen() -> None:
    assert is_seen("3fa9", "3fa9b07c")
    assert is_seen("3fa9b07c", "3fa9b07c")
    for seen in ("", "3fa", "3fa8", "3fa9b07c0"):
        assert not is_seen(seen, "3fa9b07c")


@pytest.mark.parametrize("typed", [ASKED, f" {ASKED}", f"{ASKED}  "])
def test_the_exact_text_counts_with_or_without_spaces_around_it(typed: str) -> None:
    assert confirmed(typed, ASKED)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        ASKED.lower(),
        ASKED + ".",
        ASKED + "\n",
        ASKED + "\t",
        ASKED + "\u00a0",
        ASKED + "\u200b",
        "\u202e" + ASKED,
        "\ufeff" + ASKED,
        ASKED.replace("-", "\u2011", 1),
        ASKED.replace("a", "\u0430"),
        ASKED.replace("O", "\uff2f"),
        ASKED.replace(" ", "  ", 1),
        ASKED[:-1],
        ASKED.replace("NO-GO", "GO"),
    ],
)
def test_anything_else_does_not(typed: str) -> None:
    assert not confirmed(typed, ASKED)
