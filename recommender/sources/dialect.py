"""How a CSV is written: its letters, what parts its cells, where its header stands."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recommender.sources.fault import SourceUnreadable, fault
from recommender.sources.unpacking import unpacked

CHUNK = 1 << 20
SAMPLE = 40
"""Rows that tell what parts the cells."""
MOST_ABOVE = 12
"""Lines of another kind that may stand above a header."""
MARKS = "\t;|,"
"""What may part cells. Of two that part a table alike the earlier one does: commas stand in prose
and in numbers too."""
HINT = re.compile(r'"?sep=(.|\\t)"?', re.IGNORECASE)
"""The line by which Excel is told what parts the cells."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UTF_8, WESTERN = "utf-8-sig", "cp1252"
CUT_OFF = "unexpected end of data"
FOREIGN = re.compile(rb"[\xc0-\xff]{3}|[\x81\x8d\x8f\x90\x9d]|[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Bytes that Western European texts in Windows-1252 do not have: three accents in a row, and what
is no letter there."""


@dataclass(frozen=True)
class Dialect:
    """`above` is the number of lines before the header; `names` are those of the columns, stripped,
    "" where a column has none."""

    encoding: str
    delimiter: str
    above: int
    names: tuple[str, ...]


def dialect_of(path: Path) -> Dialect:
    """Told from the first megabyte. SourceUnreadable where that has no header or is no text."""
    with unpacked(path) as stream:
        head = stream.read(CHUNK)
    encoding = _encoding_of(path, head)
    lines = io.StringIO(head.decode(encoding, "ignore"), newline="").readlines()
    if len(head) == CHUNK and len(lines) > 1:
        lines.pop()
    above = next((place for place, line in enumerate(lines) if line.strip()), None)
    if above is None:
        raise _headless(path)
    hint = HINT.fullmatch(lines[above].strip())
    if hint:
        above += 1
    sample = lines[above : above + SAMPLE]
    if any(len(line) > csv.field_size_limit() for line in sample):
        # A cell of the rows may be too long to be read, which is said of its row.
        sample = sample[:1]
    try:
        delimiter, width = _most_likely(sample, hint and hint[1])
        rows = _rows(sample[:MOST_ABOVE], delimiter)
    except csv.Error as error:
        raise _headless(path, f" ({error})") from error
    if not rows:
        raise _headless(path)
    place = next((each for each, row in enumerate(rows) if not _is_above(row, width)), 0)
    return Dialect(encoding, delimiter, above + place, tuple(each.strip() for each in rows[place]))


def _headless(path: Path, why: str = "") -> Exception:
    return fault(path, f"it has no header{why}", "name its columns in the first row", 1)


def _encoding_of(path: Path, head: bytes) -> str:
    if head.startswith(UTF_16):
        return "utf-16"
    try:
        head.decode(UTF_8)
    except UnicodeDecodeError as error:
        if error.reason == CUT_OFF and len(head) == CHUNK:
            return UTF_8
        if error.reason == CUT_OFF or not head[: error.start].isascii():
            raise no_text(path, 1 + head[: error.start].count(b"\n")) from error
        refuse_foreign(path, head, 1)
        return WESTERN
    return UTF_8


def no_text(path: Path, row: int) -> SourceUnreadable:
    return fault(path, "its text is not UTF-8", "save it as CSV with the encoding UTF-8", row)


def refuse_foreign(path: Path, chunk: bytes, rows: int) -> None:
    """SourceUnreadable where these bytes, the first of which stand in row `rows`, are no text in
    Windows-1252 either."""
    found = FOREIGN.search(chunk)
    if found:
        raise no_text(path, rows + chunk[: found.start()].count(b"\n"))


def _most_likely(lines: Sequence[str], hinted: str | None) -> tuple[str, int]:
    """What parts the cells, and how many of them most rows have."""
    marks = MARKS if hinted is None else hinted.replace("\\t", "\t")
    ranked = []
    for mark in marks:
        widths = Counter(len(row) for row in _rows(lines, mark) if row) or Counter({1: 1})
        width, count = max(widths.items(), key=lambda each: each[::-1])
        ranked.append((count / widths.total() if width > 1 else 0, width, mark))
    _, width, mark = max(ranked, key=lambda each: each[:2])
    return (mark, width) if width > 1 else (marks[-1], 1)


def _is_above(row: Sequence[str], width: int) -> bool:
    """Whether it is no header: a blank line, or one cell of a title where rows have several."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    return not filled or (filled == [0] and (len(row) == 1 < width or width > 2))


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter))
