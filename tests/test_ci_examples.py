"""The examples for CI servers, run: every line that a shell runs, but not the installation, each in
the shell that its server gives it. And no other line of ours hides that a command failed.

What they install is what `make run` installs, from an index of packages; here the environment at
hand stands for it. What the server itself does (checking out, keeping the report) is not run.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from ruamel.yaml import YAML

from tests.house import ROOT

INSTALL = "python -m pip install --no-deps --require-hashes --requirement requirements.txt"
PARTS = ("recommender", "assets", "scenarios", "vitrine.toml", "requirements.txt")
STRANGER = """title: A stranger
expect:
  - {expectation}
"""


UNSAID = ("bash", "-e")
"""GitHub's shell where a step names none: a pipe ends as its last command does."""
SHELLS = {"bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail")}
RUNNER = "set -eo pipefail\nset +o noclobber\n: | eval {lines}\n"
"""What GitLab's runner makes of the lines of a job; bash makes 1 of every failure in it."""


@dataclass(frozen=True)
class Job:
    """What a CI server runs in the folder it has checked out, in order; `shell` runs a file of
    lines, which `script` makes of them."""

    variables: Mapping[str, str]
    installation: tuple[str, ...]
    shop: tuple[str, ...]
    check: tuple[str, ...]
    afterwards: tuple[str, ...]
    report: str
    shell: tuple[str, ...]
    script: str


def github() -> Job:
    written = read("github-actions.yml")
    [job] = written["jobs"].values()
    steps = {step["name"]: step for step in job["steps"] if "name" in step}
    return Job(
        job["env"],
        (steps["Install"]["run"],),
        (steps["Shop and candidates"]["run"],),
        (steps["Check"]["run"],),
        (steps["Say it beside the change"]["run"],),
        steps["Keep the report"]["with"]["path"],
        shell_of(steps["Check"], job, written),
        "{lines}",
    )


def shell_of(step: Mapping, *around: Mapping) -> tuple[str, ...]:
    """As the step says, else the defaults of its job and of all jobs, else GitHub's own."""
    defaults = (each.get("defaults", {}).get("run", {}) for each in around)
    named = next((each["shell"] for each in (step, *defaults) if "shell" in each), None)
    return UNSAID if named is None else SHELLS[named]


def gitlab() -> Job:
    job = read("gitlab-ci.yml")["scenarios"]
    *shop, check = job["script"]
    report = job["artifacts"]["reports"]["junit"]
    installation = tuple(job["before_script"])
    shell = ("bash",)
    return Job(job["variables"], installation, tuple(shop), (check,), (), report, shell, RUNNER)


JOBS = {"github": github, "gitlab": gitlab}


def read(name: str) -> dict[str, Any]:
    return YAML(typ="safe").load((ROOT / "scenarios" / "ci" / name).read_text("utf-8"))


class CheckedOut:
    """A copy of the project as a CI server has it, with nothing that git does not hold."""

    def __init__(self, folder: Path):
        self.folder = folder
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, folder / part)
        self.environment = {
            **{name: value for name, value in os.environ.items() if "VITRINE" not in name},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        }

    def run(self, job: Job, *lines: str, **variables: str) -> subprocess.CompletedProcess:
        """As the job's server does: a file of lines, run by its shell."""
        text = "\n".join(lines)
        quoted = shlex.quote(text) if job.script == RUNNER else text
        script = self.folder / "step.sh"
        script.write_text(job.script.format(lines=quoted))
        return subprocess.run(
            [*job.shell, str(script)],
            cwd=self.folder,
            env={**self.environment, **job.variables, **variables},
            capture_output=True,
            text=True,
            timeout=120,
        )

    def expect(self, expectation: str) -> None:
        """One scenario, in place of all others."""
        for path in (self.folder / "scenarios").glob("*.yaml"):
            path.unlink()
        text = STRANGER.format(expectation=expectation)
        (self.folder / "scenarios" / "a-stranger.yaml").write_text(text, "utf-8")

    def summary(self, job: Job) -> str:
        """What is said beside the change, after a step that failed too."""
        assert self.run(job, *job.afterwards).returncode == 0
        return (self.folder / "summary.md").read_text("utf-8")

    def report(self, job: Job) -> ElementTree.Element:
        return ElementTree.fromstring((self.folder / job.report).read_bytes())  # noqa: S314


@pytest.fixture(scope="module")
def checked_out(tmp_path_factory: pytest.TempPathFactory) -> CheckedOut:
    """With the shop that the lines of both examples, which are the same, build and fit."""
    checked_out = CheckedOut(tmp_path_factory.mktemp("checked-out"))
    done = checked_out.run(github(), *github().shop)
    assert done.returncode == 0, done.stderr
    return checked_out


@pytest.fixture(params=JOBS)
def job(request: pytest.FixtureRequest) -> Job:
    return JOBS[request.param]()


def test_what_is_installed_is_pinned_with_digests(job):
    assert job.installation[-1] == INSTALL
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    assert "implicit==" in pins and "--hash=sha256:" in pins


def test_both_build_the_same_shop():
    assert "\n".join(gitlab().shop) == github().shop[0].strip()
    assert gitlab().variables == github().variables


def test_a_suite_whose_expectations_are_met_passes(checked_out, job):
    checked_out.expect("at_least_recommendations: {count: 12}")
    done = checked_out.run(job, *job.check)
    assert done.returncode == 0, done.stderr
    said = job.afterwards and checked_out.summary(job)
    assert "A stranger  (a-stranger)" in (said or done.stdout)
    suites = {each.get("name"): each.attrib for each in checked_out.report(job)}
    assert set(suites) == {"als", "best-sellers", "bm25", "category-best-sellers", "cosine"}
    # The standing expectation of vitrine.toml and the scenario's own.
    assert all((each["tests"], each["failures"]) == ("2", "0") for each in suites.values())


def test_an_unmet_expectation_stops_the_change_and_stands_in_the_report(checked_out, job):
    checked_out.expect("price_between: {at_least: 0, at_most: 0, because: Presents are free.}")
    done = checked_out.run(job, *job.check)
    assert done.returncode == 1, done.stderr
    assert "5 candidates: 5 expectations met, 5 unmet." in done.stdout
    assert not job.afterwards or "Presents are free." in checked_out.summary(job)
    failures = checked_out.report(job).findall("testsuite/testcase/failure")
    assert len(failures) == 5
    assert all("Because: Presents are free." in each.text for each in failures)


def test_a_file_that_cannot_be_read_stops_the_change(checked_out):
    checked_out.expect("at_least_recomendations: {count: 1}")
    assert checked_out.run(github(), *github().check).returncode == 1
    [error] = checked_out.report(github()).findall("testsuite/testcase/error")
    assert error.get("message").startswith("scenarios/a-stranger.yaml:3:5: ")


def test_without_a_shop_the_change_is_stopped_too(checked_out, job):
    done = checked_out.run(job, *job.check, SHOP="shops/elsewhere")
    assert done.returncode == (2 if job.script != RUNNER else 1), done.stderr
    assert "Traceback" not in done.stderr


def test_both_run_when_scenarios_or_settings_change():
    written = read("github-actions.yml")
    trigger = written.get("on", written.get(True))
    assert trigger["pull_request"]["paths"] == ["scenarios/**", "vitrine.toml"]
    [rule] = read("gitlab-ci.yml")["scenarios"]["rules"]
    assert rule["changes"] == ["scenarios/**/*", "vitrine.toml"]


def test_the_lock_stops_at_the_first_list_that_cannot_be_pinned(tmp_path):
    uv = tmp_path / "uv"
    uv.write_text('#!/bin/sh\ncase "$*" in *requirements.in*) exit 1;; esac\n')
    uv.chmod(0o755)
    done = subprocess.run(
        ["make", "--silent", "--old-file=.venv/tested", "lock", f"BIN={tmp_path}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0


def test_no_line_that_a_shell_runs_hides_how_a_command_ended():
    """By a pipe into another command without pipefail, or by an `or` that always succeeds."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    [job] = read("github-actions.yml")["jobs"].values()
    steps = [each["run"] for each in job["steps"] if "run" in each]
    unguarded = [makefile, *steps, (ROOT / "Dockerfile").read_text("utf-8")]
    assert not [each for each in unguarded if re.search(r"(?<!\|)\|(?!\|)", each)]
    ours = [*unguarded, (ROOT / ".ci" / "run").read_text("utf-8"), *gitlab().check]
    assert not [each for each in ours if re.search(r"\|\| *(true|:)\b|set \+e", each)]
    assert "set -euo pipefail" in ours[-2]
