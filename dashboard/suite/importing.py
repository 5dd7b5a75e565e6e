"""What a file of scenarios would bring here, and the bringing."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios import writing
from dashboard.scenarios.filing import file_texts
from dashboard.scenarios.versions import digest
from recommender.catalogue import Catalogue
from recommender.refusal import Refusal
from recommender.scenario import Scenario, Suite
from recommender.scenario.changes import changes
from recommender.scenario.exchange import read_file
from recommender.scenario.scenario import RESERVED


class NotImported(Refusal):
    """Why nothing was imported; what was there before stands."""


@dataclass(frozen=True)
class Changed:
    before: Scenario
    after: Scenario

    def told(self, catalogue: Catalogue) -> list[str]:
        found = changes(self.before, self.after, catalogue)
        return [each.text for each in found] or ["Comments or the order of lines alone"]


@dataclass(frozen=True)
class Preview:
    """`mark` stands for what would be written over what: who imports names it."""

    new: tuple[Scenario, ...]
    changed: tuple[Changed, ...]
    same: int
    troubles: tuple[str, ...]
    passed_over: tuple[str, ...]
    texts: Mapping[str, bytes]
    seen: dict[str, str | None]
    mark: str

    @property
    def coming(self) -> list[Scenario]:
        return [*self.new, *(each.after for each in self.changed)]

    def as_record(self, catalogue: Catalogue) -> dict:
        return {
            "new": [{"id": each.id, "title": each.title} for each in self.new],
            "changed": [
                {
                    "id": each.after.id,
                    "title": each.after.title,
                    "changes": each.told(catalogue),
                }
                for each in self.changed
            ],
            "same": self.same,
            "troubles": list(self.troubles),
            "passed_over": list(self.passed_over),
            "mark": self.mark,
        }


def preview(content: bytes, folder: Path, suite: Suite, catalogue: Catalogue) -> Preview:
    """NothingImported where the file as a whole cannot be read."""
    here = {each.id: each for each in suite.scenarios}
    arrival = read_file(content, catalogue, here)
    new = [each for each in arrival.scenarios if each.id not in here]
    known = [each for each in arrival.scenarios if each.id in here]
    versions = {each.id: writing.version_of(folder, each.id) for each in known}
    changed = [
        Changed(here[each.id], each)
        for each in known
        if _differs(each, here[each.id], arrival.texts.get(each.id), versions[each.id])
    ]
    seen = {each.id: None for each in new}
    seen |= {each.after.id: versions[each.after.id] for each in changed}
    reserved = [each.id for each in new if each.id in RESERVED]
    unread = [each.id for each in new if os.path.lexists(folder / f"{each.id}.yaml")]
    return Preview(
        tuple(new),
        tuple(changed),
        len(known) - len(changed),
        (*arrival.troubles, *map(_unread, unread), *map(_reserved, reserved)),
        arrival.passed_over,
        arrival.texts,
        seen,
        _mark(content, seen),
    )


def bring(preview: Preview, mark: str, folder: Path, person: Person, name: str) -> writing.Done:
    """All or nothing, in one commit; NotImported where it is not what was looked at."""
    if preview.troubles:
        raise NotImported(f"Nothing was imported: {preview.troubles[0]}")
    if mark != preview.mark:
        raise NotImported(
            "Somebody changed these scenarios since you looked at what the file brings. "
            "Nothing was imported; choose the file again."
        )
    count = len(preview.coming)
    message = f"Import {count} scenario{'' if count == 1 else 's'} from {name}"
    if preview.texts:
        texts = {each: preview.texts[each] for each in preview.seen}
        return file_texts(folder, person, texts, preview.seen, message)
    return writing.save_all(folder, person, preview.coming, preview.seen, message)


def _differs(after: Scenario, before: Scenario, text: bytes | None, version: str | None) -> bool:
    """A file by its text, a row by what it says."""
    if text is not None:
        return digest(text) != version
    return after.as_document() != before.as_document()


def _reserved(scenario_id: str) -> str:
    return f"No scenario can be named {scenario_id}; give it another id."


def _unread(scenario_id: str) -> str:
    return f"{scenario_id}.yaml is here already and cannot be read; mend or delete it first."


def _mark(content: bytes, seen: dict[str, str | None]) -> str:
    versions: Sequence[str] = [f"{name} {version}" for name, version in sorted(seen.items())]
    return sha256("\n".join([sha256(content).hexdigest(), *versions]).encode()).hexdigest()
