"""What a git that was killed leaves lying in its repository, and the note that tells it is ours."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dashboard.scenarios import git
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.lock import said, say
from dashboard.scenarios.repository import Repository
from recommender.stamp import written_at

SLACK = 0.1
"""Files are stamped by a coarser clock."""

NOTE = re.compile(r"([0-9]+\.[0-9]+) (\S*)\n")
LONGEST = 2 * git.PATIENCE
"""Seconds in which a git of ours makes its locks; a lock of another time is somebody else's."""


@contextmanager
def noted(descriptor: int, repository: Repository) -> Iterator[None]:
    """While git writes, the lock says since when and on which branch."""
    try:
        say(descriptor, f"{time.time():.3f} {repository.branch or ''}\n")
    except OSError as error:
        trouble = f"{repository.shared} cannot be written: {error.strerror}."
        raise NotRecorded(trouble) from error
    yield
    with suppress(OSError):
        say(descriptor, "")


def clear(descriptor: int, repository: Repository) -> None:
    """Whoever holds the lock and finds that note knows that the git of then is dead."""
    note = NOTE.fullmatch(said(descriptor))
    if note:
        since = float(note[1])
        for path in _locks(repository, note[2]):
            if path.exists() and since - SLACK <= written_at(path) <= since + LONGEST:
                path.unlink()
        _catch_up(repository)
        say(descriptor, "")


def _catch_up(repository: Repository) -> None:
    """A git killed after its commit and before its index took its place leaves files staged as
    they were before, though they are as the newest commit has them."""
    asked = ("--name-only", "--no-renames", "--relative", "-z", "--", ".")
    staged = repository.git.ask("diff", "--cached", *asked)
    differing = repository.git.ask("diff", "HEAD", *asked)
    if differing.code == 0:
        behind = set(staged.text.split("\0")) - set(differing.text.split("\0"))
        if behind:
            repository.git.run("add", "--", *sorted(behind))


def _locks(repository: Repository, branch: str) -> Iterator[Path]:
    yield repository.own / "index.lock"
    yield repository.own / "HEAD.lock"
    yield from repository.own.glob("next-index-*.lock")
    if branch.startswith("refs/heads/"):
        yield repository.shared / f"{branch}.lock"
