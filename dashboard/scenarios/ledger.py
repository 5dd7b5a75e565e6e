"""A scenario folder held by one writer: files change together and are recorded as one commit."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.releases.facts import NotAllowed
from dashboard.releases.person import Person
from dashboard.scenarios.commits import commit, newest
from dashboard.scenarios.conversions import conversions
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.leftovers import clear
from dashboard.scenarios.lock import held
from dashboard.scenarios.meeting import changed_meanwhile
from dashboard.scenarios.naming import refuse_reserved
from dashboard.scenarios.remaking import remade
from dashboard.scenarios.repository import Repository, find_repository
from dashboard.scenarios.versions import content_of, digest
from recommender.file_replacement import replace_files
from recommender.scenario import ScenarioNotSaved, scenario_path

LOCK = ".lock"
REPOSITORY_LOCK = "vitrine.lock"
FOUND = "Changes made outside Vitrine"
ABANDONED = re.compile(r"\.(.+)-[^-]{8}\.tmp")

Contents = Mapping[str, bytes | None]
"""What files hold, by the scenarios' ids; None where there is no file."""


@dataclass(frozen=True)
class Done:
    """`commit` None: not recorded in the history, and `note` says why in one sentence."""

    commit: str | None
    note: str


NOTHING = Done(None, "")
"""There was nothing to record."""


@dataclass(frozen=True)
class Ledger:
    """`trouble` says why nothing can be recorded; `repository` None where there is none."""

    folder: Path
    person: Person
    descriptor: int
    repository: Repository | None
    trouble: str = ""

    def read(self, seen: Mapping[str, str | None]) -> Contents:
        """The files as they are; ChangedMeanwhile where one is not of the version seen."""
        found = {each: content_of(self.folder, each) for each in seen}
        for scenario_id, content in found.items():
            if (None if content is None else digest(content)) != seen[scenario_id]:
                raise changed_meanwhile(self.repository, scenario_id, seen[scenario_id], content)
        return found

    def change(self, before: Contents, after: Contents, message: str) -> Done:
        """All files or none; `before` is what `read` gave."""
        for scenario_id, content in after.items():
            if content is not None:
                refuse_reserved(scenario_id)
        done = self.record_found(each for each in before if before[each] is not None)
        edited = {each: content for each, content in after.items() if content != before[each]}
        if edited:
            self._replace(before, edited)
            done = self._record(edited, self.person, message)
        if self.repository and after and done == NOTHING:
            return Done(newest(self.repository, [f"{each}.yaml" for each in after]), "")
        return done

    def record_found(self, ids: Iterable[str]) -> Done:
        """What others left unrecorded in these files: by itself, so that it is not lost and
        nobody gets it under their name."""
        return self._record(ids, None, FOUND)

    def unrecorded(self, ids: Iterable[str]) -> set[str]:
        """Those of which the newest commit does not hold the file as it is."""
        names = {f"{each}.yaml": each for each in ids}
        if self.repository is None or self.repository.head is None:
            return set(names.values())
        held = self.repository.held()
        states = self.repository.states(names) if names else {}
        converted = conversions(self.repository, names) if names else {}
        other = states.keys() | converted.keys() | (names.keys() - held)
        return {names[each] for each in other}

    def _replace(self, before: Contents, after: Contents) -> None:
        for scenario_id in after:
            content = content_of(self.folder, scenario_id)
            if content != before[scenario_id]:
                was = before[scenario_id]
                seen = None if was is None else digest(was)
                raise changed_meanwhile(self.repository, scenario_id, seen, content)
        _clear_abandoned(self.folder, after)
        try:
            replace_files({scenario_path(self.folder, each): after[each] for each in after})
        except OSError as error:
            names = ", ".join([f"{each}.yaml" for each in after][:3])
            raise ScenarioNotSaved(
                f"{names} cannot be written in {self.folder}: {error.strerror}. "
                "What was there before stands."
            ) from error

    def _record(self, ids: Iterable[str], person: Person | None, message: str) -> Done:
        names = [f"{each}.yaml" for each in ids]
        if not names:
            return NOTHING
        if self.repository is None or self.trouble:
            return _unrecorded(self.trouble)
        try:
            return Done(commit(self.repository, names, person, message, self.descriptor), "")
        except NotRecorded as trouble:
            return _unrecorded(trouble)


def _clear_abandoned(folder: Path, ids: Contents) -> None:
    """What a killed save left beside its file."""
    for path in list(folder.iterdir()):
        found = ABANDONED.fullmatch(path.name)
        if found and found[1] in ids:
            path.unlink(missing_ok=True)


@contextmanager
def opened(folder: Path, person: Person) -> Iterator[Ledger]:
    """NotAllowed for who has no role; ScenarioNotSaved where the folder cannot be written."""
    if not person.roles:
        raise NotAllowed("Only people with a role in vitrine.toml can write scenarios.")
    folder = Path(folder)
    if not folder.is_dir() and not remade(folder):
        raise ScenarioNotSaved(f"The folder {folder} of the scenarios is missing; make it.")
    repository, trouble = _found(folder)
    with ExitStack() as stack:
        descriptor = None
        if repository is not None:
            descriptor, trouble = _hold_repository(stack, repository)
        if descriptor is None:
            descriptor = _hold_folder(stack, folder)
        yield Ledger(folder, person, descriptor, repository, trouble)


def _hold_repository(stack: ExitStack, repository: Repository) -> tuple[int | None, str]:
    """The lock where it can be had, and what stands against a commit."""
    try:
        descriptor = stack.enter_context(held(repository.shared / REPOSITORY_LOCK))
        clear(descriptor, repository)
    except OSError as error:
        return None, f"{repository.shared} cannot be written: {error.strerror}."
    return descriptor, repository.obstacle()


def _hold_folder(stack: ExitStack, folder: Path) -> int:
    try:
        return stack.enter_context(held(folder / LOCK))
    except OSError as error:
        raise ScenarioNotSaved(
            f"The folder {folder} of the scenarios cannot be written: {error.strerror}."
        ) from error


def _found(folder: Path) -> tuple[Repository | None, str]:
    try:
        return find_repository(folder), ""
    except NotRecorded as trouble:
        return None, str(trouble)


def _unrecorded(trouble: object) -> Done:
    return Done(None, f"Saved in the folder, but not recorded in the history: {trouble}")
