"""The orders in which products stand."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from recommender.catalogue import Catalogue
from recommender.search import Search, Sort

FRAME = pd.DataFrame(
    {
        "product_id": ["a", "b", "c", "d", "e"],
        "title": ["Red mug", "Mug", "Blue mug", "Mug holder", "Tent"],
        "price": [9.0, 5.0, np.nan, 5.0, 100.0],
    }
)
SALES = np.array([1, 2, 9, 4, 7])
FIRST_BOUGHT = np.array(
    ["2026-01-05", "2026-03-01", "2025-01-01", "NaT", "2026-01-05"], dtype="datetime64[s]"
)


def ordered(sort: Sort, frame: pd.DataFrame = FRAME, words: str = "") -> list[str]:
    search = Search(Catalogue(frame), SALES, FIRST_BOUGHT)
    found = search.look(search.matches(words), sort=sort)
    return search.catalogue.ids[found.positions].tolist()


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.BEST, "cedba"),
        (Sort.SOLD, "cedba"),
        (Sort.CHEAPEST, "dbaec"),
        (Sort.DEAREST, "eadbc"),
        (Sort.NEWEST, "beacd"),
    ],
)
def test_of_equals_the_more_sold_comes_first_and_what_is_unknown_last(sort, expected):
    assert ordered(sort) == list(expected)


def test_any_order_holds_the_same_products():
    for sort in Sort:
        assert sorted(ordered(sort, words="mug")) == ["a", "b", "c", "d"]
    assert ordered(Sort.BEST, words="mug")[0] == "b"
    assert ordered(Sort.DEAREST, words="mug") == ["a", "d", "b", "c"]


DAYS = ["2026-01-01", None, "2026-05-01", "2025-01-01", "2026-02-01"]


@pytest.mark.parametrize(
    "launched",
    [
        pd.to_datetime(DAYS),
        pd.to_datetime(DAYS, utc=True),
        [day and date.fromisoformat(day) for day in DAYS],
        DAYS,
    ],
)
def test_a_column_of_dates_says_what_is_new(launched):
    frame = FRAME.assign(launched=launched)
    assert ordered(Sort.NEWEST, frame) == ["c", "e", "a", "d", "b"]
    assert "launched" not in Search(Catalogue(frame)).facets


def test_a_column_that_only_begins_like_dates_says_nothing():
    frame = FRAME.assign(batch=["2026-01-01", "2026-13-45", "x", None, "2026-02-01"])
    assert ordered(Sort.NEWEST, frame) == list("beacd")


def test_without_prices_sales_and_dates_the_catalogues_order_stays():
    search = Search(Catalogue(FRAME[["product_id", "title"]]))
    for sort in Sort:
        found = search.look(search.matches(""), sort=sort)
        assert search.catalogue.ids[found.positions].tolist() == list("abcde")
