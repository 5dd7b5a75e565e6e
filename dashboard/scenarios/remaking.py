"""The scenario folder made anew: git takes away a folder whose last file is removed."""

from pathlib import Path

from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.repository import find_repository


def remade(folder: Path) -> bool:
    """Only where the history knows the folder; else it may be another that is meant."""
    above = next((each for each in folder.absolute().parents if each.is_dir()), None)
    try:
        known = above and find_repository(above).git.ask(
            *("log", "-1", "--format=%H", "HEAD", "--", str(folder.absolute().relative_to(above)))
        )
        if not known or not known.text.strip():
            return False
        folder.mkdir(parents=True)
    except (NotRecorded, OSError):
        return False
    return True
