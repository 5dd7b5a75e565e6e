"""What happened to a scenario: every version, who wrote it, what changed."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.scenarios.additions import Added, additions
from dashboard.scenarios.author import SOMEBODY, Author
from dashboard.scenarios.content import read_content
from dashboard.scenarios.conversions import refuse_converted
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.log import last_author, walk
from dashboard.scenarios.naming import file_name
from dashboard.scenarios.recovery import MOST, Deleted, deleted
from dashboard.scenarios.repository import find_repository
from dashboard.scenarios.revisions import Revision, readings, revisions
from dashboard.scenarios.versions import content_of
from recommender.catalogue import Catalogue

__all__ = [
    "Added",
    "Author",
    "Deleted",
    "History",
    "Revision",
    "added",
    "deleted",
    "history",
    "last_writer",
]

UNRECORDED = "What the file holds now is not in the history yet; the next save records it."


@dataclass(frozen=True)
class History:
    """Newest first; `note` says why it is empty or does not reach the file as it is now."""

    revisions: tuple[Revision, ...]
    note: str = ""


def history(
    folder: Path, scenario_id: str, limit: int = 100, catalogue: Catalogue | None = None
) -> History:
    """The newest `limit` versions, through renames; titles in place of ids where there is a
    catalogue."""
    name = file_name(folder, scenario_id)
    try:
        repository = find_repository(folder)
        refuse_converted(repository, [name])
        entries = walk(repository, name, limit + 1)
        note = UNRECORDED if repository.states([name]) else ""
    except NotRecorded as trouble:
        return History((), f"There is no history: {trouble}")
    return History(tuple(revisions(repository, entries, catalogue)[:limit]), note)


def added(folder: Path, scenario_id: str) -> Added:
    """Who added what the file says now; nothing is known where there is no history."""
    now = read_content(scenario_id, content_of(folder, scenario_id)).scenario
    try:
        repository = find_repository(folder)
        entries = walk(repository, f"{scenario_id}.yaml", MOST)
        newest = last_author(repository, f"{scenario_id}.yaml")
    except NotRecorded:
        return Added()
    past = zip(entries, readings(repository, entries), strict=True)
    versions = [(each.author, read.scenario) for each, read in past][::-1]
    return additions((by, said) for by, said in [*versions, (newest, now)] if said is not None)


def last_writer(folder: Path, scenario_id: str) -> Author:
    """Who wrote the file as it lies there now; nobody known where that is not recorded."""
    name = file_name(folder, scenario_id)
    try:
        return last_author(find_repository(folder), name)
    except NotRecorded:
        return Author(SOMEBODY)
