"""What can be brought back: deleted scenarios, older versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.scenarios.author import SOMEBODY
from dashboard.scenarios.content import read_content
from dashboard.scenarios.conversions import conversions, refuse_converted
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.log import Entry, contents, deletions, walk
from dashboard.scenarios.repository import Repository, find_repository
from recommender.scenario import ScenarioNotSaved
from recommender.scenario.scenario import ID

MOST = 1_000
"""Versions looked back at."""


@dataclass(frozen=True)
class Deleted:
    """`at` None: deleted in the folder, which is not recorded yet."""

    scenario_id: str
    title: str
    commit: str
    at: datetime | None
    author: str


def deleted(folder: Path) -> tuple[Deleted, ...]:
    """Scenarios that are not there now and can be restored from their commit, newest first."""
    try:
        repository = find_repository(folder)
        there = {path.name for path in folder.iterdir()}
        missing = _missing(repository, there)
        gone = _gone(deletions(repository, MOST), there | {each.name for each in missing})
        converted = conversions(repository, [each.name for each in (*missing, *gone)])
        missing = [each for each in missing if each.name not in converted]
        gone = [each for each in gone if each.name not in converted]
        held = contents(repository, [each.blob for each in (*missing, *gone)])
    except NotRecorded:
        return ()
    return (
        *(_deleted(each, held.get(each.blob), recorded=False) for each in missing),
        *(_deleted(each, held.get(each.blob), recorded=True) for each in gone),
    )


def content_at(folder: Path, scenario_id: str, commit: str) -> bytes:
    """What the file held after that commit of its history, or before it where it was deleted in
    it; ScenarioNotSaved where there is no such version."""
    try:
        repository = find_repository(folder)
        refuse_converted(repository, [f"{scenario_id}.yaml"])
        entries = walk(repository, f"{scenario_id}.yaml", MOST)
    except NotRecorded as trouble:
        raise ScenarioNotSaved(f"There is no history to restore from: {trouble}") from trouble
    entry = next((each for each in entries if each.commit == commit), None)
    content = contents(repository, [entry.blob]).get(entry.blob) if entry else None
    if content is None:
        raise ScenarioNotSaved(
            f"The history of {scenario_id} has no such version; load the page again."
        )
    return content


def _missing(repository: Repository, there: set[str]) -> list[Entry]:
    """The last versions of files that somebody deleted without a commit."""
    names = [name for name in sorted(repository.held()) if _lost(name, there)]
    return [each for name in names for each in walk(repository, name, 1) if not each.gone]


def _gone(entries: Iterable[Entry], there: set[str]) -> list[Entry]:
    """The newest deletion of each scenario that is not there."""
    newest: dict[str, Entry] = {}
    for each in entries:
        if _lost(each.name, there):
            newest.setdefault(each.name, each)
    return list(newest.values())


def _lost(name: str, there: set[str]) -> bool:
    stem, _, ending = name.rpartition(".")
    return name not in there and ending == "yaml" and ID.fullmatch(stem) is not None


def _deleted(entry: Entry, content: bytes | None, recorded: bool) -> Deleted:
    scenario_id = entry.name.removesuffix(".yaml")
    scenario = read_content(scenario_id, content).scenario
    title = scenario.title if scenario else scenario_id
    by, at = (entry.author.by, entry.author.on) if recorded else (SOMEBODY, None)
    return Deleted(scenario_id, title, entry.commit, at, by)
