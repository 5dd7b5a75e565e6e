"""The figures of one ranked list, by hand."""

import pytest

from recommender.metrics.ranked import (
    average_precision,
    bpref,
    ndcg,
    precision,
    recall,
    reciprocal_rank,
)

HITS = [False, True, True, False]


def test_precision_takes_a_short_list_to_go_on_with_nothing():
    assert precision(HITS, 3) == pytest.approx(2 / 3)
    assert precision(HITS, 10) == 0.2


def test_recall_counts_what_was_not_ranked():
    assert recall(HITS, 2, 5) == 0.2
    assert recall(HITS, 10, 5) == 0.4


def test_average_precision_counts_what_was_not_ranked_as_nothing():
    assert average_precision(HITS, 4) == pytest.approx((1 / 2 + 2 / 3) / 4)


def test_the_first_hit_gives_the_reciprocal_rank():
    assert reciprocal_rank(HITS) == 0.5


def test_a_known_ndcg_is_reproduced():
    """The worked example of Wikipedia's "Discounted cumulative gain": 6.861 of 8.740."""
    assert round(ndcg([3, 2, 3, 0, 1, 2], [3, 2, 3, 0, 1, 2, 3, 2], 6), 3) == 0.785


def test_bpref_counts_irrelevant_ones_above_relevant_ones():
    """Three relevant known, two irrelevant: (1 + (1 - 1/2) + 0) / 3."""
    assert bpref([True, False, True, False], 3, 2) == pytest.approx(1.5 / 3)


def test_nothing_relevant_gives_nothing():
    nothing = [False, False]
    assert recall(nothing, 10, 0) == average_precision(nothing, 0) == 0
    assert reciprocal_rank(nothing) == ndcg([0, 0], [0, 0], 10) == bpref(nothing, 0, 2) == 0
