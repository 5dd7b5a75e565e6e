"""Committing scenario files and nothing else, while others may be at work in the repository."""

import re
import shlex
import time
from collections.abc import Iterable, Mapping

from dashboard.releases.person import Person
from dashboard.scenarios.author import signed
from dashboard.scenarios.conversions import refuse_converted
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.leftovers import clear, noted
from dashboard.scenarios.repository import OVERLOOKED, Repository
from dashboard.scenarios.staged import record_staged

PATIENCE = 5
"""Seconds to wait for another git to end."""
PAUSE = 0.1
BUSY = re.compile(r"'([^']+\.lock)': File exists|is at \w+ but expected")
LONGEST_MESSAGE = 4_000


def commit(
    repository: Repository,
    names: Iterable[str],
    person: Person | None,
    message: str,
    descriptor: int,
) -> str | None:
    """The commit's id, None where the newest one has the files as they are; NotRecorded, and the
    index as it was, where it cannot be made. What somebody staged is recorded before."""
    names = list(names)
    refuse_converted(repository, names)
    states = repository.states(names)
    _refuse_unseen(states)
    if not states:
        return None
    unknown = [name for name, state in states.items() if state == "??"]
    with noted(descriptor, repository):
        try:
            record_staged(repository, states, descriptor)
            if unknown:
                _write(repository, descriptor, "add", "--intent-to-add", "--", *unknown)
            _write(
                *(repository, descriptor, "commit", "--only", "--quiet", "--no-verify"),
                *("--cleanup=whitespace", f"--message={_clear(message)}", "--", *states),
                person=person,
            )
        except NotRecorded:
            if unknown:
                repository.git.run("update-index", "--force-remove", "--", *unknown)
            raise
    return newest(repository, names)


def _refuse_unseen(states: Mapping[str, str]) -> None:
    named = {state: name for name, state in states.items()}
    if "!!" in named:
        raise NotRecorded(f"{named['!!']} is ignored by .gitignore; take it out of there.")
    if name := named.get(OVERLOOKED):
        raise NotRecorded(
            f"git is told not to look at {name}; run `git update-index --no-assume-unchanged "
            f"{name}` and `git update-index --no-skip-worktree {name}` in the folder."
        )


def newest(repository: Repository, names: Iterable[str]) -> str:
    found = repository.git.ask("log", "-1", "--format=%H", "--", *names)
    return found.text.strip()


def _write(
    repository: Repository, descriptor: int, *arguments: str, person: Person | None = None
) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        done = repository.git.run(*arguments, person=signed(person), keeping=(descriptor,))
        if done.code == 0:
            return
        if done.code < 0:
            clear(descriptor, repository)
            raise NotRecorded("the system stopped git; make room on the disk and save again.")
        if "sparse-checkout" in done.complaint:
            way = shlex.quote(repository.prefix.rstrip("/") or ".")
            raise NotRecorded(
                "this checkout leaves the folder out (sparse checkout); run "
                f"`git sparse-checkout add {way}` at the top of the repository."
            )
        busy = BUSY.search(done.complaint)
        if not busy:
            raise NotRecorded(f"git refused it: {done.said}")
        if time.monotonic() > until:
            raise NotRecorded(
                "another git is at work in this repository, or died there; end it, or delete "
                f"{busy[1] or repository.own / 'index.lock'}."
            )
        time.sleep(PAUSE)


def _clear(message: str) -> str:
    return message.replace("\0", " ").encode("utf-8", "replace").decode()[:LONGEST_MESSAGE]
