"""A table of any form we read: CSV and its like, JSON Lines, XLSX, Parquet, a feed in XML."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from recommender.sources import delimited, feed, json_lines, workbook
from recommender.sources.fault import fault

DELIMITED = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
FEEDS = (".xml", ".xml.gz")
WORKBOOK, PARQUET = ".xlsx", ".parquet"
ENDINGS = (*DELIMITED, *LINES, *FEEDS, WORKBOOK, PARQUET)


def is_table(path: Path) -> bool:
    """Whether it is one by its name; a folder named *.parquet is one table, in parts as Spark
    writes it."""
    ending = _ending(path)
    return path.is_file() if ending not in ("", PARQUET) else ending == PARQUET and path.exists()


def is_delimited(path: Path) -> bool:
    """Whether it is text whose cells a mark parts, as any other ending is taken for."""
    return _ending(path) in (*DELIMITED, "")


def is_feed(path: Path) -> bool:
    """Whether it is a feed in XML."""
    return _ending(path) in FEEDS


def first_row(path: Path) -> int:
    """The number of the first row of data: only what people open in a spreadsheet has a header."""
    if is_delimited(path):
        return delimited.first_row(path)
    return 2 if _ending(path) == WORKBOOK else 1


def column_names(path: Path) -> list[str]:
    match _ending(path):
        case ".parquet":
            return _parquet_names(path)
        case ".xlsx":
            return workbook.column_names(path)
        case ending if ending in FEEDS:
            return feed.column_names(path)
        case ending if ending in LINES:
            return json_lines.column_names(path)
        case _:
            return delimited.column_names(path)


def cell_delimiter(path: Path) -> str | None:
    """What parts the cells of a row; None of what is no text of that kind."""
    return delimited.cell_delimiter(path) if is_delimited(path) else None


def refuse_missing(
    path: Path, needed: Sequence[str], names: Sequence[str], remedy: str = "add it"
) -> None:
    """`remedy` may show the {name} of the first of the needed columns that is missing."""
    for name in needed:
        if name not in names:
            raise fault(path, f"it lacks the column {name}", remedy.format(name=name))


def read_table(path: Path) -> pa.Table:
    """All of it. Text throughout, but Parquet and JSON keep their own types."""
    match _ending(path):
        case ".parquet":
            return read_parquet(path)
        case ".xlsx":
            return workbook.read_table(path)
        case ending if ending in FEEDS:
            return feed.read_table(path)
        case ending if ending in LINES:
            return json_lines.read_table(path)
        case _:
            return pa.Table.from_batches(delimited.read_batches(path))


def read_parquet(path: Path, **options: Any) -> pa.Table:
    """`options` are those of pyarrow.parquet.read_table."""
    try:
        return pq.read_table(path, **options)
    except (pa.ArrowInvalid, OSError) as error:
        raise fault(path, f"it cannot be read as Parquet ({error})", "write it again") from error


def _ending(path: Path) -> str:
    """The longest one that the name has; "" where it has none of ours."""
    name = path.name.lower()
    return max((each for each in ENDINGS if name.endswith(each)), key=len, default="")


def _parquet_names(path: Path) -> list[str]:
    try:
        return pq.ParquetDataset(path).schema.names
    except (pa.ArrowInvalid, OSError) as error:
        raise fault(path, f"it cannot be read as Parquet ({error})", "write it again") from error
