"""Lists as Python writes them, in one cell of a CSV: ['Beef', 'Lamb']."""

import ast

import pandas as pd

LONGEST = 20_000


def as_lists(column: pd.Series) -> pd.Series:
    """Lists of text where every filled cell holds one; otherwise the column as it was."""
    filled = column.dropna()
    if not len(filled) or not filled.map(_looks_like_a_list).all():
        return column
    read = filled.map(_read)
    if read.isna().any():
        return column
    return read.reindex(column.index).astype(object).where(column.notna(), None)


def _looks_like_a_list(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith("[") and cell.endswith("]")


def _read(cell: str) -> list[str] | None:
    """Literals only, one level deep: nothing in a cell is ever run."""
    if len(cell) > LONGEST:
        return None
    try:
        values = ast.literal_eval(cell)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    if not all(isinstance(each, str | int | float | None) for each in values):
        return None
    return [str(each) for each in values if each is not None]
