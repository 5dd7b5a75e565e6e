"""A column's cells as what they mean; a cell that means nothing is named with its row."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recommender.sources.amounts import read_amounts
from recommender.sources.column import Column
from recommender.sources.fault import fault

LARGEST_EXACT = 2.0**53
YES = ("true", "t", "yes", "y", "1", "1.0", "in stock", "instock", "available", "preorder")
YES += ("pre order", "backorder", "on backorder", "backordered", "limited availability")
NO = ("false", "f", "no", "n", "0", "0.0", "out of stock", "outofstock", "sold out", "soldout")
NO += ("unavailable", "discontinued")
"""What is ordered before it is there can be bought, so it counts as available."""


def ids(column: Column) -> pa.ChunkedArray:
    """Text exactly as it stands, never missing; a typed column's whole numbers are spelt out."""
    if not (column.is_text or pa.types.is_integer(column.kind)):
        raise fault(column.path, f"{column.name} holds {column.kind}", "store ids as text")
    cells = column.cells if column.is_text else column.cells.cast(pa.string())
    column.refuse_where(pc.is_null(cells), "is missing", "give every row one")
    if not pa.types.is_dictionary(cells.type):
        cells = cells.cast(pa.string())
        column.refuse_where(pc.equal(cells, ""), "is empty", "give every row one")
    return cells


def unique_ids(column: Column) -> pa.ChunkedArray:
    """`ids`, refused where one stands there twice."""
    values = ids(column)
    twice = np.flatnonzero(values.to_pandas().duplicated())
    if len(twice):
        place = int(twice[0])
        raise column.fault(
            place, f"is {values[place].as_py()!r}, as in an earlier row", "keep one of them"
        )
    return values


def loose_ids(column: Column) -> pa.ChunkedArray:
    """Text or null: like `ids`, but rows may lack one, for which Parquet stores 17850.0."""
    if pa.types.is_floating(column.kind):
        return whole_numbers(column).cast(pa.string())
    if not (column.is_text or pa.types.is_integer(column.kind)):
        raise fault(column.path, f"{column.name} holds {column.kind}", "store ids as text")
    cells = column.cells.cast(pa.string())
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)


def texts(column: Column) -> pa.ChunkedArray:
    """Text or null."""
    return column.cast(pa.string(), "store text")


def titles(column: Column) -> pa.ChunkedArray:
    """Text, never missing."""
    values = texts(column)
    missing = pc.or_kleene(pc.is_null(values), pc.equal(values, ""))
    column.refuse_where(missing, "is missing", "give every product one")
    return values


def attributes(column: Column) -> pa.ChunkedArray:
    """Whatever can be shown: text, numbers, flags, moments, or lists of these."""
    if is_nested(column):
        raise fault(column.path, f"{column.name} holds {column.kind}", "store text or numbers")
    return column.cells


def is_nested(column: Column) -> bool:
    """Whether its cells are records or bytes, or lists of these, which nothing shows."""
    kind = column.kind
    kind = kind.value_type if pa.types.is_list(kind) or pa.types.is_large_list(kind) else kind
    binary = pa.types.is_binary(kind) or pa.types.is_large_binary(kind)
    return binary or pa.types.is_nested(kind)


def prices(column: Column) -> pa.ChunkedArray:
    """float64 of 0 or more, or null."""
    return not_below_0(column, read_amounts(column, in_money=True).values)


def not_below_0(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """`values` are the column's amounts."""
    remedy = "correct it or leave it empty"
    return column.set_aside(pc.less(values, 0), "is {cell}, below 0", remedy, values)


def whole_numbers(column: Column) -> pa.ChunkedArray:
    """int64 or null; `6.0` is 6. Refused where a point may mark thousands as well as decimals."""
    return whole(column, read_amounts(column).values)


def whole(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """int64 or null; `values` are the column's amounts."""
    broken = pc.or_(
        pc.not_equal(values, pc.round(values)), pc.greater(pc.abs(values), LARGEST_EXACT)
    )
    what = "is {cell}, which is not a whole number"
    return column.set_aside(broken, what, "correct it", values).cast(pa.int64())


def flags(column: Column) -> pa.ChunkedArray:
    """bool; what is missing is true. Words are those of feeds too: in_stock, "out of stock"."""
    if pa.types.is_boolean(column.kind):
        return column.cells.fill_null(True)
    words = pc.utf8_lower(pc.utf8_trim_whitespace(texts(column)))
    words = pc.replace_substring_regex(words, r"^https?://schema\.org/|[_\s-]+", " ")
    words = pc.utf8_trim_whitespace(words)
    yes, no = (pc.is_in(words, pa.array(each)) for each in (YES, NO))
    neither = pc.and_(pc.is_valid(words), pc.invert(pc.or_(yes, no)))
    column.set_aside(neither, "is {cell}, neither true nor false", "write true or false", words)
    return pc.invert(no)
