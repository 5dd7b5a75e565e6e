"""The orders in which products that were found may stand."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from pandas import DataFrame

from recommender.catalogue import Catalogue
from recommender.search.dates import in_seconds, seconds


class Sort(StrEnum):
    BEST = "best"
    SOLD = "sold"
    CHEAPEST = "price"
    DEAREST = "-price"
    NEWEST = "new"


def orders(
    catalogue: Catalogue, sales: np.ndarray | None, first_bought: np.ndarray | None
) -> Mapping[Sort, np.ndarray]:
    """All positions of the catalogue in each order but the best match; the more sold first where
    they are alike, what has no price or date last.

    `first_bought`: datetime64 by position, NaT where nobody bought it; newness where the catalogue
    has no column of dates.
    """
    count = len(catalogue)
    sold = np.arange(count) if sales is None else np.argsort(-sales, kind="stable")
    prices = _prices(catalogue.frame)
    columns = (seconds(catalogue.frame[name]) for name in catalogue.attributes)
    days = next((dates for dates in columns if dates is not None), None)
    if days is None:
        days = np.full(count, np.nan) if first_bought is None else in_seconds(first_bought)
    return {
        Sort.SOLD: sold,
        Sort.CHEAPEST: sold[np.argsort(prices[sold], kind="stable")],
        Sort.DEAREST: sold[np.argsort(-prices[sold], kind="stable")],
        Sort.NEWEST: sold[np.argsort(-days[sold], kind="stable")],
    }


def _prices(frame: DataFrame) -> np.ndarray:
    if "price" not in frame:
        return np.full(len(frame), np.nan)
    return frame["price"].to_numpy(dtype=float, na_value=np.nan)
