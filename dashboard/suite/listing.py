"""The suite as one looks through it: words, tags, owner, state."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dashboard.suite.findings import Outcome
from recommender.scenario import Scenario, Suite
from recommender.words import folded

TROUBLE = re.compile(r"(.*?):(\d+):\d+: (.*)", re.DOTALL)
Known = Callable[[Scenario], Outcome | None]


class State(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNREAD = "unread"


@dataclass(frozen=True)
class Filters:
    """What somebody looks for; what is empty excludes nothing."""

    words: str = ""
    tags: tuple[str, ...] = ()
    owner: str = ""
    state: State | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unread:
    """A file that cannot be read: its name, and line by line what is wrong with it."""

    file: str
    faults: tuple[tuple[int, str], ...]

    def as_record(self) -> dict:
        faults = [{"line": line, "sentence": sentence} for line, sentence in self.faults]
        return {"file": self.file, "faults": faults}


class Listing:
    """In the order of titles; made once for a suite."""

    def __init__(self, suite: Suite):
        self.scenarios = sorted(suite.scenarios, key=lambda each: (folded(each.title), each.id))
        self.unreadable = unreadable(suite.troubles)
        self._texts = {each.id: folded(said(each)) for each in suite.scenarios}

    def found(self, filters: Filters, known: Known) -> list[Scenario]:
        found = self.scenarios
        if wanted := folded(filters.words).split():
            texts = self._texts
            found = [each for each in found if all(word in texts[each.id] for word in wanted)]
        if filters.tags:
            found = [each for each in found if set(filters.tags) <= set(each.tags)]
        if filters.owner:
            found = [each for each in found if each.owner == filters.owner]
        if filters.ids:
            found = [each for each in found if each.id in filters.ids]
        if filters.state:
            found = [each for each in found if state(known(each)) is filters.state]
        return found

    def unread(self, filters: Filters) -> list[Unread]:
        """A file that cannot be read has neither tags nor an owner, and cannot be chosen."""
        if filters.state not in (None, State.UNREAD):
            return []
        if filters.tags or filters.owner or filters.ids:
            return []
        wanted = folded(filters.words).split()
        return [
            each
            for each in self.unreadable
            if all(word in folded(f"{each.file} {each.faults}") for word in wanted)
        ]


def unreadable(troubles: Iterable[str]) -> tuple[Unread, ...]:
    """From `folder/camper.yaml:3:9: There is no field.`, file by file."""
    found: dict[str, list[tuple[int, str]]] = {}
    for each in troubles:
        path, line, sentence = TROUBLE.fullmatch(each).groups()
        found.setdefault(Path(path).name, []).append((int(line), sentence))
    return tuple(Unread(file, tuple(faults)) for file, faults in found.items())


def state(outcome: Outcome | None) -> State | None:
    """None where it is not worked out yet, or no model could be asked."""
    if outcome is None or not outcome.met + outcome.unmet:
        return None
    return State.UNMET if outcome.unmet else State.MET


def counted(words: Iterable[str]) -> list[dict]:
    """The most frequent first."""
    counts = Counter(words)
    order = sorted(counts, key=lambda word: (-counts[word], folded(word)))
    return [{"name": word, "count": counts[word]} for word in order]


def tags(scenarios: Iterable[Scenario]) -> Iterator[str]:
    return (tag for each in scenarios for tag in dict.fromkeys(each.tags))


def owners(scenarios: Iterable[Scenario]) -> Iterator[str]:
    return (each.owner for each in scenarios if each.owner)


def said(scenario: Scenario) -> str:
    """All of its words that one may look for."""
    return "\n".join(
        (scenario.title, scenario.story, *scenario.tags, scenario.owner or "", scenario.id)
    )
