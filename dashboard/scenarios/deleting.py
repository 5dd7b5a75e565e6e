"""Scenarios deleted, as far as they can be brought back."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios import messages
from dashboard.scenarios.author import signed
from dashboard.scenarios.content import read_content
from dashboard.scenarios.ledger import Contents, Done, Ledger, opened
from dashboard.scenarios.log import walk
from dashboard.scenarios.versions import version_of
from recommender.scenario import Scenario, ScenarioNotSaved


@dataclass(frozen=True)
class Removed(Done):
    """`ids` are those that were there."""

    ids: tuple[str, ...] = ()


def delete(folder: Path, person: Person, ids: Iterable[str], message: str = "") -> Removed:
    """Only what can be brought back; ScenarioNotSaved, and all stay, where one could not."""
    with opened(folder, person) as ledger:
        return _delete(ledger, {each: version_of(folder, each) for each in ids}, message)


def withdraw(folder: Path, person: Person, scenario_id: str, seen: str) -> Removed:
    """What this person added, as long as it is as they added it: ChangedMeanwhile where it is
    not, ScenarioNotSaved where somebody else added it."""
    with opened(folder, person) as ledger:
        if version_of(folder, scenario_id) is None:
            return Removed(None, "")
        ledger.read({scenario_id: seen})
        if not _added_by(ledger, scenario_id):
            raise ScenarioNotSaved("Somebody else added this scenario; it stays.")
        return _delete(ledger, {scenario_id: seen}, "")


def _delete(ledger: Ledger, seen: dict[str, str | None], message: str) -> Removed:
    before = ledger.read(seen)
    there = {each: content for each, content in before.items() if content is not None}
    found = ledger.record_found(there)
    lost = sorted(ledger.unrecorded(there))
    if lost:
        raise ScenarioNotSaved(
            f"{lost[0]}.yaml is not deleted, for it could not be brought back: "
            f"{found.note.partition(': ')[2]}"
        )
    told = f"Delete {messages.counted(_named(there))}"
    done = ledger.change(there, dict.fromkeys(there), messages.said(message, told))
    return Removed(done.commit, done.note, tuple(there))


def _named(there: Contents) -> list[Scenario]:
    return [
        read_content(each, content).scenario or Scenario(each, each)
        for each, content in there.items()
    ]


def _added_by(ledger: Ledger, scenario_id: str) -> bool:
    """Whether the last that was recorded of it is that this person added it."""
    if ledger.repository is None:
        return True
    newest = next(iter(walk(ledger.repository, f"{scenario_id}.yaml", 1)), None)
    if newest is None or newest.act != "A":
        return newest is None
    shown = ledger.repository.git.ask("show", "-s", "--format=%an%n%ae", newest.commit)
    mine = signed(ledger.person)
    return shown.text.splitlines() == [mine["GIT_AUTHOR_NAME"], mine["GIT_AUTHOR_EMAIL"]]
