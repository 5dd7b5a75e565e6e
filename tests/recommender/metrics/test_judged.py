"""What judgements make of a slate, by hand."""

import math

import pytest

from recommender.metrics.judged import JudgedSlate, judge

POOL = {"a": 0, "c": 2, "d": 1, "elsewhere": 2}


def test_unjudged_products_are_taken_out_and_the_rest_moves_up():
    """a, c and d are left with gains 0, 2, 1; the best three of the pool gain 2, 2, 1."""
    found = judge(["a", "b", "c", "d", "e"], POOL)
    second = 2 / math.log2(3)
    assert (found.shown, found.judged) == (5, 3)
    assert found.precision == pytest.approx(1 / 3)
    assert found.ndcg == pytest.approx((second + 0.5) / (2 + second + 0.5))
    assert found.bpref == pytest.approx((1 - 1 / 2) / 2)
    assert judge(["a", "c", "d"], POOL).ndcg == found.ndcg


def test_the_best_that_was_judged_in_the_best_order_is_perfect():
    found = judge(["c", "elsewhere", "d"], POOL)
    assert (found.ndcg, found.bpref) == (1, 1)


def test_a_slate_of_which_all_is_refused_is_worth_nothing():
    assert judge(["x", "y"], {"x": 0, "y": 0}) == JudgedSlate(2, 2, 0.0, 0.0, 0.0)


def test_where_nothing_is_judged_nothing_is_said():
    assert judge(["x", "y"], POOL) == JudgedSlate(2, 0, None, None, None)


def test_what_is_doubtful_does_not_suit_unless_that_is_asked():
    assert judge(["d", "c"], POOL).precision == 0.5
    assert judge(["d", "c"], POOL, suiting=1).precision == 1
