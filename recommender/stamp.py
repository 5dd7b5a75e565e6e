"""The stamp of a file: equal as long as its content was not changed."""

import os
import time
from pathlib import Path

Stamp = tuple[int, ...]

CLOCK_TICK = 20_000_000
"""Nanoseconds between two times that a file system writes, at the most."""


def stamp(path: Path) -> Stamp | None:
    """The stamp of the file behind `path`, links followed; None where there is no file."""
    try:
        return stamp_of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def stamp_of(facts: os.stat_result) -> Stamp:
    """Device, inode, size, and both times of change in nanoseconds.

    Size and the time of writing can be the same after an edit, which is why the others are there:
    no program can put back the time at which the file system last changed the file. A file that
    was changed a moment ago has another stamp at each question, because a second change may fall
    into the same tick of the clock.
    """
    now = time.time_ns()
    lately = 0 <= now - facts.st_ctime_ns <= CLOCK_TICK
    return (
        facts.st_dev,
        facts.st_ino,
        facts.st_size,
        facts.st_mtime_ns,
        facts.st_ctime_ns,
        now if lately else 0,
    )


def written_at(path: Path) -> float:
    """When the file was last written, in seconds since 1970, for comparing it with a clock."""
    return path.stat().st_mtime
