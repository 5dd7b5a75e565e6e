"""Ways to divide what shoppers do: by category, price level, basket size, season."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from recommender.coverage.habits import MONTHS, Habits
from recommender.coverage.wording import within

MOST_CATEGORIES = 24
LEVELS = ("Low prices", "Middle prices", "High prices")
SIZES = (
    ("1 product", 1, "people who bought a single product"),
    ("2 to 3 products", 3, "people who bought 2 or 3 products"),
    ("4 to 9 products", 9, "people who bought 4 to 9 products"),
    ("10 products and more", np.inf, "people who bought 10 products or more"),
)


@dataclass(frozen=True)
class Group:
    """One part of a division; `people` names its shoppers within a sentence."""

    name: str
    people: str


@dataclass(frozen=True, eq=False)
class Division:
    """`parts`: shopper by group, how much of a shopper's behaviour falls in it. Rows sum to 1."""

    name: str
    title: str
    groups: tuple[Group, ...]
    parts: np.ndarray
    note: str = ""


def divisions(habits: Habits) -> tuple[Division, ...]:
    return (_categories(habits), _prices(habits), _sizes(habits), _seasons(habits))


def one_hot(codes: np.ndarray, count: int) -> np.ndarray:
    return (codes[:, None] == np.arange(count)).astype(float)


def _categories(habits: Habits) -> Division:
    column = habits.columns.get("category")
    if column is None:
        note = "This shop names no categories."
        return _without("category", "Category", note, habits)
    shares = pd.Series(column.sums(habits.overall))
    kept = shares.nlargest(MOST_CATEGORIES).index.sort_values()
    codes = pd.Index(kept).get_indexer(column.codes)
    groups = [
        Group(column.values[each], f"people who buy {within(column.values[each])}") for each in kept
    ]
    rest = Group("All others", "people who buy anything else")
    return _of_products("category", "Category", groups, rest, codes, habits)


def _prices(habits: Habits) -> Division:
    prices = habits.prices
    sold = np.isfinite(prices) & (habits.overall > 0)
    if not sold.any():
        return _without("price", "Price level", "This shop names no prices.", habits)
    low, high = _terciles(prices[sold], habits.overall[sold])
    codes = np.where(np.isfinite(prices), (prices > low).astype(int) + (prices > high), -1)
    low, high = habits.money(low), habits.money(high)
    spans = (f"up to {low}", f"up to {high}", f"over {high}")
    groups = [
        Group(f"{level}, {span}", f"people who buy at {level.lower()} ({span})")
        for level, span in zip(LEVELS, spans, strict=True)
    ]
    rest = Group("Price unknown", "people who buy what has no price")
    return _of_products("price", "Price level", groups, rest, codes, habits)


def _sizes(habits: Habits) -> Division:
    limits = [most for _, most, _ in SIZES]
    parts = one_hot(np.searchsorted(limits, habits.sizes), len(SIZES))
    return _kept("size", "Basket size", (Group(name, who) for name, _, who in SIZES), parts)


def _seasons(habits: Habits) -> Division:
    groups = (Group(month, f"people who buy in {month}") for month in MONTHS)
    return _kept("season", "Season", groups, habits.months)


def _of_products(
    name: str,
    title: str,
    groups: list[Group],
    rest: Group,
    codes: np.ndarray,
    habits: Habits,
) -> Division:
    """`codes`: each product's group, -1 where it has none."""
    columns = np.where(codes < 0, len(groups), codes)
    ones = np.ones(len(columns))
    shape = (len(columns), len(groups) + 1)
    belongs = csr_matrix((ones, (np.arange(len(columns)), columns)), shape=shape)
    return _kept(name, title, [*groups, rest], (habits.profiles @ belongs).toarray())


def _kept(name: str, title: str, groups: Iterable[Group], parts: np.ndarray) -> Division:
    """Without the groups that nobody belongs to."""
    used = parts.sum(axis=0) > 0
    kept = tuple(group for group, each in zip(groups, used, strict=True) if each)
    return Division(name, title, kept, parts[:, used])


def _without(name: str, title: str, note: str, habits: Habits) -> Division:
    return Division(name, title, (), np.zeros((len(habits.sizes), 0)), note)


def _terciles(prices: np.ndarray, weights: np.ndarray) -> Iterator[float]:
    """The prices below which a third and two thirds of all that is bought lie."""
    order = np.argsort(prices, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return (float(prices[order][np.searchsorted(reached, part)]) for part in (1 / 3, 2 / 3))
