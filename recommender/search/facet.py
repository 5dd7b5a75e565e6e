"""One way to sort a shop's products into kinds, with how many of some products are of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recommender.search.price_ranges import PriceRange

Choices = Mapping[str, Collection[str]]
"""Values chosen, by the facet's name: any of a facet's, and something of every facet named."""

SHOWN = 30


@dataclass(frozen=True, eq=False)
class Facet:
    """`codes[starts[p]:starts[p + 1]]` are the places in `values` of the product at position p:
    none, one, or several where a cell is a list. `ranges`, where values are prices, stand beside
    `values`."""

    name: str
    values: tuple[str, ...]
    starts: np.ndarray
    codes: np.ndarray
    ranges: tuple[PriceRange, ...] = ()

    def having(self, chosen: Collection[str]) -> np.ndarray:
        """Which products have one of these values, by position (bool)."""
        wanted = np.array([value in chosen for value in self.values] or [False])
        marked = np.zeros(len(self.starts) - 1, bool)
        marked[self._positions[wanted[self.codes]]] = True
        return marked

    def counts(self, positions: np.ndarray) -> np.ndarray:
        """How many of these products have each value, in the order of `values`; each product is
        given once."""
        products = len(self.starts) - 1
        if len(positions) <= products / 2:
            return self._counted(positions)
        others = np.ones(products, bool)
        others[positions] = False
        return self._whole - self._counted(np.flatnonzero(others))

    def _counted(self, positions: np.ndarray) -> np.ndarray:
        if self._single:
            return np.bincount(self.codes[positions], minlength=len(self.values))
        starts = self.starts[positions]
        lengths = self.starts[positions + 1] - starts
        before = np.cumsum(lengths) - lengths
        entries = np.repeat(starts - before, lengths) + np.arange(lengths.sum())
        return np.bincount(self.codes[entries], minlength=len(self.values))

    @cached_property
    def usefulness(self) -> float:
        """The chance that two products of the shop differ in it, times the share of entries that
        the values shown cover: so a facet of one kind, or of a kind a product, is of no use."""
        if not len(self.codes):
            return 0.0
        whole = np.sort(self._whole)[::-1]
        products = len(self.starts) - 1
        none = products - np.count_nonzero(np.diff(self.starts))
        shares = np.append(whole / len(self.codes) * (1 - none / products), none / products)
        return float((1 - (shares**2).sum()) * whole[:SHOWN].sum() / whole.sum())

    @cached_property
    def _single(self) -> bool:
        """Whether every product has exactly one value."""
        return bool((np.diff(self.starts) == 1).all())

    @cached_property
    def _whole(self) -> np.ndarray:
        return np.bincount(self.codes, minlength=len(self.values))

    @cached_property
    def _positions(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


@dataclass(frozen=True)
class Value:
    """One kind within a facet and how many of what was found are of it."""

    name: str
    count: int
    chosen: bool
    range: PriceRange | None = None


@dataclass(frozen=True)
class Counted:
    """A facet as it stands beside what was found."""

    name: str
    values: tuple[Value, ...]


def counted(facet: Facet, positions: np.ndarray, chosen: Collection[str]) -> Counted:
    """Most frequent values first, prices by height; at most 30, and every chosen one, be it that
    none of the products has it."""
    counts = facet.counts(positions)
    places = np.argsort(-counts, kind="stable") if not facet.ranges else np.arange(len(counts))
    values = []
    for place in places.tolist():
        name = facet.values[place]
        shown = counts[place] > 0 and len(values) < SHOWN
        if shown or name in chosen:
            span = facet.ranges[place] if facet.ranges else None
            values.append(Value(name, int(counts[place]), name in chosen, span))
    listed = {each.name for each in values}
    values += [Value(each, 0, True) for each in dict.fromkeys(chosen) if each not in listed]
    return Counted(facet.name, tuple(values))
