"""Where a scenario went that is not under its id any more."""

from pathlib import Path

from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.log import moved, walk
from dashboard.scenarios.repository import Repository, find_repository

MOST = 100
"""Renames followed."""


def renamed_to(folder: Path, scenario_id: str) -> str | None:
    """Its id now; None where it was not renamed, or is gone since, or nothing is known of it."""
    try:
        return new_id(find_repository(folder), scenario_id)
    except NotRecorded:
        return None


def new_id(repository: Repository, scenario_id: str) -> str | None:
    name: str | None = f"{scenario_id}.yaml"
    for _ in range(MOST):
        newest = next(iter(walk(repository, name, 1)), None)
        name = moved(repository, newest) if newest and newest.gone else None
        if name is None or (repository.git.folder / name).is_file():
            break
    return name and name.removesuffix(".yaml")
