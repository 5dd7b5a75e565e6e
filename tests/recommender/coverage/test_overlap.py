"""Rank-biased overlap, worked out by hand with a patience of 0.9."""

import numpy as np
import pytest

from recommender.coverage.overlap import rank_biased_overlap, shared_products

CASES = {
    "the same": ([1, 2, 3], [1, 2, 3], 1.0),
    "nothing shared": ([1, 2, 3], [4, 5, 6], 0.0),
    # Agreement 0, then 1 for good: 0.1 x 0.9 + 0.81.
    "two in the other order": ([1, 2], [2, 1], 0.9),
    # Agreement 1, 1/2, then 2/3 for good: 0.1 x (1 + 0.45 + 0.54) + 0.729 x 2/3.
    "two of three": ([1, 2, 3], [1, 3, 4], 0.685),
    # Agreement 1, then 1/2 for good: 0.1 x (1 + 0.45) + 0.81 / 2.
    "one has ended": ([1, -1], [1, 2], 0.55),
    "both have ended alike": ([1, -1], [1, -1], 1.0),
    "only one shows anything": ([-1, -1], [1, 2], 0.0),
    "both show nothing": ([-1, -1], [-1, -1], 1.0),
}


@pytest.mark.parametrize(("one", "other", "overlap"), CASES.values(), ids=CASES)
def test_overlap_is_as_worked_out_by_hand(one: list, other: list, overlap: float) -> None:
    one, other = np.array([one]), np.array([other])
    assert rank_biased_overlap(one, other) == pytest.approx([overlap])
    assert rank_biased_overlap(other, one) == pytest.approx([overlap])


def test_the_first_ranks_count_most() -> None:
    slate = np.array([[1, 2, 3, 4]])
    late = rank_biased_overlap(slate, np.array([[1, 2, 3, 9]]))
    early = rank_biased_overlap(slate, np.array([[9, 2, 3, 4]]))
    assert late > early


def test_shared_products_are_counted_whatever_their_rank() -> None:
    slates = np.array([[1, 2, 3], [1, -1, -1]])
    assert shared_products(slates, np.array([[3, 1, 9], [2, 3, -1]])).tolist() == [2, 0]
