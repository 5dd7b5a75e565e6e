"""How far people agree, said in one sentence."""

import pytest

from dashboard.agreement import level, told

SAME = [
    ("a", "1", "show"),
    ("b", "1", "show"),
    ("a", "2", "do not show"),
    ("b", "2", "do not show"),
]
OPPOSITE = [("a", "1", "suits"), ("b", "1", "never"), ("a", "2", "never"), ("b", "2", "suits")]


def test_one_sentence_says_how_far_people_agree_and_what_that_means() -> None:
    found = told(SAME, [])
    assert found.sentence.startswith("People agree well on slates: a colleague would")
    assert found.meaning[0] == "2 slates answered by two or more: Krippendorff’s alpha 1.00."
    assert told([], OPPOSITE).sentence.startswith("People hardly agree on products: read the cases")
    assert told(SAME, OPPOSITE).sentence.startswith(
        "People agree well on slates and hardly on products;"
    )


# Of two people on two units who say the opposite: the observed disagreement is d, expected is
# 2/3 d (of the 6 pairs of 4 answers 4 differ), so alpha is 1 - 1.5 = -0.5.
def test_the_figure_is_krippendorffs() -> None:
    assert "alpha -0.50" in told([], OPPOSITE).meaning[0]


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
