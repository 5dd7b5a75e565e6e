"""Days and moments as people and machines write them: 2026-03-10, 13/12/2010 8:26, 1433221332117.

Whether the day or the month comes first is told from all of a column's cells together; where none
of them tells, the column is refused rather than guessed.
"""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from recommender.sources.column import Column
from recommender.sources.fault import fault

SECONDS = pa.timestamp("s", tz="UTC")
NUMBER = r"^[0-9]{8,19}(\.[0-9]*)?$"
DAY = r"^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$"
UNITS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
EARLIEST, LATEST = 31_536_000, 4_102_444_800
"""1971 and 2100, in seconds since 1970: which unit numbers are in is told by their size."""
ZONE = r"\s*(UTC|GMT|Z)$"
PARTS = r"^(?P<first>[0-9]{1,2})(?P<mark>[./-])(?P<second>[0-9]{1,2})[./-]"
PARTS += r"(?P<year>[0-9]{4}|[0-9]{2})(?P<time>$|[ T,].*)"
YEAR_FIRST = r"^([0-9]{4})[./]([0-9]{2})[./]([0-9]{2})"
NAMED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%a %d %b %Y", "%d-%b-%y")
"""Days with the month in English letters, commas left out."""
TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S %z")
REMEDY = "write it as 2026-03-10 or 2026-03-10 14:30:00"


def read_moments(column: Column) -> pa.ChunkedArray:
    """timestamp[s, UTC] or null; what names no zone is UTC.

    SourceUnreadable where a cell is no date, or day and month cannot be told apart.
    """
    kind = column.kind
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return column.cells.cast(SECONDS, safe=False)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        numbers = column.cells.cast(pa.float64(), safe=False)
        return _since_1970(column, pc.if_else(pc.is_nan(numbers), None, numbers))
    if not column.is_text:
        raise fault(column.path, f"{column.name} holds {kind}", "store dates or moments")
    cells = column.cells.cast(pa.string())
    try:
        return cells.cast(pa.timestamp("us")).cast(SECONDS, safe=False)
    except pa.ArrowInvalid:
        return _read_texts(column, pc.utf8_trim_whitespace(cells))


def _read_texts(column: Column, cells: pa.ChunkedArray) -> pa.ChunkedArray:
    cells = pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)
    if _all(pc.match_substring_regex(cells, NUMBER)) and not _all(
        pc.match_substring_regex(cells, DAY)
    ):
        return _since_1970(column, cells.cast(pa.float64()))
    bare = pc.replace_substring_regex(cells, ZONE, "")
    bare = pc.replace_substring_regex(bare, YEAR_FIRST, r"\1-\2-\3")
    texts = bare.to_pandas()
    read = pd.to_datetime(texts, format="ISO8601", utc=True, errors="coerce")
    parted = pc.fill_null(pc.match_substring_regex(bare, PARTS), False)
    if pc.any(parted).as_py():
        read = read.fillna(_read_parted(column, texts, parted))
    read = read.fillna(_parsed(texts[read.isna()].str.replace(",", ""), NAMED))
    values = pa.chunked_array([pa.array(read)])
    unread = pc.and_(pc.is_null(values), pc.is_valid(cells))
    values = values.cast(SECONDS, safe=False)
    return column.set_aside(unread, "is {cell}, which is not a date", REMEDY, values)


def _all(fits: pa.ChunkedArray) -> bool:
    return bool(pc.all(pc.fill_null(fits, True)).as_py()) and pc.any(fits).as_py() is True


def _since_1970(column: Column, numbers: pa.ChunkedArray) -> pa.ChunkedArray:
    """Of seconds, or of thousandths, millionths or billionths of one, whichever fits them all."""
    low, high = pc.min_max(numbers).as_py().values()
    if low is None:
        return numbers.cast(pa.int64()).cast(pa.timestamp("s")).cast(SECONDS)
    unit = next((each for each in UNITS.values() if EARLIEST * each <= high <= LATEST * each), None)
    fits = pc.and_(
        pc.greater_equal(numbers, EARLIEST * (unit or 1)),
        pc.less_equal(numbers, LATEST * (unit or 1)),
    )
    what = "is {cell}, which is no count of seconds since 1970"
    numbers = column.set_aside(pc.invert(fits), what, REMEDY, numbers)
    seconds = pc.floor(pc.divide(numbers, float(unit or 1)))
    return seconds.cast(pa.int64()).cast(pa.timestamp("s")).cast(SECONDS, safe=False)


def _read_parted(column: Column, texts: pd.Series, parted: pa.ChunkedArray) -> pd.Series:
    """13/12/2010: a point is followed by the month everywhere, a slash here or there. NaT where
    `parted` is false."""
    parts = texts.str.extract(PARTS)
    first, second = (pd.to_numeric(parts[each]) for each in ("first", "second"))
    pointed = (parts["mark"] == ".").any()
    day_first, month_first = bool((first > 12).any()) or pointed, bool((second > 12).any())
    if day_first and month_first:
        wrong = (second > 12) if int((second > 12).sum()) <= int((first > 12).sum()) else first > 12
        column.refuse_where(
            pa.chunked_array([pa.array(wrong.fillna(False).astype(bool))]),
            "is {cell}, where other cells have day and month the other way round",
            REMEDY,
        )
    if not day_first and not month_first and bool((first != second).any()):
        column.refuse_where(
            parted, f"is {{cell}}, and no {column.name} tells the day from the month", REMEDY
        )
    day, month = (first, second) if day_first else (second, first)
    year = parts["year"].where(parts["year"].str.len() == 4, "20" + parts["year"])
    days = year + "-" + _two_digits(month) + "-" + _two_digits(day)
    return _parsed(days + parts["time"].str.replace(r"^[ T,]+", " ", regex=True), ("%Y-%m-%d",))


def _two_digits(numbers: pd.Series) -> pd.Series:
    return numbers.astype("Int64").astype("string").str.zfill(2)


def _parsed(cells: pd.Series, days: tuple[str, ...]) -> pd.Series:
    """Each cell by the first of the forms that it has; NaT where it has none."""
    read = pd.Series(pd.NaT, cells.index, dtype="datetime64[us, UTC]")
    for day in days:
        for time in TIMES:
            left = cells[read.isna() & cells.notna()]
            if not len(left):
                return read
            read = read.fillna(
                pd.to_datetime(left, format=day + time, utc=True, errors="coerce").reindex(
                    cells.index
                )
            )
    return read
