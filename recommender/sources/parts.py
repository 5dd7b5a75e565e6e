"""What product exports have in common: paths of categories, texts in HTML, rows of one product."""

from collections.abc import Sequence

import pandas as pd
from jinja2.filters import do_striptags


def texts(rows: pd.DataFrame, name: str) -> pd.Series:
    """A column as trimmed text, missing where it is empty or the export has no such column."""
    if name not in rows:
        return pd.Series(None, rows.index, dtype="str")
    trimmed = rows[name].astype("str").str.strip()
    return trimmed.where(trimmed != "")


def last_category(path: str, separators: Sequence[str]) -> str | None:
    """Of "Clothing > Tops, Sale" with the separators "," and ">": Tops, the last of the first."""
    several, deeper = separators
    parts = [each.strip() for each in path.split(several)[0].split(deeper)]
    return next((each for each in reversed(parts) if each), None)


def categories(cells: pd.Series, separators: Sequence[str]) -> pd.Series:
    """The last part of each path, missing where there is none."""
    return cells.map(lambda cell: last_category(cell, separators), na_action="ignore").astype("str")


def without_markup(cells: pd.Series) -> pd.Series:
    """Descriptions in HTML as the words that a page would show."""
    return cells.map(do_striptags, na_action="ignore").astype("str")


def first_filled(cells: pd.Series, product: pd.Series) -> pd.Series:
    """For every row the first filled cell among the rows of its product."""
    return cells.groupby(product).transform("first")
