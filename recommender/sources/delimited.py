"""CSV and CSV.gz: UTF-8, every cell text, only an empty cell is missing."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
from tqdm import tqdm

from recommender.sources.fault import fault
from recommender.sources.unpacking import is_packed, refuse_bomb, unpacked

CHUNK = 1 << 20
BLOCK = 8 << 20


def column_names(path: Path) -> list[str]:
    """The header's names, stripped; refused where one is missing or stands there twice."""
    return _header(path)[0]


def cell_delimiter(path: Path) -> str:
    """A comma, a semicolon or a tab."""
    return _header(path)[1]


def read_batches(path: Path, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The table in pieces of about 8 MB, the first one empty; all cells are text or null.

    SourceUnreadable where the table is broken, which may be after some pieces.
    """
    names, delimiter = _header(path)
    if _holds_quotes(path):
        _refuse_bad_rows(path, names, delimiter)
    yield _no_rows(columns or names)
    try:
        # Arrow's own stream: its threads read ahead, and one that still reads a file of Python's
        # when the interpreter ends aborts the process.
        with (
            pa.input_stream(str(path), compression="gzip" if is_packed(path) else None) as stream,
            _pieces(stream, names, delimiter, columns or names) as pieces,
        ):
            yield from tqdm(
                pieces, f"Reading {path.name}", unit=" pieces", disable=None, leave=False
            )
    except (pa.ArrowInvalid, OSError) as error:
        _refuse_bad_rows(path, names, delimiter)
        raise fault(path, f"it cannot be read ({error})", "save it again as CSV") from error


def _pieces(
    stream: pa.NativeFile, names: Sequence[str], delimiter: str, columns: Sequence[str]
) -> pa.csv.CSVStreamingReader:
    return pa.csv.open_csv(
        stream,
        read_options=pa.csv.ReadOptions(
            column_names=names, skip_rows_after_names=1, block_size=BLOCK
        ),
        parse_options=pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            include_columns=list(columns),
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


def row_numbers(path: Path) -> list[int]:
    """Where each row of the table stands, as a spreadsheet counts: the header is 1, and lines that
    are left empty count."""
    _, delimiter = _header(path)
    with unpacked(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        rows = csv.reader(text, delimiter=delimiter)
        try:
            return [number for number, cells in enumerate(rows, start=1) if cells][1:]
        except csv.Error as error:
            raise fault(path, f"it cannot be read ({error})", "shorten its cells") from error


def _no_rows(names: Sequence[str]) -> pa.RecordBatch:
    """So that a table without rows still has its columns."""
    return pa.record_batch([pa.array([], pa.string()) for _ in names], names=list(names))


def _header(path: Path) -> tuple[list[str], str]:
    """Names and delimiter: a header without a comma may use semicolons or tabs."""
    with unpacked(path) as stream:
        line = stream.readline(CHUNK).partition(b"\r")[0]
    try:
        text = line.decode("utf-8-sig").strip("\n")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, 1) from error
    if not text.strip():
        raise fault(path, "it has no header", "name its columns in the first row", 1)
    delimiter = next((mark for mark in ",;\t" if mark in text), ",")
    try:
        names = [name.strip() for name in next(csv.reader([text], delimiter=delimiter))]
    except csv.Error as error:
        raise fault(path, f"it has no header ({error})", "name its columns in row 1", 1) from error
    for place, name in enumerate(names):
        if not name:
            raise fault(path, f"column {place + 1} has no name", "give it one or remove it", 1)
        if name in names[:place]:
            raise fault(path, f"two columns are named {name!r}", "rename one of them", 1)
    return names, delimiter


def _holds_quotes(path: Path) -> bool:
    """Reads the whole file once; refuses what is no UTF-8 text, and gzip bombs."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    rows, size, quotes, chunk = 1, 0, False, b" "
    with unpacked(path) as stream:
        while chunk:
            chunk = stream.read(CHUNK)
            size += len(chunk)
            if is_packed(path):
                refuse_bomb(path, size)
            if b"\0" in chunk:
                row = rows + chunk[: chunk.index(b"\0")].count(b"\n")
                raise fault(path, "a cell holds a NUL byte", "remove it", row)
            try:
                decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                raise _not_utf8(path, rows + chunk[: error.start].count(b"\n")) from error
            quotes = quotes or b'"' in chunk
            rows += chunk.count(b"\n")
    return quotes


def _not_utf8(path: Path, row: int) -> Exception:
    return fault(path, "its text is not UTF-8", "save it as CSV with the encoding UTF-8", row)


def _refuse_bad_rows(path: Path, names: list[str], delimiter: str) -> None:
    """Slow and strict: Arrow swallows the rest of a file after an unclosed quote unasked."""
    with unpacked(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        bar = tqdm(rows, f"Checking {path.name}", unit=" rows", disable=None, leave=False)
        row = 0
        try:
            for row, cells in enumerate(bar, start=1):
                if cells and len(cells) != len(names):
                    what = f"{len(cells)} cells where the header has {len(names)}"
                    raise fault(path, what, "add or quote what is missing or too much", row)
        except csv.Error as error:
            what = f"a quote is opened and not closed as it should be ({error})"
            raise fault(path, what, "close it or double it", row + 1) from error
