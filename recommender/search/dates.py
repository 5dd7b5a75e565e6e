"""A catalogue's column read as dates, where it is one."""

import re
from datetime import date

import numpy as np
import pandas as pd

ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?")


def seconds(column: pd.Series) -> np.ndarray | None:
    """Since 1970 (float, NaN where a product has none); None where the cells are no dates.

    Dates are dates and moments of Parquet, and text that begins as 2026-01-31 in every cell.
    """
    known = column.dropna()
    if known.empty or not _is_date(known.iloc[0]):
        return None
    moments = pd.to_datetime(column, utc=True, format="ISO8601", errors="coerce")
    if moments.notna().sum() < len(known):
        return None
    return in_seconds(moments.dt.tz_localize(None).to_numpy())


def in_seconds(moments: np.ndarray) -> np.ndarray:
    """datetime64 as float, NaT as NaN."""
    whole = moments.astype("datetime64[s]")
    return np.where(np.isnat(whole), np.nan, whole.astype(np.int64))


def _is_date(cell: object) -> bool:
    if isinstance(cell, str):
        return ISO.fullmatch(cell) is not None
    return isinstance(cell, date | np.datetime64)
