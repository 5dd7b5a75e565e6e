"""The picture file that the shop gave: found below its folder, read whole, never followed out."""

import os
import re
import stat
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from recommender.pictures.trouble import PictureRefused, PictureTrouble
from recommender.stamp import Stamp, stamp_of

MOST_BYTES = 40_000_000
LONGEST_NAME = 1_000


def locate(path: Path | str, below: Path) -> Path:
    """The real file behind `path`, a name below `below` or a path that leads there.

    PictureRefused where the name, or a symbolic link on the way, leads anywhere else.
    """
    name = _name(path, below)
    if _leads_out(name):
        raise _outside(name)
    try:
        real = Path(os.path.realpath(below / name, strict=True))
        folder = Path(os.path.realpath(below, strict=True))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PictureRefused(PictureTrouble.MISSING, f"The picture {name} is missing.") from error
    except ValueError as error:
        raise _outside(name) from error
    except OSError as error:
        raise _unreadable(error) from error
    if not real.is_relative_to(folder):
        raise _outside(name)
    return real


def stamp(real: Path) -> Stamp:
    """What changes when the file does; PictureRefused where it is no file worth reading."""
    try:
        facts = real.stat()
    except OSError as error:
        raise _unreadable(error) from error
    if not stat.S_ISREG(facts.st_mode):
        raise PictureRefused(PictureTrouble.NO_FILE, f"The picture {real.name} is not a file.")
    if not facts.st_size:
        raise PictureRefused(
            PictureTrouble.EMPTY, f"The picture {real.name} is empty: its file has 0 bytes."
        )
    if facts.st_size > MOST_BYTES:
        raise _too_heavy(facts.st_size)
    return stamp_of(facts)


def read(real: Path) -> bytes:
    """The whole file; what was swapped in since `stamp` is still held to the limits."""
    try:
        descriptor = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(error) from error
    if len(content) > MOST_BYTES:
        raise _too_heavy(len(content))
    return content


def _name(path: Path | str, below: Path) -> str:
    try:
        return str(Path(path).absolute().relative_to(below.absolute()))
    except ValueError:
        return str(path)


def _leads_out(name: str) -> bool:
    """Also in its percent-decoded forms: what is a plain name here may be a path elsewhere."""
    if len(name) > LONGEST_NAME:
        return True
    decoded = unquote(name)
    return _foreign(name) or (decoded != name and _leads_out(decoded))


def _foreign(name: str) -> bool:
    posix = PurePosixPath(name)
    return (
        posix.is_absolute()
        or ".." in posix.parts
        or re.search(r"[\\\x00-\x1f]|^[A-Za-z][A-Za-z0-9+.-]*:", name) is not None
    )


def _outside(name: str) -> PictureRefused:
    shown = name if len(name) <= 60 else name[:59] + "…"
    return PictureRefused(
        PictureTrouble.OUTSIDE,
        f"The picture's name {shown!r} leads out of the shop's images; rename it.",
    )


def _unreadable(error: OSError) -> PictureRefused:
    return PictureRefused(
        PictureTrouble.UNREADABLE, f"The picture's file cannot be read: {error.strerror}."
    )


def _too_heavy(size: int) -> PictureRefused:
    return PictureRefused(
        PictureTrouble.TOO_HEAVY,
        f"The picture's file has {size:,} bytes; at most {MOST_BYTES:,} are read.",
    )
