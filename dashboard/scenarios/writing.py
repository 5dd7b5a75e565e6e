"""What people do to the scenario folder: save, delete, rename, tag; each is one commit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios import messages
from dashboard.scenarios.content import read_content
from dashboard.scenarios.deleting import delete, withdraw
from dashboard.scenarios.facts import ChangedMeanwhile
from dashboard.scenarios.ledger import Contents, Done, Ledger, opened
from dashboard.scenarios.naming import free_id, id_from
from dashboard.scenarios.versions import digest, version_of
from recommender.documents.node import Malformed
from recommender.documents.reading import decode
from recommender.scenario import Scenario, ScenarioNotSaved, render_scenario

__all__ = [
    "ChangedMeanwhile",
    "Done",
    "Saved",
    "delete",
    "free_id",
    "id_from",
    "rename",
    "save",
    "save_all",
    "tag",
    "version_of",
    "withdraw",
]


@dataclass(frozen=True)
class Saved:
    """`commit` None: not recorded in the history, and `note` says why in one sentence."""

    scenario_id: str
    version: str
    commit: str | None
    note: str


def save(
    folder: Path, person: Person, scenario: Scenario, seen: str | None, message: str = ""
) -> Saved:
    """`seen`: the version that was opened, None for a new one.

    ChangedMeanwhile where somebody else wrote it since; then nothing is written.
    """
    with opened(folder, person) as ledger:
        after, done = _save(ledger, [scenario], {scenario.id: seen}, message)
    return _saved(scenario.id, after[scenario.id], done)


def save_all(
    folder: Path,
    person: Person,
    scenarios: Iterable[Scenario],
    seen: Mapping[str, str | None],
    message: str = "",
) -> Done:
    """All or none; `seen` has the version opened of each, None or nothing for a new one."""
    scenarios = list(scenarios)
    with opened(folder, person) as ledger:
        versions = {each.id: seen.get(each.id) for each in scenarios}
        return _save(ledger, scenarios, versions, message)[1]


def tag(
    folder: Path,
    person: Person,
    ids: Iterable[str],
    add: Iterable[str],
    remove: Iterable[str],
    message: str = "",
) -> Done:
    """ScenarioNotSaved where one cannot be read; then none is tagged."""
    ids, add, remove = list(dict.fromkeys(ids)), list(add), set(remove)
    with opened(folder, person) as ledger:
        seen = {each: version_of(folder, each) for each in ids}
        before = ledger.read(seen)
        tagged = [_tagged(each, before[each], add, remove) for each in ids]
        words = ", ".join([*add, *(f"no longer {each}" for each in sorted(remove))])
        told = f"Tag {messages.counted(tagged)}: {words}"
        return _save(ledger, tagged, seen, messages.said(message, told))[1]


def rename(
    folder: Path, person: Person, scenario_id: str, to: str, seen: str | None, message: str = ""
) -> Saved:
    """ChangedMeanwhile where `to` is taken, or the scenario is not of the version seen."""
    with opened(folder, person) as ledger:
        before = ledger.read({to: seen if to == scenario_id else None, scenario_id: seen})
        content = before[scenario_id]
        if content is None:
            raise ScenarioNotSaved(f"There is no scenario {scenario_id}; load the page again.")
        told = messages.said(message, f"Rename {scenario_id} to {to}")
        done = ledger.change(before, {scenario_id: None, to: content}, told)
    return _saved(to, content, done)


def _save(
    ledger: Ledger, scenarios: list[Scenario], seen: Mapping[str, str | None], message: str
) -> tuple[Contents, Done]:
    before = ledger.read(seen)
    after = {each.id: _rendered(each, before[each.id]) for each in scenarios}
    were = [read_content(each.id, before[each.id]) for each in scenarios]
    told = messages.said(message, messages.of_saving(were, scenarios))
    return after, ledger.change(before, after, told)


def _rendered(scenario: Scenario, existing: bytes | None) -> bytes:
    try:
        text = None if existing is None else decode(existing)
    except Malformed as error:
        raise ScenarioNotSaved(f"{scenario.id}.yaml is not saved: {error}") from error
    return render_scenario(scenario, text).encode("utf-8")


def _tagged(scenario_id: str, content: bytes | None, add: list[str], remove: set) -> Scenario:
    scenario, trouble = read_content(scenario_id, content)
    if scenario is None:
        why = trouble or "it is gone; load the page again."
        raise ScenarioNotSaved(f"{scenario_id}.yaml is not tagged: {why}")
    kept = [each for each in scenario.tags if each not in remove]
    return replace(scenario, tags=tuple(dict.fromkeys([*kept, *add])))


def _saved(scenario_id: str, content: bytes | None, done: Done) -> Saved:
    return Saved(scenario_id, digest(content or b""), done.commit, done.note)
