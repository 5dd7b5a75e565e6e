"""CSV, as .csv, .tsv or .txt, each also packed: every cell text, only an empty one is missing.

Text is UTF-8, UTF-16 with its mark, or Windows-1252; cells are parted as most rows have it.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from tqdm import tqdm

from recommender.sources.dialect import (
    CHUNK,
    UTF_8,
    WESTERN,
    Dialect,
    dialect_of,
    no_text,
    refuse_foreign,
)
from recommender.sources.fault import fault
from recommender.sources.unpacking import is_packed, refuse_bomb, unpacked
from recommender.stamp import Stamp, stamp

BLOCK = 8 << 20
UNNAMED = "\0unnamed "
"""What a column without a name is called until it is seen to be empty."""


def column_names(path: Path) -> list[str]:
    """The header's names, stripped; refused where one stands there twice. Columns without a name
    are left out."""
    return _named(_header(path).names)


def cell_delimiter(path: Path) -> str:
    """What parts the cells of a row: a comma, a semicolon, a tab or a bar."""
    return _header(path).delimiter


def first_row(path: Path) -> int:
    """The number of the first row of data, as a spreadsheet counts."""
    return _header(path).above + 2


def read_batches(path: Path, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The table in pieces of about 8 MB, the first one empty; all cells are text or null.

    SourceUnreadable where the table is broken, which may be after some pieces.
    """
    dialect = _header(path)
    text = _scan(path, dialect.encoding)
    dialect = replace(dialect, encoding=text.encoding)
    if text.quotes:
        _refuse_bad_rows(path, dialect)
    wanted = list(columns or _named(dialect.names))
    unnamed = [each for each in dialect.names if each.startswith(UNNAMED)]
    yield _no_rows(wanted)
    rows = 0
    try:
        # Arrow's own stream: its threads read ahead, and one that still reads a file of Python's
        # when the interpreter ends aborts the process.
        with (
            _opened(path, dialect) as stream,
            _pieces(stream, dialect, [*wanted, *unnamed]) as pieces,
        ):
            for piece in tqdm(
                pieces, f"Reading {path.name}", unit=" pieces", disable=None, leave=False
            ):
                for name in unnamed:
                    _refuse_cells(path, dialect, piece[name], name, rows)
                rows += len(piece)
                yield piece.select(wanted)
    except (pa.ArrowInvalid, OSError) as error:
        _refuse_bad_rows(path, dialect)
        raise fault(path, f"it cannot be read ({error})", "save it again as CSV") from error


def windows_text(path: Path) -> tuple[int, str]:
    """How many lines hold letters of Windows-1252, and the first of them; none in UTF-8."""
    text = _scan(path, _header(path).encoding)
    return text.lines, text.example


def _opened(path: Path, dialect: Dialect) -> pa.NativeFile:
    if dialect.encoding == UTF_8:
        return pa.input_stream(str(path), compression="gzip" if is_packed(path) else None)
    with unpacked(path) as stream:
        return pa.BufferReader(stream.read().decode(dialect.encoding).encode())


def _pieces(
    stream: pa.NativeFile, dialect: Dialect, columns: Sequence[str]
) -> pa.csv.CSVStreamingReader:
    return pa.csv.open_csv(
        stream,
        read_options=pa.csv.ReadOptions(
            column_names=dialect.names,
            skip_rows=dialect.above,
            skip_rows_after_names=1,
            block_size=BLOCK,
        ),
        parse_options=pa.csv.ParseOptions(delimiter=dialect.delimiter, newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(dialect.names, pa.string()),
            include_columns=list(columns),
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


def row_numbers(path: Path) -> list[int]:
    """Where each row of the table stands, as a spreadsheet counts: its first line is 1, and lines
    that are left empty count."""
    dialect = _header(path)
    with unpacked(path) as stream:
        text = io.TextIOWrapper(stream, dialect.encoding, newline="")
        rows = csv.reader(text, delimiter=dialect.delimiter)
        try:
            numbers = [number for number, cells in enumerate(rows, start=1) if cells]
        except csv.Error as error:
            raise fault(path, f"it cannot be read ({error})", "shorten its cells") from error
    return [each for each in numbers if each > dialect.above + 1]


def _no_rows(names: Sequence[str]) -> pa.RecordBatch:
    """So that a table without rows still has its columns."""
    return pa.record_batch([pa.array([], pa.string()) for _ in names], names=list(names))


def _header(path: Path) -> Dialect:
    """With a name for every column. SourceUnreadable where one stands there twice, or none does."""
    dialect = dialect_of(path)
    row = dialect.above + 1
    named = _named(dialect.names)
    if not named:
        raise fault(path, "it has no header", "name its columns in the first row", row)
    for name in named:
        if dialect.names.count(name) > 1:
            raise fault(path, f"two columns are named {name!r}", "rename one of them", row)
    names = [name or f"{UNNAMED}{place}" for place, name in enumerate(dialect.names, start=1)]
    return replace(dialect, names=tuple(names))


def _named(names: Sequence[str]) -> list[str]:
    return [name for name in names if name and not name.startswith(UNNAMED)]


def _refuse_cells(path: Path, dialect: Dialect, cells: pa.Array, name: str, rows: int) -> None:
    """SourceUnreadable where a column without a name holds anything; a spreadsheet leaves empty
    ones behind. `rows` stand before these cells."""
    place = pc.index(pc.is_valid(cells), True).as_py()
    if place >= 0:
        column = name.removeprefix(UNNAMED)
        remedy = "name the column, or empty it"
        what = f"column {column} has no name but holds {cells[place].as_py()!r}"
        raise fault(path, what, remedy, dialect.above + 2 + rows + place)


@dataclass
class _Text:
    """What reading all of a file's bytes once tells; `lines` and `example`: see windows_text."""

    encoding: str
    quotes: bool = False
    lines: int = 0
    example: str = ""

    def note(self, plain: str) -> None:
        foreign = [line for line in plain.splitlines() if not line.isascii()]
        self.lines += len(foreign)
        self.example = self.example or foreign[0].strip()


def _scan(path: Path, encoding: str) -> _Text:
    """Refuses what is no text, and gzip bombs. `encoding`: as the beginning of the file told. A
    file that did not change is not read again."""
    return _read_through(path, encoding, stamp(path))


@lru_cache(maxsize=16)
def _read_through(path: Path, encoding: str, _stamp: Stamp | None) -> _Text:
    text = _Text(encoding)
    decode = codecs.getincrementaldecoder("utf-8" if encoding == UTF_8 else encoding)().decode
    rows, size, chunk, ascii_so_far = 1, 0, b" ", True
    with unpacked(path) as stream:
        while chunk:
            chunk = stream.read(CHUNK)
            size += len(chunk)
            if is_packed(path):
                refuse_bomb(path, size)
            try:
                plain = decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                if encoding == UTF_8 and ascii_so_far and size > CHUNK:
                    return _scan(path, WESTERN)
                raise no_text(path, rows + chunk[: error.start].count(b"\n")) from error
            if "\0" in plain:
                row = rows + plain[: plain.index("\0")].count("\n")
                raise fault(path, "a cell holds a NUL byte", "remove it", row)
            if encoding == WESTERN and not chunk.isascii():
                refuse_foreign(path, chunk, rows)
                text.note(plain)
            ascii_so_far = ascii_so_far and chunk.isascii()
            text.quotes = text.quotes or '"' in plain
            rows += plain.count("\n")
    return text


def _refuse_bad_rows(path: Path, dialect: Dialect) -> None:
    """Slow and strict: Arrow swallows the rest of a file after an unclosed quote unasked."""
    width = len(dialect.names)
    with unpacked(path) as stream:
        text = io.TextIOWrapper(stream, dialect.encoding, newline="")
        for _ in range(dialect.above):
            text.readline()
        rows = csv.reader(text, delimiter=dialect.delimiter, strict=True)
        bar = tqdm(rows, f"Checking {path.name}", unit=" rows", disable=None, leave=False)
        row = dialect.above
        try:
            for row, cells in enumerate(bar, start=dialect.above + 1):
                if cells and len(cells) != width:
                    what = f"{len(cells)} cells where the header has {width}"
                    raise fault(path, what, "add or quote what is missing or too much", row)
        except csv.Error as error:
            what = f"a quote is opened and not closed as it should be ({error})"
            raise fault(path, what, "close it or double it", row + 1) from error
