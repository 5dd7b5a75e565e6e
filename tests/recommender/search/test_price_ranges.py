"""Ranges that read well."""

import numpy as np
import pytest

from recommender.search.price_ranges import price_ranges, range_codes


def names(prices: list[float]) -> list[str]:
    return [each.name for each in price_ranges(np.array(prices))]


def test_ranges_are_cut_at_round_numbers():
    assert names(list(range(1, 1001))) == ["-100", "100-250", "250-500", "500-1000", "1000-"]
    assert names([0.29, 0.42, 0.85, 1.25, 1.65, 2.1, 2.95, 4.95, 12.75]) == [
        "-0.5",
        "0.5-1",
        "1-2",
        "2-5",
        "5-",
    ]


@pytest.mark.parametrize("prices", [[], [5.0, 5.0], [np.nan, 3.0], [0.0, 0.0]])
def test_one_price_needs_no_ranges(prices):
    assert names(prices) == []


def test_a_price_at_a_bound_belongs_to_the_dearer_range():
    prices = np.array([10.0, 19.99, 20.0, 50.0, 400.0, np.nan])
    ranges = price_ranges(np.array([1.0, 20.0, 20.0, 50.0, 100.0, 400.0]))
    held = [ranges[code].name if code >= 0 else None for code in range_codes(prices, ranges)]
    assert held == ["10-20", "10-20", "20-50", "50-100", "200-", None]


def test_every_price_is_in_exactly_the_range_that_says_so():
    chance = np.random.default_rng(0)
    for _ in range(50):
        prices = chance.lognormal(chance.uniform(-2, 8), chance.uniform(0.1, 2), 200).round(2)
        ranges = price_ranges(prices)
        for price, code in zip(prices, range_codes(prices, ranges), strict=True):
            if ranges:
                held = ranges[code]
                assert held.low is None or price >= held.low
                assert held.high is None or price < held.high
        assert len(ranges) <= 7
