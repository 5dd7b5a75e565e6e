"""What a page of a release of 500 shoppers costs, beside one of 20: CPU time for each shopper."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from typing import Any

from benchmarks.figure import figure
from benchmarks.large_record import APPROVER, NAME, REVIEWERS, fill
from dashboard.releases.changes import changes_sheet
from dashboard.releases.database import Sessions, disconnect, sessions
from dashboard.releases.disagreements import disagreements
from dashboard.releases.migrations import migrate
from dashboard.releases.queries import decision_page
from dashboard.releases.reviewing import review_sheet

FEW, MANY = 20, 500
LIMIT = 2
TURNS = 5
PAGES: dict[str, Callable[[Sessions], object]] = {
    "large-decision": lambda record: decision_page(record, NAME, APPROVER),
    "large-review": lambda record: review_sheet(record, NAME, REVIEWERS[0]),
    "large-disagreements": lambda record: disagreements(record, NAME, REVIEWERS[0]),
    "large-changes": lambda record: changes_sheet(record, NAME, REVIEWERS[0]),
}


def figures(small: bool = False) -> Iterator[dict[str, Any]]:
    sizes = (2, 4) if small else (FEW, MANY)
    with filled(sizes[0]) as few, filled(sizes[1]) as many:
        for name, page in PAGES.items():
            short, long = (measured(page, each) for each in (few, many))
            mean = short / sizes[0], long / sizes[1]
            yield figure(name, mean[1], "ms", against=mean[0], limit=LIMIT)


@contextmanager
def filled(scenarios: int) -> Iterator[Sessions]:
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/record.db"
        migrate(address)
        record = sessions(address)
        try:
            fill(record, scenarios)
            yield record
        finally:
            disconnect(record)


def measured(page: Callable[[Sessions], object], record: Sessions) -> float:
    """The least of some turns, in ms of this process's CPU."""
    return min(_turn(page, record) for _ in range(TURNS)) * 1000


def _turn(page: Callable[[Sessions], object], record: Sessions) -> float:
    began = process_time()
    page(record)
    return process_time() - began
