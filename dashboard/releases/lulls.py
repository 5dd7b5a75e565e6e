"""Readers and commits of one process take turns, for SQLite lets nobody read during a COMMIT."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

PATIENCE = 0.25
"""Seconds that either waits at most; then SQLite's own locks decide, as between processes."""


class Lulls:
    """A commit waits for those who read, and whoever comes meanwhile reads before the next.

    Without it SQLite lets a reader who meets a commit sleep, and sleep longer each time; and
    readers who come one after the other would keep every commit away.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._reading = self._coming = self._commits = 0
        self._committing = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            if not (self._committing and self._let_in()):
                self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    def _let_in(self) -> bool:
        """Whether the commit that is due ended in time, and so counts this one as a reader."""
        commits, self._coming = self._commits, self._coming + 1
        ended = self._changed.wait_for(lambda: self._commits > commits, PATIENCE)
        if not ended:
            self._coming -= 1
        return ended

    @contextmanager
    def committing(self) -> Iterator[None]:
        with self._changed:
            self._committing = True
            self._changed.wait_for(lambda: not self._reading, PATIENCE)
        try:
            yield
        finally:
            with self._changed:
                self._reading, self._coming = self._reading + self._coming, 0
                self._committing, self._commits = False, self._commits + 1
                self._changed.notify_all()
