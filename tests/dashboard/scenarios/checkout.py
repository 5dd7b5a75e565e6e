"""A folder of scenarios in a real git repository, as a colleague at the command line sees it."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios.writing import version_of
from recommender.expectations import expect
from recommender.scenario import Scenario, load_scenario, scenario_path
from recommender.situation import Situation

ANNA = Person("anna", "Reviewer A", "a@example.com", frozenset({"reviewer"}))
BEN = Person("ben", "Reviewer B", "b@example.com", frozenset({"reviewer"}))
GUEST = Person("guest", "Guest")

COLLEAGUE = {
    "GIT_AUTHOR_NAME": "Colleague",
    "GIT_AUTHOR_EMAIL": "c@example.com",
    "GIT_COMMITTER_NAME": "Colleague",
    "GIT_COMMITTER_EMAIL": "c@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
}

CAMPER = Scenario(
    "camper",
    "The camper",
    situation=Situation.of("tent", "lamp"),
    expectations=(
        expect("includes_category", {"category": "Sleeping", "at_least": 2, "in_top": 6}),
        expect("excludes_product", {"product": "tent", "because": "They own it."}),
    ),
)
COMMENTED = """\
# Written in the shop.
title: The camper   # as the till calls her
bought:
  - tent      # last week
  - lamp
expect:
  # She sleeps on the ground.
  - includes_category: {category: Sleeping, at_least: 2, in_top: 6}
  - excludes_product: {product: tent, because: They own it.}
"""


class Checkout:
    """`folder` is the scenarios', inside the repository at `root`."""

    def __init__(self, root: Path, inside: str = "our scenarios/für alle"):
        self.root, self.folder = root, root / inside
        self.folder.mkdir(parents=True)
        self.git("init", "--quiet", "--template=", "--initial-branch=main")

    def git(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", *arguments],
            cwd=self.root,
            env={**os.environ, **COLLEAGUE},
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    def path(self, scenario_id: str = "camper") -> Path:
        return self.folder / f"{scenario_id}.yaml"

    def write(self, text: str, scenario_id: str = "camper") -> None:
        self.path(scenario_id).write_text(text, "utf-8")

    def commit(self, text: str, scenario_id: str = "camper", message: str = "By hand") -> str:
        """By a colleague, at the command line; the version of the file."""
        self.write(text, scenario_id)
        self.git("add", str(self.path(scenario_id)))
        self.git("commit", "--quiet", "-m", message, "--", str(self.path(scenario_id)))
        return self.version(scenario_id)

    def version(self, scenario_id: str = "camper") -> str | None:
        return version_of(self.folder, scenario_id)

    def scenario(self, scenario_id: str = "camper", **changed: object) -> Scenario:
        return replace(load_scenario(scenario_path(self.folder, scenario_id)), **changed)

    def subjects(self) -> list[str]:
        """Of all commits, newest first."""
        return self.git("log", "--format=%s").splitlines()

    def status(self) -> list[str]:
        return self.git("status", "--porcelain", "--untracked-files=all").splitlines()

    def changed(self, commit: str = "HEAD") -> list[str]:
        """The files of a commit, from the scenario folder."""
        told = self.git("show", "--format=", "--name-only", "--no-renames", commit)
        inside = self.folder.relative_to(self.root).as_posix()
        return [each.removeprefix(f"{inside}/") for each in told.splitlines()]
