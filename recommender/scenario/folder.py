"""A folder of scenario files, read."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import Lock

from recommender.catalogue import Catalogue
from recommender.documents.node import Malformed
from recommender.documents.reading import MOST_BYTES, decode, read_document
from recommender.expectations import Known, known
from recommender.refusal import Refusal
from recommender.scenario.reading import Misread, read_scenario
from recommender.scenario.scenario import ID, RESERVED, Scenario
from recommender.stamp import Stamp, stamp_of


class ScenarioUnreadable(Refusal):
    """One sentence a trouble, each with file, line and column."""

    def __init__(self, *troubles: str):
        super().__init__("\n".join(troubles))
        self.troubles = troubles


@dataclass(frozen=True, eq=False)
class Suite:
    """The scenarios of a folder in the order of their ids, and what is wrong with the rest."""

    scenarios: tuple[Scenario, ...]
    troubles: tuple[str, ...] = ()


class ScenarioFiles:
    """A folder's files, of which only those that changed since are read again."""

    def __init__(self, folder: Path, catalogue: Catalogue | None = None):
        self._folder, self._catalogue = Path(folder), catalogue
        self._read: dict[str, tuple[object, Scenario | ScenarioUnreadable]] = {}
        self._suite: Suite | None = None
        self._lock = Lock()

    def suite(self) -> Suite:
        """As the files lie there now, the very same where none changed; Refusal where there is
        no folder."""
        with self._lock:
            stamps = dict(_stamps(self._folder))
            kept = {name: each[0] for name, each in self._read.items()}
            if self._suite is None or stamps != kept:
                self._read = {name: self._again(name, stamp) for name, stamp in stamps.items()}
                self._suite = _suite(each for _, each in self._read.values())
            return self._suite

    def _again(self, name: str, stamp: object) -> tuple[object, Scenario | ScenarioUnreadable]:
        kept = self._read.get(name)
        if kept and kept[0] == stamp:
            return kept
        try:
            return stamp, _load(self._folder / name, known(self._catalogue))
        except ScenarioUnreadable as error:
            return stamp, error


def load_scenarios(folder: Path, catalogue: Catalogue | None = None) -> Suite:
    """Every scenario that can be read; a Refusal only where there is no folder."""
    return ScenarioFiles(folder, catalogue).suite()


def load_scenario(path: Path, catalogue: Catalogue | None = None) -> Scenario:
    """ScenarioUnreadable where anything in it is wrong."""
    return _load(Path(path), known(catalogue))


def read_text(path: Path) -> str:
    """Of an ordinary file, a byte order mark kept: a link is not followed, a pipe not waited for.

    ScenarioUnreadable, Malformed or OSError where there is none.
    """
    try:
        with open(path, "rb", opener=_open_itself) as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return decode(file.read(MOST_BYTES + 1))
    except OSError as error:
        if path.is_symlink():
            sentence = f"{path}:1:1: It is a link; put the file itself there."
            raise ScenarioUnreadable(sentence) from error
        raise
    raise ScenarioUnreadable(f"{path}:1:1: It is no ordinary file; delete or rename it.")


def _open_itself(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _stamps(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Every scenario file's name in order, with its stamp."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda each: each.name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refusal(
            f"{folder} is no folder of scenarios; make it, or name another in vitrine.toml."
        ) from error
    for each in found:
        if not each.name.startswith(".") and each.name.lower().endswith((".yaml", ".yml")):
            yield each.name, _stamp(each)


def _stamp(entry: os.DirEntry) -> Stamp:
    """Of the name itself, not of what a link leads to; empty where it was deleted meanwhile."""
    try:
        return stamp_of(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return ()


def _suite(read: Iterable[Scenario | ScenarioUnreadable]) -> Suite:
    read = list(read)
    scenarios = (each for each in read if isinstance(each, Scenario))
    troubles = (each.troubles for each in read if isinstance(each, ScenarioUnreadable))
    return Suite(
        tuple(sorted(scenarios, key=lambda each: each.id)), tuple(chain.from_iterable(troubles))
    )


def _load(path: Path, known: Known | None) -> Scenario:
    if path.suffix != ".yaml" or not ID.fullmatch(path.stem):
        raise ScenarioUnreadable(
            f"{path}:1:1: A scenario's file is named in small letters, digits and hyphens, "
            "and ends in .yaml; rename it."
        )
    if path.stem in RESERVED:
        raise ScenarioUnreadable(
            f"{path}:1:1: No scenario can be named {path.stem}: that is the page of one that has "
            "no name yet; rename the file."
        )
    try:
        return read_scenario(path.stem, read_document(read_text(path)), known)
    except Malformed as error:
        raise ScenarioUnreadable(_located(path, error)) from error
    except Misread as error:
        raise ScenarioUnreadable(*(_located(path, each) for each in error.troubles)) from error
    except OSError as error:
        raise ScenarioUnreadable(f"{path}:1:1: It cannot be read: {error.strerror}.") from error


def _located(path: Path, trouble: Malformed) -> str:
    return f"{path}:{trouble.line}:{trouble.column}: {trouble.sentence}"
