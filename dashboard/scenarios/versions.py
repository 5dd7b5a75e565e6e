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
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        fault = "It is a link; put the file itself there." if path.is_symlink() else error.strerror
        raise ScenarioUnreadable(f"{path}:1:1: {fault}") from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ScenarioUnreadable(f"{path}:1:1: It is no ordinary file; delete or rename it.")
        return file.read()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
