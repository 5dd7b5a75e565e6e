"""Readers and commits of one process take turns, for SQLite lets nobody read during a COMMIT."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

PATIENCE = 0.25
"""Seconds that either waits at most; then SQLite's own locks decide, as between processes."""


class Lulls:
    """Whoever came to read during one commit reads before the next.

    Without it SQLite lets a reader who meets a commit sleep, and sleep longer each time.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._reading = self._coming = 0
        self._committing = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            self._coming += 1
            try:
                self._changed.wait_for(lambda: not self._committing, PATIENCE)
            finally:
                self._coming -= 1
            self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    @contextmanager
    def committing(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not (self._reading or self._coming), PATIENCE)
            self._committing = True
        try:
            yield
        finally:
            with self._changed:
                self._committing = False
                self._changed.notify_all()
