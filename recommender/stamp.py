"""The stamp of a file: equal as long as its content was not changed."""

import os
import time
from pathlib import Path

Stamp = tuple[int, ...]

SECOND = 1_000_000_000
CLOCK_TICK, COARSE_TICK = 20_000_000, 2 * SECOND
"""Nanoseconds between two times that a file system writes, at the most; the second is of those that
write whole seconds."""


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
    tick = CLOCK_TICK if facts.st_ctime_ns % SECOND else COARSE_TICK
    lately = 0 <= now - facts.st_ctime_ns <= tick
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


def is_at_rest(path: Path, seconds: float = 2) -> bool:
    """Whether nobody has changed the file for so long: before that it may be half written. False
    where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return False
    age = time.time_ns() - max(facts.st_mtime_ns, facts.st_ctime_ns)
    return not 0 <= age < seconds * SECOND
