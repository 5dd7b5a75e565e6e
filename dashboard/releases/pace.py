"""How long a scenario takes one reviewer, from when they answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

ASSUMED = 60
LONGEST = 600
FEWEST = 3


@dataclass(frozen=True)
class Pace:
    """`seconds` a scenario; `known` where it was measured and not assumed."""

    seconds: int
    known: bool


def pace(answered: Iterable[tuple[str, datetime]]) -> Pace:
    """The median time from the last answer on one scenario to the last on the next.

    `answered`: scenario and time of each answer. Pauses of over ten minutes are no pace.
    """
    last: dict[str, datetime] = {}
    for scenario, at in sorted(answered, key=lambda each: each[1]):
        last[scenario] = at
    times = sorted(last.values())
    taken = [(after - before).total_seconds() for before, after in pairwise(times)]
    taken = [each for each in taken if 0 < each <= LONGEST]
    if len(taken) < FEWEST:
        return Pace(ASSUMED, known=False)
    return Pace(max(1, round(median(taken))), known=True)
