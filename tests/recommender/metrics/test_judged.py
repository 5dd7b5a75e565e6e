"""What judgements make of a slate, by hand."""

import math

import pytest

from recommender.metrics.judged import JudgedSlate, Mean, judge, mean, mean_gains

POOL = {"a": 0.0, "c": 2.0, "d": 1.0, "elsewhere": 2.0}


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
    assert judge(["x", "y"], {"x": 0.0, "y": 0.0}) == JudgedSlate(2, 2, 0.0, 0.0, 0.0)


def test_where_nothing_is_judged_nothing_is_said():
    assert judge(["x", "y"], POOL) == JudgedSlate(2, 0, None, None, None)


def test_several_people_are_averaged_and_a_majority_makes_it_suit():
    gains = mean_gains([("a", "suits"), ("a", "suits"), ("a", "never"), ("b", "doubtful")])
    assert gains == {"a": pytest.approx(4 / 3), "b": 1}
    assert judge(["a"], gains).precision == 0
    assert judge(["a"], mean_gains([("a", "suits"), ("a", "doubtful")])).precision == 1


def test_a_mean_has_students_interval_over_what_has_a_value():
    """Five values, mean 0.6, standard deviation 0.1; t for 4 degrees of freedom is 2.776."""
    found = mean([0.5, 0.5, None, 0.6, 0.7, 0.7])
    reach = 2.776445 * 0.1 / math.sqrt(5)
    assert (found.value, found.count) == (pytest.approx(0.6), 5)
    assert (found.low, found.high) == pytest.approx((0.6 - reach, 0.6 + reach))


def test_an_interval_stays_within_0_and_1():
    assert mean([0.0, 1.0]) == Mean(0.5, 0.0, 1.0, 2)


def test_what_tells_no_spread_has_no_interval():
    assert mean([None, 0.4]) == Mean(0.4, None, None, 1)
    assert mean([1.0, 1.0, 1.0]) == Mean(1.0, None, None, 3)
    assert mean([None]) is None
