"""A file of slates or of neighbours that somebody else computed, checked row by row."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recommender.catalogue import Catalogue
from recommender.sources import cells
from recommender.sources.amounts import read_numbers
from recommender.sources.column import Column
from recommender.sources.fault import fault
from recommender.sources.table import column_names, read_table

SLATES = ("key", "rank", "product_id", "score")
SITUATION = "situation"
"""A further column of slates, which may be left out: the digest of what was asked."""
MOST_ENTRIES = 20_000_000
NEIGHBOURS = ("product_id", "neighbour_id", "score")


@dataclass(frozen=True)
class Lists:
    """Rows of positions with scores. Row i belongs to `keys[i]`, best first; where `keys` is None,
    to the product at position i of the catalogue.

    `ends` (int32) is where rows begin and end, `positions` int32, `scores` float64. `situations`
    are the digests of what was asked, one a key, empty where that is not known.
    """

    keys: tuple[str, ...] | None
    ends: np.ndarray
    positions: np.ndarray
    scores: np.ndarray
    situations: tuple[str, ...] = ()


def read_lists(path: Path, catalogue: Catalogue) -> Lists:
    """SourceUnreadable, naming the row, where the file is not in one of the two forms."""
    if not path.is_file():
        raise fault(path, "it is missing", "name the lists' file in `path`")
    names = set(column_names(path))
    for form, read in ((SLATES, _slates), (NEIGHBOURS, _neighbours)):
        if names >= set(form):
            return read(_table(path), path, catalogue)
    forms = " nor ".join(", ".join(form) for form in (SLATES, NEIGHBOURS))
    raise fault(path, f"it has neither the columns {forms}", "add the one that is missing")


def _table(path: Path) -> pa.Table:
    table = read_table(path)
    if len(table) > MOST_ENTRIES:
        raise fault(path, f"it has {len(table):,} rows", f"keep the best {MOST_ENTRIES:,}")
    return table


def _slates(table: pa.Table, path: Path, catalogue: Catalogue) -> Lists:
    key = Column.of(table, "key", path)
    keys, owner = np.unique(_texts(key), return_inverse=True)
    rank = _numbers(table, "rank", path)
    positions = _positions(Column.of(table, "product_id", path), catalogue)
    scores = _numbers(table, "score", path)
    _refuse_repeats(key, owner, rank, "ranks two products alike")
    _refuse_repeats(key, owner, positions, "names a product twice")
    order = np.lexsort((rank, owner))
    rising = (np.diff(owner[order]) == 0) & (np.diff(scores[order]) > 0)
    if rising.any():
        place = int(order[np.flatnonzero(rising)[0] + 1])
        score = Column.of(table, "score", path)
        raise score.fault(place, "is higher than that of the rank before", "rank by score")
    lists = _lists(tuple(keys.tolist()), len(keys), owner[order], positions[order], scores[order])
    return replace(lists, situations=_situations(table, path, owner, len(keys)))


def _situations(table: pa.Table, path: Path, owner: np.ndarray, count: int) -> tuple[str, ...]:
    """By key; refused where rows of one key name two."""
    if SITUATION not in table.column_names:
        return ("",) * count
    column = Column.of(table, SITUATION, path)
    given = cells.texts(column).fill_null("").to_numpy(zero_copy_only=False)
    found = np.full(count, "", dtype=object)
    found[owner] = given
    other = np.flatnonzero(found[owner] != given)
    if len(other):
        raise column.fault(
            int(other[0]), f"is {given[other[0]]!r} beside another of its key", "keep one of them"
        )
    return tuple(found.tolist())


def _neighbours(table: pa.Table, path: Path, catalogue: Catalogue) -> Lists:
    product = Column.of(table, "product_id", path)
    owner = _positions(product, catalogue)
    positions = _positions(Column.of(table, "neighbour_id", path), catalogue)
    scores = _numbers(table, "score", path)
    _refuse_repeats(product, owner, positions, "names a neighbour twice")
    order = np.lexsort((positions, owner))
    return _lists(None, len(catalogue), owner[order], positions[order], scores[order])


def _lists(
    keys: tuple[str, ...] | None,
    rows: int,
    owner: np.ndarray,
    positions: np.ndarray,
    scores: np.ndarray,
) -> Lists:
    ends = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=rows))])
    return Lists(keys, ends.astype(np.int32), positions.astype(np.int32), scores)


def _texts(column: Column) -> np.ndarray:
    return cells.ids(column).cast(pa.string()).to_numpy(zero_copy_only=False).astype(str)


def _numbers(table: pa.Table, name: str, path: Path) -> np.ndarray:
    column = Column.of(table, name, path)
    values = read_numbers(column)
    column.refuse_where(pc.is_null(values), "is missing", "give every row one")
    return values.to_numpy()


def _positions(column: Column, catalogue: Catalogue) -> np.ndarray:
    ids = cells.ids(column).cast(pa.string())
    positions = pc.index_in(ids, value_set=pa.array(catalogue.ids, pa.string()))
    column.refuse_where(
        pc.is_null(positions),
        "is {cell}, which the catalogue lacks",
        "add the product to the catalogue or drop the row",
    )
    return positions.to_numpy()


def _refuse_repeats(column: Column, owner: np.ndarray, other: np.ndarray, what: str) -> None:
    order = np.lexsort((other, owner))
    same = (np.diff(owner[order]) == 0) & (np.diff(other[order]) == 0)
    if same.any():
        place = int(order[np.flatnonzero(same)[0] + 1])
        raise column.fault(place, f"{column.cells[place].as_py()!r} {what}", "keep one of them")
