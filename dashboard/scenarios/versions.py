"""A scenario file as it lies there now, and the digest by which one sees that it changed."""

import hashlib
import os
import stat
from pathlib import Path

from recommender.scenario import ScenarioUnreadable, scenario_path
from recommender.scenario.scenario import ID


def version_of(folder: Path, scenario_id: str) -> str | None:
    """SHA-256 of the file's text; None where there is none. ScenarioUnreadable for a link or
    what is no ordinary file."""
    content = content_of(folder, scenario_id)
    return None if content is None else digest(content)


def content_of(folder: Path, scenario_id: str) -> bytes | None:
    known = ID.fullmatch(scenario_id)
    path = Path(folder) / f"{scenario_id}.yaml" if known else scenario_path(folder, scenario_id)
    if not os.path.lexists(path):
        return None
    try:
        with open(path, "rb", opener=_open_itself) as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return file.read()
    except OSError as error:
        if not path.is_dir() or path.is_symlink():
            link = "It is a link; put the file itself there."
            fault = link if path.is_symlink() else error.strerror
            raise ScenarioUnreadable(f"{path}:1:1: {fault}") from error
    raise ScenarioUnreadable(f"{path}:1:1: It is no ordinary file; delete or rename it.")


def _open_itself(path: str, flags: int) -> int:
    """No link is followed, no pipe waited for."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
