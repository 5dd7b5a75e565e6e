"""Names of pictures from outside: only a plain path below the images folder is followed."""

import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa

from recommender.sources.column import Column

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+)*\.[A-Za-z0-9]+")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
SEVERAL = re.compile(r"\s*[,|;]\s*")
ENDING = re.compile(r"\.(jpe?g|png|webp|gif|avif|tiff?|bmp)(\?\S*)?$", re.IGNORECASE)
TROUBLES = (
    (re.compile(r"[\x00-\x1f\x7f]"), "holds a control character"),
    (re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:"), "is an address or a drive, not a path below images"),
    (re.compile(r"\\"), "holds a backslash"),
    (re.compile(r"^/"), "is an absolute path"),
    (re.compile(r"(^|/)\.{0,2}(/|$)"), "leads out of the images folder"),
)


def trouble_with(name: str) -> str | None:
    """Why this name is not followed; None where it is harmless."""
    if PLAIN.fullmatch(name):
        return None
    seen = unquote(unquote(name))
    return next((trouble for pattern, trouble in TROUBLES if pattern.search(seen)), None)


def is_address(name: str) -> bool:
    """Whether it stands for a picture elsewhere, at http or https."""
    return ADDRESS.fullmatch(name) is not None


def read_picture_names(column: Column) -> pa.ChunkedArray:
    """Paths below the images folder, addresses, or null: of several in a cell the first, without a
    slash in front. SourceUnreadable where a path leads away."""
    names = [_first(cell) for cell in column.cast(pa.string(), "store text").to_pylist()]
    for place, name in enumerate(names):
        trouble = None if name is None or is_address(name) else trouble_with(name)
        if trouble:
            remedy = "name a file below images, such as 012/0123.jpg"
            raise column.fault(place, f"{name!r} {trouble}", remedy)
    return pa.chunked_array([pa.array(names, pa.string())])


def file_of(folder: Path, name: str, spelt: dict[str, Path]) -> Path:
    """Where the picture of this name lies: as it is spelt, or with its accents composed otherwise,
    or with the folder's own name said twice. `spelt`: see `composed_names`."""
    inside = name.removeprefix(f"{folder.name}/")
    for path in dict.fromkeys((name, inside)):
        if (folder / path).exists():
            return folder / path
    for path in (name, inside):
        if unicodedata.normalize("NFC", path) in spelt:
            return spelt[unicodedata.normalize("NFC", path)]
    return folder / inside


def composed_names(folder: Path) -> dict[str, Path]:
    """Every file below the folder whose name has accents, by its name with these composed."""
    files = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {
        unicodedata.normalize("NFC", name): path
        for name, path in sorted(names.items())
        if not name.isascii()
    }


def leads_away(root: Path, path: Path) -> bool:
    """Whether a symbolic link stands on the way from `root` to the picture."""
    here = root
    for part in path.relative_to(root).parts:
        here = here / part
        if here.is_symlink():
            return True
    return False


def _first(cell: str | None) -> str | None:
    if cell is None or not cell.strip():
        return None
    name = cell.strip()
    parts = [each for each in SEVERAL.split(name) if each]
    if len(parts) > 1 and all(ENDING.search(each) or is_address(each) for each in parts):
        name = parts[0]
    return name if is_address(name) else name.lstrip("/") or None
