"""Packed files nobody vouches for: no small file may grow past what memory holds."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from recommender.sources.fault import SourceUnreadable, fault

HARMLESS = 64 * 1024**2
RATIO = 100
"""Real tables pack 5 to 30 times; a file is only suspected once it is past HARMLESS bytes."""


def is_packed(path: Path) -> bool:
    return path.name.lower().endswith(".gz")


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where it is gzip; SourceUnreadable where the packing is broken."""
    try:
        with gzip.open(path) if is_packed(path) else path.open("rb") as stream:
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise fault(path, f"it does not unpack ({error})", "pack the table again") from error
    except OSError as error:
        raise SourceUnreadable(f"{path} cannot be read: {error.strerror or error}.") from error


def refuse_bomb(path: Path, size: int) -> None:
    """`size` is what came out of the file so far, or what its directory promises."""
    if size > HARMLESS and size > RATIO * path.stat().st_size:
        raise fault(
            path,
            f"it unpacks to more than {RATIO} times its size, as no real table does",
            "unpack it yourself if you trust it",
        )


def refuse_zip_bomb(path: Path) -> None:
    """For XLSX, which is a zip archive; what it holds beyond its directory is never unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_bomb(path, sum(entry.file_size for entry in archive.infolist()))
    except zipfile.BadZipFile as error:
        raise fault(path, "it is no XLSX workbook", "save it again as XLSX or CSV") from error
