"""JSON Lines: an object a line, its keys the columns."""

from pathlib import Path

import pyarrow as pa
import pyarrow.json

from recommender.sources.fault import fault
from recommender.sources.unpacking import is_packed, unpacked

BLOCK = 4 << 20
"""Bytes: the longest line."""


def column_names(path: Path) -> list[str]:
    """Of the first megabytes; a key that is only used further down is not among them."""
    with unpacked(path) as stream:
        head = stream.read(BLOCK)
    whole = head if len(head) < BLOCK else head[: head.rfind(b"\n") + 1]
    return _read(path, pa.BufferReader(whole)).column_names


def read_table(path: Path) -> pa.Table:
    """Columns keep the kinds that JSON gives them; a key that a line lacks is null there."""
    with pa.input_stream(str(path), compression="gzip" if is_packed(path) else None) as stream:
        return _read(path, stream)


def _read(path: Path, stream: pa.NativeFile) -> pa.Table:
    try:
        return pa.json.read_json(stream, read_options=pa.json.ReadOptions(block_size=BLOCK))
    except (pa.ArrowInvalid, OSError) as error:
        what = f"it cannot be read as JSON Lines ({error})"
        raise fault(path, what, "write one object a line") from error
