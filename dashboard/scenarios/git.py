"""The git program, run so that nothing of a repository's own making runs with it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.scenarios.facts import NotRecorded

PATIENCE = 30
"""Seconds after which a git that does not end is ended."""

SETTINGS = {
    "safe.directory": "*",
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.fsync": "all",
    "core.ignoreStat": "false",
    "core.quotePath": "false",
    "core.pager": "cat",
    "commit.gpgSign": "false",
    "commit.status": "false",
    "log.follow": "false",
    "log.showSignature": "false",
    "log.showRoot": "true",
    "diff.relative": "false",
    "diff.ignoreSubmodules": "all",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "vitrine.settings": "on",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
}
"""Programs that a repository's settings can name are off: hooks, monitors, signing, fetching."""


@dataclass(frozen=True)
class Answer:
    """What it gave out, and what it complained about."""

    code: int
    output: bytes
    complaint: str

    @property
    def said(self) -> str:
        """The first line of its complaint that says what is wrong."""
        lines = [each for each in self.complaint.splitlines() if not each.startswith("hint:")]
        told = next((each for each in lines if each.startswith(("fatal:", "error:"))), "")
        return told.partition(": ")[2] or " ".join(lines[-1:])

    @property
    def text(self) -> str:
        return self.output.decode("utf-8", "replace")


@dataclass(frozen=True)
class Git:
    """git in one folder; `settings` win over those of the repository."""

    folder: Path
    program: str
    settings: Mapping[str, str] = field(default_factory=lambda: SETTINGS)

    def ask(self, *arguments: str, given: bytes = b"") -> Answer:
        """A question; nothing is written. NotRecorded where git does not answer."""
        return self.run("--no-optional-locks", *arguments, given=given)

    def run(
        self,
        *arguments: str,
        given: bytes = b"",
        person: Mapping[str, str] | None = None,
        keeping: tuple[int, ...] = (),
    ) -> Answer:
        """`keeping` are descriptors it holds as long as it lives, `person` is in its environment.

        It is in a session of its own: what interrupts the dashboard does not interrupt it.
        """
        try:
            process = subprocess.Popen(
                [self.program, "--no-pager", "--literal-pathspecs", *arguments],
                cwd=self.folder,
                env={**_environment(self.settings), **(person or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=keeping,
                start_new_session=True,
            )
        except OSError as error:
            if not self.folder.is_dir():
                raise NotRecorded(f"the folder {self.folder} is missing; make it.") from error
            raise NotRecorded(f"git cannot be started here: {error.strerror}.") from error
        return _heard(process, given)


def find_git(folder: Path) -> Git:
    """NotRecorded where there is no git on this machine."""
    program = shutil.which("git")
    if program is None:
        raise NotRecorded("git is not installed on this machine; have it installed.")
    git = Git(folder, program)
    return Git(folder, program, {**SETTINGS, **_disarmed(git)})


def _disarmed(git: Git) -> dict[str, str]:
    """The filters and hooks that the settings name, each with nothing to run. NotRecorded where
    git does not see our own settings, by which all of this is switched off."""
    pattern = r"^(filter|hook|vitrine)\..*"
    found = git.ask("config", "--null", "--name-only", "--get-regexp", pattern)
    names = {each.rpartition(".")[0] for each in found.text.split("\0") if each}
    if "vitrine" not in names:
        raise NotRecorded(f"git cannot be used here, it needs version 2.31 or newer. {found.said}")
    off = {"clean": "", "smudge": "", "process": "", "required": "false", "enabled": "false"}
    return {f"{name}.{key}": value for name in sorted(names) for key, value in off.items()}


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Ours, without what a hook or a shell says of another repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    told = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (name, value) in enumerate(settings.items()):
        told |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": ":", "GIT_ALLOW_PROTOCOL": "none"}
    return {**kept, **told, **quiet, "LC_ALL": "C"}


def _heard(process: subprocess.Popen, given: bytes) -> Answer:
    try:
        output, complaint = process.communicate(given, PATIENCE)
    except subprocess.TimeoutExpired as error:
        process.terminate()
        try:
            process.communicate(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        raise NotRecorded(f"git did not answer within {PATIENCE} seconds; try again.") from error
    return Answer(process.returncode, output, complaint.decode("utf-8", "replace"))
