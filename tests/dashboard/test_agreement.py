"""How far people agree, said in one sentence."""

import pytest

from dashboard.agreement import level, told

SAID = ["show", "do not show", "show", "do not show", "show"]
SAME = [(who, str(at), said) for at, said in enumerate(SAID) for who in "ab"]
SUITS = [True, False, True, False, True]
OPPOSITE = [
    (who, str(at), "suits" if suits is (who == "a") else "never")
    for at, suits in enumerate(SUITS)
    for who in "ab"
]


def test_one_sentence_says_how_far_people_agree_and_what_that_means() -> None:
    found = told(SAME, [])
    assert found.sentence.startswith("People agree well on selections: a colleague would")
    assert found.meaning[0] == (
        "On 5 selections answered by two or more, Krippendorff’s alpha is 1.00: "
        "1 is full agreement, 0 what chance alone would give."
    )
    assert told([], OPPOSITE).sentence.startswith("People hardly agree on products: read the cases")
    assert told(SAME, OPPOSITE).sentence.startswith(
        "People agree well on selections and hardly on products;"
    )


# Of two people on five units who always say the opposite, five answers of each kind: the observed
# disagreement is d, expected is 50/90 d (of the 90 pairs of 10 answers 50 differ): 1 - 1.8.
def test_the_figure_is_krippendorffs() -> None:
    assert "alpha is -0.80" in told([], OPPOSITE).meaning[0]


def test_of_too_few_answers_no_level_is_told() -> None:
    found = told(SAME[:8], [])
    assert found.sentence == "Too few shoppers answered by two people to say how well they agree."
    assert "On 4 selections answered by two or more, Krippendorff’s alpha" in found.meaning[0]


@pytest.mark.parametrize(
    ("alpha", "said"),
    [(1, "well"), (0.8, "well"), (0.79, "roughly"), (0.667, "roughly"), (0.66, "hardly")],
)
def test_krippendorffs_own_thresholds_divide_the_levels(alpha: float, said: str) -> None:
    assert level(alpha) == said


def test_where_there_is_no_figure_it_says_why() -> None:
    assert told([], []).sentence == "Not enough people yet: nothing has been answered by two."
    assert told(SAME[:1], []).sentence.startswith("Not enough people yet")
    assert told(SAME[:2], []).sentence == "Wherever two people answered, they gave the same answer."
