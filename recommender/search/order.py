"""The orders in which products that were found may stand."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from recommender.catalogue import Catalogue


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
    days = _dates(catalogue.frame)
    if days is None:
        days = np.full(count, np.nan) if first_bought is None else _seconds(first_bought)
    return {
        Sort.SOLD: sold,
        Sort.CHEAPEST: sold[np.argsort(prices[sold], kind="stable")],
        Sort.DEAREST: sold[np.argsort(-prices[sold], kind="stable")],
        Sort.NEWEST: sold[np.argsort(-days[sold], kind="stable")],
    }


def _prices(frame: pd.DataFrame) -> np.ndarray:
    if "price" not in frame:
        return np.full(len(frame), np.nan)
    return frame["price"].to_numpy(dtype=float, na_value=np.nan)


def _dates(frame: pd.DataFrame) -> np.ndarray | None:
    """The first column that holds dates, in seconds; NaN where a product has none."""
    for name in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[name]):
            moments = pd.to_datetime(frame[name], utc=True).dt.tz_localize(None)
            return _seconds(moments.to_numpy())
    return None


def _seconds(moments: np.ndarray) -> np.ndarray:
    seconds = moments.astype("datetime64[s]")
    return np.where(np.isnat(seconds), np.nan, seconds.astype(np.int64))
