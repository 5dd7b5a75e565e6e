"""The versions of one scenario, each with what it changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.scenarios.author import EPOCH
from dashboard.scenarios.content import Read, read_content
from dashboard.scenarios.log import Entry, contents
from dashboard.scenarios.repository import Repository
from recommender.catalogue import Catalogue
from recommender.scenario import Scenario
from recommender.scenario.changes import Change, ChangeKind, changes

TOO_LARGE = "It is too large to be read."


@dataclass(frozen=True)
class Revision:
    """`scenario` None: deleted, or unreadable, and then `trouble` says why."""

    commit: str
    at: datetime
    author: str
    message: str
    scenario: Scenario | None
    trouble: str
    changes: tuple[Change, ...]


def revisions(
    repository: Repository, entries: list[Entry], catalogue: Catalogue | None
) -> list[Revision]:
    """Each against the one before it that can be read."""
    found = readings(repository, entries)
    return [
        _revision(entry, found[place], found[place + 1 :], catalogue)
        for place, entry in enumerate(entries)
    ]


def readings(repository: Repository, entries: Iterable[Entry]) -> list[Read]:
    """What the file said after each; nothing where it was deleted."""
    entries = list(entries)
    held = contents(repository, [each.blob for each in entries])
    return [_reading(each, held.get(each.blob)) for each in entries]


def _reading(entry: Entry, content: bytes | None) -> Read:
    if entry.gone:
        return Read()
    if content is None:
        return Read(trouble=TOO_LARGE)
    return read_content(entry.name.removesuffix(".yaml"), content)


def _revision(entry: Entry, read: Read, older: list[Read], catalogue: Catalogue | None) -> Revision:
    made = () if read.trouble else _changes(entry, read, older, catalogue)
    return Revision(
        entry.commit,
        entry.author.on or EPOCH,
        entry.author.by,
        entry.message,
        read.scenario,
        read.trouble,
        made,
    )


def _changes(
    entry: Entry, read: Read, older: list[Read], catalogue: Catalogue | None
) -> tuple[Change, ...]:
    before = next((each.scenario for each in older if not each.trouble), None)
    told = changes(before, read.scenario, catalogue)
    if before is None and read.scenario is not None and older:
        told = (replace(told[0], text="Brought back"),)
    if entry.before:
        was = entry.before.removesuffix(".yaml")
        told = (Change(ChangeKind.WORDS, f"Renamed, before {was}"), *told)
    return told
