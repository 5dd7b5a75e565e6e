"""What counts as having typed the confirmation."""

import pytest

from dashboard.releases.choices import Decision
from dashboard.releases.confirmation import confirmation, confirmed

ASKED = "NO-GO spring-window 3fa9"


def test_it_is_the_decision_the_name_and_four_digits() -> None:
    assert confirmation(Decision.NO_GO, "spring-window", "3fa9" + "0" * 60) == ASKED


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
