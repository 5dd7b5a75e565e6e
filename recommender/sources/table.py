"""A table of any form we read: CSV, CSV.gz, XLSX or Parquet."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from recommender.sources import delimited, workbook
from recommender.sources.fault import fault

ENDINGS = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".xlsx", ".parquet")


def is_table(path: Path) -> bool:
    """Whether it is one by its name; a folder named *.parquet is one table, in parts as Spark
    writes it."""
    name = path.name.lower()
    return (path.is_file() and name.endswith(ENDINGS)) or (
        path.is_dir() and name.endswith(".parquet")
    )


def is_delimited(path: Path) -> bool:
    """Whether it is text whose cells a mark parts."""
    return is_table(path) and _ending(path) not in (".parquet", ".xlsx")


def first_row(path: Path) -> int:
    """The number of the first row of data: Parquet has no header row."""
    match _ending(path):
        case ".parquet":
            return 1
        case ".xlsx":
            return 2
        case _:
            return delimited.first_row(path)


def column_names(path: Path) -> list[str]:
    match _ending(path):
        case ".parquet":
            return _parquet_names(path)
        case ".xlsx":
            return workbook.column_names(path)
        case _:
            return delimited.column_names(path)


def cell_delimiter(path: Path) -> str | None:
    """What parts the cells of a row; None of a workbook or Parquet."""
    return delimited.cell_delimiter(path) if is_delimited(path) else None


def refuse_missing(
    path: Path, needed: Sequence[str], names: Sequence[str], remedy: str = "add it"
) -> None:
    """`remedy` may show the {name} of the first of the needed columns that is missing."""
    for name in needed:
        if name not in names:
            raise fault(path, f"it lacks the column {name}", remedy.format(name=name))


def read_table(path: Path) -> pa.Table:
    """All of it. Text throughout, but Parquet keeps its own types."""
    match _ending(path):
        case ".parquet":
            return read_parquet(path)
        case ".xlsx":
            return workbook.read_table(path)
        case _:
            return pa.Table.from_batches(delimited.read_batches(path))


def read_parquet(path: Path, **options: Any) -> pa.Table:
    """`options` are those of pyarrow.parquet.read_table."""
    try:
        return pq.read_table(path, **options)
    except (pa.ArrowInvalid, OSError) as error:
        raise fault(path, f"it cannot be read as Parquet ({error})", "write it again") from error


def _ending(path: Path) -> str:
    return next((each for each in ENDINGS if path.name.lower().endswith(each)), ".csv")


def _parquet_names(path: Path) -> list[str]:
    try:
        return pq.ParquetDataset(path).schema.names
    except (pa.ArrowInvalid, OSError) as error:
        raise fault(path, f"it cannot be read as Parquet ({error})", "write it again") from error
