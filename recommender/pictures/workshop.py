"""Where pictures are opened: a few worker processes that may fail without harm.

Processes, because only a process can be held to its memory, stopped in the middle of a decoder's
C code, and lost without losing the dashboard.
"""

import json
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from queue import LifoQueue

from recommender.pictures.thumbnail import Thumbnails
from recommender.pictures.trouble import PictureRefused, PictureTrouble, damaged

ROOT = Path(__file__).parents[2]


class Worker:
    """One process; it ends when this object does, or when whoever started it dies."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-Wignore", "-m", f"{__package__}.worker", str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
            )
        self.dismiss = weakref.finalize(self, _dismiss, self._process, self._connection)

    @property
    def alive(self) -> bool:
        return self.dismiss.alive and self._process.poll() is None

    def draw(self, original: bytes, seconds: float) -> Thumbnails:
        """PictureRefused where it cannot be drawn, in this time or at all."""
        with self._asked(b"draw", original, seconds) as facts:
            tile, large = self._connection.recv_bytes(), self._connection.recv_bytes()
            return Thumbnails(tile, large, **facts)

    def measure(self, original: bytes, seconds: float) -> tuple[int, int]:
        """Decoded as for drawing, so with the same refusals."""
        with self._asked(b"measure", original, seconds) as facts:
            return facts["width"], facts["height"]

    @contextmanager
    def _asked(self, order: bytes, original: bytes, seconds: float) -> Iterator[dict]:
        try:
            self._connection.send_bytes(order)
            self._connection.send_bytes(original)
            if not self._connection.poll(seconds):
                self.dismiss()
                raise _slow(seconds)
            yield _facts(self._connection.recv_bytes())
        except (EOFError, OSError) as error:
            self.dismiss()
            raise damaged() from error


class Workshop:
    """At most `processes` workers, started when first needed; each drawing takes at most
    `seconds`. Any thread may ask."""

    def __init__(self, processes: int = 2, seconds: float = 10.0):
        self.processes = processes
        self.seconds = seconds
        self._places: LifoQueue[Worker | None] = LifoQueue()
        for _ in range(processes):
            self._places.put(None)

    def draw(self, original: bytes) -> Thumbnails:
        """PictureRefused where it cannot be drawn."""
        with self._borrow() as worker:
            return worker.draw(original, self.seconds)

    def measure(self, original: bytes) -> tuple[int, int]:
        """Width and height, upright; quicker than drawing. PictureRefused where it cannot be
        drawn."""
        with self._borrow() as worker:
            return worker.measure(original, self.seconds)

    @contextmanager
    def _borrow(self) -> Iterator[Worker]:
        worker = self._places.get()
        try:
            if worker is None or not worker.alive:
                worker = Worker()
            yield worker
        finally:
            self._places.put(worker)


def _facts(message: bytes) -> dict:
    facts = json.loads(message)
    if "trouble" in facts:
        raise PictureRefused(PictureTrouble(facts["trouble"]), facts["sentence"])
    return facts


def _dismiss(process: subprocess.Popen, connection: Connection) -> None:
    connection.close()
    process.kill()
    process.wait()


def _slow(seconds: float) -> PictureRefused:
    return PictureRefused(
        PictureTrouble.SLOW,
        f"The picture took over {seconds:g} seconds to open; save it again in a simpler form.",
    )
