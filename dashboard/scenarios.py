"""The scenario folder, as people of the dashboard change it."""

import re
import unicodedata
from pathlib import Path

from filelock import FileLock

from dashboard.releases.facts import NotAllowed
from dashboard.releases.person import Person
from recommender.refusal import Refusal
from recommender.scenario import Scenario, save_scenario, scenario_path
from recommender.scenario.folder import read_text

LOCK = ".lock"
"""One save at a time, whichever process it comes from."""


class ChangedMeanwhile(Refusal):
    """The file is not the one that was opened."""


def text_of(folder: Path, scenario_id: str) -> str | None:
    """The file as it lies there now; None where there is none."""
    path = scenario_path(folder, scenario_id)
    return read_text(path) if path.exists() else None


def save(folder: Path, person: Person, scenario: Scenario, seen: str | None) -> Path:
    """`seen`: the file's text when it was opened, None for a new one.

    ChangedMeanwhile where somebody else wrote it since; then nothing is written.
    """
    if not person.roles:
        raise NotAllowed("Only people with a role in vitrine.toml can write scenarios.")
    with FileLock(folder / LOCK):
        if text_of(folder, scenario.id) != seen:
            raise ChangedMeanwhile(
                f"Somebody else saved {scenario.id}.yaml since you opened it. What you wrote is "
                "still here: copy what you need, then open the scenario again."
                if seen is not None
                else f"There is already a scenario {scenario.id}; give this one another title."
            )
        return save_scenario(folder, scenario)


def id_from(title: str) -> str:
    """`The new camper` is the-new-camper; empty where nothing of the title can stand in an id."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:64].rstrip("-")
