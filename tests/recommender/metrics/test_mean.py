"""Means of figures over shoppers, by hand."""

import math

import pytest

from recommender.metrics.mean import Mean, mean


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
