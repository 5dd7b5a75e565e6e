"""One writer a repository: a lock that the writer's git holds on to when the writer is killed."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recommender.scenario import ScenarioNotSaved

PATIENCE = 30
PAUSE = 0.02


@contextmanager
def held(path: Path) -> Iterator[int]:
    """The lock's descriptor. ScenarioNotSaved where another holds it too long; OSError where it
    cannot be made."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        _take(descriptor, path)
        yield descriptor
    finally:
        os.close(descriptor)


def say(descriptor: int, text: str) -> None:
    """What the lock tells whoever takes it next, should its holder die."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)
    os.fsync(descriptor)


def said(descriptor: int) -> str:
    return os.pread(descriptor, 4096, 0).decode("utf-8", "replace")


def _take(descriptor: int, path: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise ScenarioNotSaved(
                    f"{path} has been held by another save for {PATIENCE} seconds; try again."
                ) from error
            time.sleep(PAUSE)
