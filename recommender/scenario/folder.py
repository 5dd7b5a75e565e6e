"""A folder of scenario files, read."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recommender.catalogue import Catalogue
from recommender.documents.node import Malformed
from recommender.documents.reading import MOST_BYTES, decode, read_document
from recommender.expectations import Known, known
from recommender.refusal import Refusal
from recommender.scenario.reading import Misread, read_scenario
from recommender.scenario.scenario import ID, Scenario


class ScenarioUnreadable(Refusal):
    """One sentence a trouble, each with file, line and column."""

    def __init__(self, *troubles: str):
        super().__init__("\n".join(troubles))
        self.troubles = troubles


@dataclass(frozen=True)
class Suite:
    """The scenarios of a folder in the order of their ids, and what is wrong with the rest."""

    scenarios: tuple[Scenario, ...]
    troubles: tuple[str, ...] = ()


def load_scenarios(folder: Path, catalogue: Catalogue | None = None) -> Suite:
    """Every scenario that can be read; a Refusal only where there is no folder."""
    folder = Path(folder)
    if not folder.is_dir():
        raise Refusal(f"{folder} is no folder of scenarios; name it with --scenarios.")
    scenarios, troubles = [], []
    for path in _files(folder):
        try:
            scenarios.append(_load(path, known(catalogue)))
        except ScenarioUnreadable as error:
            troubles += error.troubles
    return Suite(tuple(sorted(scenarios, key=lambda each: each.id)), tuple(troubles))


def load_scenario(path: Path, catalogue: Catalogue | None = None) -> Scenario:
    """ScenarioUnreadable where anything in it is wrong."""
    return _load(Path(path), known(catalogue))


def read_text(path: Path) -> str:
    """Of an ordinary file, a byte order mark kept: a link is not followed, a pipe not waited for.

    ScenarioUnreadable, Malformed or OSError where there is none.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if path.is_symlink():
            sentence = f"{path}:1:1: It is a link; put the file itself there."
            raise ScenarioUnreadable(sentence) from error
        raise
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ScenarioUnreadable(f"{path}:1:1: It is no ordinary file; delete or rename it.")
        return decode(file.read(MOST_BYTES + 1))


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and path.suffix.lower() in (".yaml", ".yml"):
            yield path


def _load(path: Path, known: Known | None) -> Scenario:
    if path.suffix != ".yaml" or not ID.fullmatch(path.stem):
        raise ScenarioUnreadable(
            f"{path}:1:1: A scenario's file is named in small letters, digits and hyphens, "
            "and ends in .yaml; rename it."
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
