"""How one product sells: since when, month by month, to how many, and with what else."""

from dataclasses import dataclass

import numpy as np

from recommender.purchases import Purchases

MOST_MONTHS = 24


@dataclass(frozen=True)
class Month:
    """`month` as 2026-01."""

    month: str
    pieces: int


def first_bought(purchases: Purchases) -> np.ndarray:
    """When each product was first bought (datetime64[s]) by position; NaT where nobody did."""
    never = np.iinfo(np.int64).max
    first = np.full(purchases.shape[1], never)
    moments = purchases.bought_at.astype("datetime64[s]").astype(np.int64)
    np.minimum.at(first, purchases.product_codes, moments)
    return np.where(first == never, np.iinfo(np.int64).min, first).astype("datetime64[s]")


def sold_by_month(purchases: Purchases, position: int) -> tuple[Month, ...]:
    """Pieces of one product in every month of the shop's purchases, those with none included; the
    last 24 months where there are more. Months are UTC's."""
    if not len(purchases):
        return ()
    months = purchases.bought_at.astype("datetime64[M]")
    last = months.max()
    first = max(months.min(), last - (MOST_MONTHS - 1))
    ours = (purchases.product_codes == position) & (months >= first)
    places = (months[ours] - first).astype(np.int64)
    span = int((last - first).astype(np.int64)) + 1
    pieces = np.bincount(places, purchases.quantity[ours], minlength=span)
    return tuple(Month(str(first + place), int(each)) for place, each in enumerate(pieces))


def sold_with(purchases: Purchases, position: int, count: int) -> np.ndarray:
    """Positions of the products whose shoppers are most like this one's: the cosine of the two
    columns of the shopper-by-product matrix. None that no shopper of it bought."""
    matrix = purchases.matrix
    entries = np.flatnonzero(matrix.indices == position)
    shoppers = np.searchsorted(matrix.indptr, entries, side="right") - 1
    together = np.bincount(matrix[shoppers].indices, minlength=matrix.shape[1])
    together[position] = 0
    others = np.flatnonzero(together)
    cosine = together[others] / np.sqrt(purchases.sales[others] * float(max(1, len(shoppers))))
    return others[np.argsort(-cosine, kind="stable")][:count]
