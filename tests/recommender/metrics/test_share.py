"""Shares, intervals and bounds against published ones."""

import pytest

from recommender.metrics.share import at_most, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_wilson_intervals_are_reproduced(part, whole, low, high):
    """Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine
    17 (1998), table I, method 3."""
    found = share(part, whole)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.value == part / whole


def test_thirty_of_thirty_fine_means_at_most_ten_percent_are_not():
    assert at_most(0, 30) == pytest.approx(1 - 0.05 ** (1 / 30))
    assert round(at_most(0, 30), 3) == 0.095


@pytest.mark.parametrize(("failed", "tried", "high"), [(0, 20, 0.1684), (1, 29, 0.1776)])
def test_published_exact_bounds_are_reproduced(failed, tried, high):
    """The same table, method 5: two-sided at 95 %, so one-sided at 97.5 %."""
    assert round(at_most(failed, tried, 0.975), 4) == high


def test_all_failed_is_bounded_by_all():
    assert at_most(3, 3) == 1


def test_of_nothing_there_is_no_share():
    assert share(0, 0) is None
    assert at_most(0, 0) is None
