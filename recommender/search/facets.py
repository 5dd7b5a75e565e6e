"""The facets that a catalogue's columns make."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from recommender.catalogue import Catalogue
from recommender.expectations.seen import texts
from recommender.search.dates import seconds
from recommender.search.facet import Facet
from recommender.search.price_ranges import price_ranges, range_codes

FIRST = ("category", "price", "brand", "colour", "color")
LAST = ("available",)
NO_KINDS = ("product_id", "title", "picture", "price")
LEAST_PRODUCTS = 2
"""A value stands for at least so many products, or the column describes and does not sort."""
MOST_WORDS = 4
"""On average; longer ones are sentences."""
MOST_NUMBERS = 60
KINDS_CODED = 5_000


def facets_of(catalogue: Catalogue) -> tuple[Facet, ...]:
    """Category, price, brand and colour first, then the most useful; availability last."""
    found = list(_found(catalogue.frame))
    return tuple(sorted(found, key=_place))


def _place(facet: Facet) -> tuple[int, float]:
    if facet.name in FIRST:
        return FIRST.index(facet.name), 0
    return len(FIRST) + (facet.name in LAST), -facet.usefulness


def _found(frame: pd.DataFrame) -> Iterator[Facet]:
    if "price" in frame:
        prices = frame["price"].to_numpy(dtype=float, na_value=np.nan)
        if ranges := price_ranges(prices):
            names = tuple(each.name for each in ranges)
            yield Facet("price", names, *_single(range_codes(prices, ranges)), ranges)
    for name in frame.columns:
        if name not in NO_KINDS and seconds(frame[name]) is None:
            column = _flags(frame[name]) if name == "available" else frame[name]
            facet = _facet(name, column)
            if _sorts(facet, column):
                yield facet


def _flags(column: pd.Series) -> pd.Series:
    """What is not said to be sold out is available."""
    return column.map(lambda cell: True if pd.isna(cell) else bool(cell))


def _facet(name: str, column: pd.Series) -> Facet:
    """Equal cells are read once; values that sort alike stand in the order of their names."""
    lists = column.map(lambda cell: isinstance(cell, list | tuple | np.ndarray))
    if lists.any():
        cells = [texts(_plain(cell)) for cell in column]
    else:
        codes, kinds = pd.factorize(column)
        read = [*(texts(_plain(kind)) for kind in kinds), ()]
        cells = [read[code] for code in codes]
    cells = [tuple(dict.fromkeys(cell)) for cell in cells]
    values = tuple(sorted({word for cell in cells for word in cell}, key=str.casefold))
    places = {word: place for place, word in enumerate(values)}
    starts = np.zeros(len(cells) + 1, np.int32)
    np.cumsum([len(cell) for cell in cells], out=starts[1:])
    entries = (places[word] for cell in cells for word in cell)
    return Facet(name, values, starts, np.fromiter(entries, np.int32, count=starts[-1]))


def _single(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    starts = np.zeros(len(codes) + 1, np.int32)
    np.cumsum(codes >= 0, out=starts[1:])
    return starts, codes[codes >= 0]


def _sorts(facet: Facet, column: pd.Series) -> bool:
    """Whether it sorts products into kinds: several, few enough, with names and not sentences."""
    if len(facet.values) < 2 or len(facet.values) > KINDS_CODED:
        return False
    if pd.api.types.is_float_dtype(column) and len(facet.values) > MOST_NUMBERS:
        return False
    if facet.name in (*FIRST, *LAST):
        return True
    words = sum(len(value.split()) for value in facet.values)
    if words > MOST_WORDS * len(facet.values):
        return False
    return len(facet.codes) >= LEAST_PRODUCTS * len(facet.values)


def _plain(cell: object) -> object:
    if isinstance(cell, np.ndarray | np.generic):
        cell = cell.tolist()
    if isinstance(cell, list | tuple):
        return list(cell)
    return None if pd.isna(cell) else cell
