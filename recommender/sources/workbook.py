"""XLSX: the first sheet, every cell as text."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pyarrow as pa
from tqdm import tqdm

from recommender.sources.fault import fault
from recommender.sources.unpacking import refuse_zip_bomb


def column_names(path: Path) -> list[str]:
    with closing(_rows(path)) as rows:
        return _header(path, next(rows, ()))


def read_table(path: Path) -> pa.Table:
    """Numbers and dates as a CSV would spell them; an empty cell is null, a blank row no row."""
    rows = _rows(path)
    names = _header(path, next(rows, ()))
    columns: list[list[str | None]] = [[] for _ in names]
    for number, row in enumerate(rows, start=2):
        cells = [_text(cell) for cell in row]
        if any(cells[len(names) :]):
            raise fault(path, "a cell stands beyond the header", "name its column", number)
        if any(cells):
            for place, column in enumerate(columns):
                column.append(cells[place] if place < len(cells) else None)
    return pa.table([pa.array(cells, pa.string()) for cells in columns], names=names)


def _rows(path: Path) -> Iterator[tuple]:
    refuse_zip_bomb(path)
    # Whoever opens a shop would wait for its half a second, were it imported above.
    import openpyxl

    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            rows = book.worksheets[0].iter_rows(values_only=True)
            yield from tqdm(rows, f"Reading {path.name}", unit=" rows", disable=None, leave=False)
    except (KeyError, ValueError, SyntaxError, IndexError, TypeError, OSError) as error:
        raise fault(path, f"the workbook cannot be read ({error})", "save it again") from error


def _header(path: Path, cells: tuple) -> list[str]:
    names = [str(cell).strip() if cell is not None else "" for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names or "" in names or len(set(names)) < len(names):
        raise fault(path, "a column has no name or another's", "give each its own name", 1)
    return names


def _text(cell: object) -> str | None:
    if cell is None or cell == "":
        return None
    return cell.isoformat(sep=" ") if isinstance(cell, datetime) else str(cell)
