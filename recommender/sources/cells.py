"""A column's cells as what they mean; a cell that means nothing is named with its row."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from recommender.sources.column import Column
from recommender.sources.fault import fault
from recommender.sources.thousands import refuse_ambiguous

SECONDS = pa.timestamp("s", tz="UTC")
LARGEST_EXACT = 2.0**53
YES, NO = ("true", "1", "1.0", "yes"), ("false", "0", "0.0", "no")


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
    return _cast(column, pa.string(), "store text")


def titles(column: Column) -> pa.ChunkedArray:
    """Text, never missing."""
    values = texts(column)
    missing = pc.or_kleene(pc.is_null(values), pc.equal(values, ""))
    column.refuse_where(missing, "is missing", "give every product one")
    return values


def attributes(column: Column) -> pa.ChunkedArray:
    """Whatever can be shown: text, numbers, flags, moments, or lists of these."""
    kind = column.kind
    kind = kind.value_type if pa.types.is_list(kind) or pa.types.is_large_list(kind) else kind
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise fault(column.path, f"{column.name} holds {column.kind}", "store text or numbers")
    return column.cells


def numbers(column: Column) -> pa.ChunkedArray:
    """float64, finite, or null; a typed column's NaN is missing."""
    if column.is_text:
        cells = texts(column)
        values = _numbers_in(cells)
        unfit = pc.and_(pc.is_valid(cells), pc.invert(pc.fill_null(pc.is_finite(values), False)))
    else:
        values = _cast(column, pa.float64(), "store numbers")
        values = pc.if_else(pc.is_nan(values), pa.scalar(None, pa.float64()), values)
        unfit = pc.is_inf(values)
    column.refuse_where(unfit, "is {cell}, which is not a number", "write it as 12.50 or 1299.00")
    return values


def _numbers_in(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """float64; null also where the text is no number."""
    try:
        return cells.cast(pa.float64())
    except pa.ArrowInvalid:
        read = pd.to_numeric(cells.to_pandas(), errors="coerce")
        return pa.chunked_array([pa.array(read, pa.float64())])


def _cast(column: Column, kind: pa.DataType, remedy: str) -> pa.ChunkedArray:
    try:
        return column.cells.cast(kind, safe=False)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid) as error:
        raise fault(column.path, f"{column.name} holds {column.kind}", remedy) from error


def amounts(column: Column) -> pa.ChunkedArray:
    """`numbers`, refused where a point may mark thousands as well as decimals."""
    values = numbers(column)
    refuse_ambiguous(column)
    return values


def prices(column: Column) -> pa.ChunkedArray:
    """float64 of 0 or more, or null."""
    values = amounts(column)
    column.refuse_where(pc.less(values, 0), "is {cell}, below 0", "correct it or leave it empty")
    return values


def whole_numbers(column: Column) -> pa.ChunkedArray:
    """int64 or null; `6.0` is 6. Refused where a point may mark thousands as well as decimals."""
    values = amounts(column)
    broken = pc.or_(
        pc.not_equal(values, pc.round(values)), pc.greater(pc.abs(values), LARGEST_EXACT)
    )
    column.refuse_where(broken, "is {cell}, which is not a whole number", "correct it")
    return values.cast(pa.int64())


def moments(column: Column) -> pa.ChunkedArray:
    """timestamp[s, UTC] or null; what names no zone is UTC."""
    if not column.is_text:
        return _typed_moments(column)
    try:
        return texts(column).cast(pa.timestamp("us")).cast(SECONDS, safe=False)
    except pa.ArrowInvalid:
        cells = texts(column)
    read = pd.to_datetime(cells.to_pandas(), format="ISO8601", utc=True, errors="coerce")
    values = pa.chunked_array([pa.array(read)])
    column.refuse_where(
        pc.and_(pc.is_null(values), pc.is_valid(cells)),
        "is {cell}, which is not a date",
        "write it as 2026-03-10 or 2026-03-10 14:30:00",
    )
    return values.cast(SECONDS, safe=False)


def _typed_moments(column: Column) -> pa.ChunkedArray:
    if not (pa.types.is_date(column.kind) or pa.types.is_timestamp(column.kind)):
        raise fault(column.path, f"{column.name} holds {column.kind}", "store dates or moments")
    return column.cells.cast(SECONDS, safe=False)


def flags(column: Column) -> pa.ChunkedArray:
    """bool; what is missing is true."""
    if pa.types.is_boolean(column.kind):
        return column.cells.fill_null(True)
    words = pc.utf8_lower(pc.utf8_trim_whitespace(texts(column)))
    yes, no = (pc.is_in(words, pa.array(each)) for each in (YES, NO))
    neither = pc.and_(pc.is_valid(words), pc.invert(pc.or_(yes, no)))
    column.refuse_where(neither, "is {cell}, neither true nor false", "write true or false")
    return pc.invert(no)
