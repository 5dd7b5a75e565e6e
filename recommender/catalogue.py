"""Every product the shop sells."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from recommender.wording import Wording

PLAIN = Wording()

KNOWN_COLUMNS = ("product_id", "title", "category", "brand", "price", "available", "picture")
MOST_READ = 20_000
"""Products kept as they were read."""


@dataclass(frozen=True, slots=True)
class Product:
    """One thing in the catalogue; what the shop does not know is None."""

    id: str
    title: str
    category: str | None = None
    brand: str | None = None
    price: float | None = None
    available: bool = True
    picture: str | None = None
    attributes: Mapping[str, object] | None = None

    def value(self, attribute: str) -> object:
        """A known column or one of the further attributes, by its column name."""
        if attribute in KNOWN_COLUMNS:
            return self.id if attribute == "product_id" else getattr(self, attribute)
        return (self.attributes or {}).get(attribute)


class Catalogue:
    """Products by id and by position; positions are those of every candidate's arrays."""

    def __init__(self, frame: pd.DataFrame, wording: Wording = PLAIN):
        """`frame`: one row a product, columns as in KNOWN_COLUMNS plus further attributes.

        `wording`: how its prices and attributes are said.
        """
        self.wording = wording
        self.frame = frame.reset_index(drop=True)
        self._product = lru_cache(MOST_READ)(self._read)

    def __len__(self) -> int:
        return len(self.frame)

    def __contains__(self, product_id: object) -> bool:
        return product_id in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __getitem__(self, product_id: str) -> Product:
        return self._product(self.position(product_id))

    def products(self, positions: Sequence[int]) -> list[Product]:
        """Many at once: reading column by column takes a tenth of reading one by one."""
        columns = [_plain_cells(column.take(positions)) for column in self._columns.values()]
        rows = zip(*columns, strict=True)
        return [self._product_of(dict(zip(self._columns, row, strict=True))) for row in rows]

    def _read(self, position: int) -> Product:
        row = {name: _plain(column[position]) for name, column in self._columns.items()}
        return self._product_of(row)

    def _product_of(self, row: Mapping[str, Any]) -> Product:
        """`row`: plain cells by column."""
        available = row.get("available")
        return Product(
            row["product_id"],
            row["title"],
            row.get("category"),
            row.get("brand"),
            row.get("price"),
            True if available is None else bool(available),
            row.get("picture"),
            {name: row[name] for name in self.attributes if row[name] is not None},
        )

    @cached_property
    def ids(self) -> np.ndarray:
        """Product ids by position, dtype object (str)."""
        return self.frame["product_id"].to_numpy(dtype=object)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the ids in order: arrays by position belong to this catalogue only."""
        return hashlib.sha256(json.dumps(self.ids.tolist()).encode()).hexdigest()

    @cached_property
    def pictures(self) -> list[str]:
        """The paths below images/ that products name."""
        if "picture" not in self.frame:
            return []
        return self.frame["picture"].dropna().tolist()

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """Names of the columns beyond KNOWN_COLUMNS, usable as facets."""
        return tuple(name for name in self.frame.columns if name not in KNOWN_COLUMNS)

    @cached_property
    def _columns(self) -> dict[str, pd.api.extensions.ExtensionArray | np.ndarray]:
        """A row of the frame itself takes fifty times as long to read."""
        return {name: self.frame[name].array for name in self.frame.columns}

    @cached_property
    def _index(self) -> dict[str, int]:
        return {product_id: position for position, product_id in enumerate(self.ids)}

    def position(self, product_id: str) -> int:
        """KeyError where the shop does not sell it."""
        return self._index[product_id]

    def positions(self, product_ids: Iterable[str]) -> list[int]:
        """Positions of those products that the shop sells, in order."""
        return [self._index[each] for each in product_ids if each in self._index]


def _plain_cells(cells: pd.api.extensions.ExtensionArray | np.ndarray) -> list[object]:
    """What `_plain` makes of each."""
    number = isinstance(cells, pd.arrays.NumpyExtensionArray) and cells.dtype.kind in "bfiu"
    if not number and not isinstance(cells.dtype, pd.StringDtype):
        return [_plain(cell) for cell in cells]
    plain, missing = np.asarray(cells).tolist(), pd.isna(cells)
    return [None if gone else cell for cell, gone in zip(plain, missing, strict=True)]


def _plain(value: object) -> object:
    """A cell as plain Python: None where it is missing, lists for arrays."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, list | tuple):
        return list(value)
    if value is None or pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value
