"""What people do to the scenario folder: save, delete, rename, tag; one call is one commit."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from dashboard.releases.facts import NotAllowed
from dashboard.releases.person import Person
from dashboard.scenarios.facts import ChangedMeanwhile
from dashboard.scenarios.naming import free_id, id_from
from dashboard.scenarios.versions import version_of
from recommender.scenario import Scenario, load_scenario, save_scenario, scenario_path

__all__ = [
    "ChangedMeanwhile",
    "Done",
    "Saved",
    "delete",
    "free_id",
    "id_from",
    "rename",
    "restore",
    "save",
    "save_all",
    "tag",
    "version_of",
]

LOCK = ".lock"
"""One change at a time, whichever process it comes from."""


@dataclass(frozen=True)
class Done:
    """`commit` None: not recorded in the history, and `note` says why in one sentence."""

    commit: str | None
    note: str


@dataclass(frozen=True)
class Saved(Done):
    scenario_id: str
    version: str | None


def save(
    folder: Path, person: Person, scenario: Scenario, seen: str | None, message: str = ""
) -> Saved:
    """`seen`: the version that was opened, None for a new one.

    ChangedMeanwhile where somebody else wrote it since; then nothing is written.
    """
    done = save_all(folder, person, [scenario], {scenario.id: seen}, message)
    return Saved(done.commit, done.note, scenario.id, version_of(folder, scenario.id))


def save_all(
    folder: Path,
    person: Person,
    scenarios: Iterable[Scenario],
    seen: Mapping[str, str | None],
    message: str = "",
) -> Done:
    """All or none; `seen` has the version opened of each, None or nothing for a new one."""
    _refuse_without_role(person)
    with ExitStack() as held:
        held.enter_context(FileLock(folder / LOCK))
        for scenario in scenarios:
            _refuse_changed(folder, scenario.id, seen.get(scenario.id))
        for scenario in scenarios:
            save_scenario(folder, scenario)
    return Done(None, "")


def delete(folder: Path, person: Person, ids: Iterable[str], message: str = "") -> Done:
    _refuse_without_role(person)
    for scenario_id in ids:
        scenario_path(folder, scenario_id).unlink(missing_ok=True)
    return Done(None, "")


def rename(
    folder: Path, person: Person, scenario_id: str, to: str, seen: str | None, message: str = ""
) -> Saved:
    _refuse_without_role(person)
    _refuse_changed(folder, scenario_id, seen)
    _refuse_changed(folder, to, None)
    scenario_path(folder, scenario_id).rename(scenario_path(folder, to))
    return Saved(None, "", to, version_of(folder, to))


def tag(
    folder: Path,
    person: Person,
    ids: Iterable[str],
    add: Iterable[str],
    remove: Iterable[str],
    message: str = "",
) -> Done:
    found = [load_scenario(scenario_path(folder, scenario_id)) for scenario_id in ids]
    kept = {each.id: [tag for tag in each.tags if tag not in set(remove)] for each in found}
    tagged = [replace(each, tags=tuple(dict.fromkeys([*kept[each.id], *add]))) for each in found]
    seen = {each.id: version_of(folder, each.id) for each in found}
    return save_all(folder, person, tagged, seen, message)


def restore(
    folder: Path,
    person: Person,
    scenario_id: str,
    commit: str,
    seen: str | None,
    message: str = "",
) -> Saved:
    _refuse_without_role(person)
    raise ChangedMeanwhile("There is no history of this folder yet.")


def _refuse_without_role(person: Person) -> None:
    if not person.roles:
        raise NotAllowed("Only people with a role in vitrine.toml can write scenarios.")


def _refuse_changed(folder: Path, scenario_id: str, seen: str | None) -> None:
    now = version_of(folder, scenario_id)
    if now != seen:
        raise ChangedMeanwhile(
            f"Somebody else saved {scenario_id}.yaml since you opened it. What you wrote is "
            "still here: copy what you need, then open the scenario again."
            if seen is not None
            else f"There is already a scenario {scenario_id}; give this one another title.",
            now,
        )
