"""Names of pictures from outside: only a plain path below the images folder is followed."""

import re
from pathlib import Path
from urllib.parse import unquote

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+)*\.[A-Za-z0-9]+")
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


def leads_away(root: Path, name: str) -> bool:
    """Whether a symbolic link stands on the way from `root` to the picture."""
    path = root
    for part in name.split("/"):
        path = path / part
        if path.is_symlink():
            return True
    return False
