"""Numbers such as 1.299, which are thousands to some and a little over one to others."""

import pyarrow as pa
import pyarrow.compute as pc

from recommender.sources.column import Column
from recommender.sources.table import cell_delimiter

THREE_DIGITS = r"^\s*[+-]?[1-9]\d{0,2}\.\d{3}\s*$"
NO_CENTS = r"[1-9]\s*$"
"""Amounts with decimals to the thousandth of a database end in 0: nobody asks tenths of a cent."""


def refuse_ambiguous(column: Column) -> None:
    """SourceUnreadable where every cell with a point has exactly three digits after it."""
    place = first_ambiguous(column)
    if place is None:
        return
    cell = column.cells[place].as_py().strip()
    raise column.fault(
        place,
        f"is {cell!r}, and like it every {column.name} with a point has three digits after it, so "
        "they may be thousands or decimals",
        f"write {cell.replace('.', '')}.00 or {cell}0, whichever is meant",
    )


def first_ambiguous(column: Column) -> int | None:
    """The place of the first such cell; None where the column's notation is plain."""
    if not column.is_text:
        return None
    cells = column.cells.cast(pa.string())
    pointed = pc.fill_null(pc.match_substring(cells, "."), False)
    three = pc.fill_null(pc.match_substring_regex(cells, THREE_DIGITS), False)
    if pc.any(pc.and_not(pointed, three)).as_py():
        return None
    place = pc.index(three, True).as_py()
    return place if place >= 0 else None


def read_thousands(column: Column) -> tuple[pa.ChunkedArray, int]:
    """The column's cells, thousands without their point, and how many of these there are.

    Ambiguous cells are thousands where the table parts its cells by semicolons, as is done where
    a comma marks decimals, and one of them ends in another digit than 0.
    """
    if first_ambiguous(column) is None or cell_delimiter(column.path) != ";":
        return column.cells, 0
    cells = column.cells.cast(pa.string())
    three = pc.fill_null(pc.match_substring_regex(cells, THREE_DIGITS), False)
    whole = pc.match_substring_regex(cells, NO_CENTS)
    if not pc.any(pc.and_(three, whole)).as_py():
        return column.cells, 0
    return pc.if_else(three, pc.replace_substring(cells, ".", ""), cells), pc.sum(three).as_py()
