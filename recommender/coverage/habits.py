"""What is known of how shoppers buy: products, columns, prices, spending, months."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, diags

from recommender.catalogue import Catalogue
from recommender.purchases import Purchases
from recommender.shop import Shop
from recommender.wording import written_amount

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MOST_VALUES = 200
"""Any other column than the category with more values says nothing that one would name."""
NO_PENNIES = re.compile(r"[.,]00(?=\D*$)")
UNNAMED = ("product_id", "title", "picture", "available", "price", "website", "description")


@dataclass(frozen=True, eq=False)
class Column:
    """One column of the catalogue: each product's place in `values`, -1 where it has none."""

    values: tuple[str, ...]
    codes: np.ndarray

    def sums(self, by_product: np.ndarray) -> np.ndarray:
        """By value: the sum over its products."""
        known = self.codes >= 0
        return np.bincount(self.codes[known], by_product[known], len(self.values))


@dataclass(frozen=True, eq=False)
class Habits:
    """Of the shoppers surveyed, by row; nothing here names one.

    `bought`: shopper by product, 1 or 0. `spending`: what a shopper spends on a day of shopping,
    NaN where no price is known. `months`: shopper by month of the year, rows sum to 1.
    """

    shop: Shop
    bought: csr_matrix
    spending: np.ndarray
    months: np.ndarray
    prices: np.ndarray

    @cached_property
    def sizes(self) -> np.ndarray:
        """How many different products each bought."""
        return np.diff(self.bought.indptr)

    @cached_property
    def profiles(self) -> csr_matrix:
        """Shopper by product, rows sum to 1: a loud shopper counts no more than a quiet one."""
        return csr_matrix(diags(1 / self.sizes) @ self.bought)

    @cached_property
    def overall(self) -> np.ndarray:
        """By product: its share of the average shopper's behaviour."""
        return np.asarray(self.profiles.mean(axis=0)).ravel()

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The catalogue's columns of few texts, by name."""
        frame = self.shop.catalogue.frame
        most = {"category": len(frame)}
        found = {
            name: _column(frame[name], most.get(name, MOST_VALUES))
            for name in frame
            if name not in UNNAMED
        }
        return {name: column for name, column in found.items() if column is not None}

    def money(self, amount: float) -> str:
        """In the shop's currency, if it names one, without pennies from ten on."""
        whole = round(amount) if amount >= 10 else amount
        text = written_amount(whole, self.shop.currency, self.shop.locale)
        return NO_PENNIES.sub("", text)


def habits_of(shop: Shop, shoppers: np.ndarray) -> Habits:
    """`shoppers`: codes of those surveyed, ascending."""
    purchases, prices = shop.purchases, _prices(shop.catalogue, shop.purchases)
    place = np.full(len(purchases.shopper_ids), -1)
    place[shoppers] = np.arange(len(shoppers))
    rows = np.flatnonzero(place[purchases.shopper_codes] >= 0)
    bought_by, days = place[purchases.shopper_codes[rows]], purchases.bought_at[rows]
    paid = np.where(np.isfinite(purchases.price), purchases.price, prices[purchases.product_codes])
    amounts = (paid * purchases.quantity)[rows]
    return Habits(
        shop=shop,
        bought=purchases.matrix[shoppers],
        spending=_spending(bought_by, days.astype("datetime64[D]"), amounts, len(shoppers)),
        months=_months(bought_by, days, len(shoppers)),
        prices=prices,
    )


def _prices(catalogue: Catalogue, purchases: Purchases) -> np.ndarray:
    """The catalogue's; where it knows none, the mean of what was paid; else NaN."""
    count = len(catalogue)
    paid = np.isfinite(purchases.price)
    codes = purchases.product_codes[paid]
    times = np.bincount(codes, minlength=count)
    means = np.bincount(codes, purchases.price[paid], count) / np.where(times, times, np.nan)
    if "price" not in catalogue.frame:
        return means
    known = catalogue.frame["price"].to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(known), known, means)


def _spending(
    shoppers: np.ndarray, days: np.ndarray, amounts: np.ndarray, count: int
) -> np.ndarray:
    frame = pd.DataFrame({"shopper": shoppers, "day": days.astype("int64"), "amount": amounts})
    sums = frame.groupby(["shopper", "day"])["amount"].sum(min_count=1)
    return sums.groupby("shopper").mean().reindex(range(count)).to_numpy()


def _months(shoppers: np.ndarray, moments: np.ndarray, count: int) -> np.ndarray:
    month = moments.astype("datetime64[M]").astype(int) % 12
    times = np.bincount(shoppers * 12 + month, minlength=count * 12).reshape(count, 12)
    return times / times.sum(axis=1, keepdims=True)


def _column(cells: pd.Series, most: int) -> Column | None:
    """None where the cells are no texts, all the same, or of more than so many values."""
    texts = cells.where(cells.map(lambda cell: isinstance(cell, str) and bool(cell.strip())))
    codes, values = pd.factorize(texts, sort=True)
    if not 1 < len(values) <= most:
        return None
    return Column(tuple(values), codes)
