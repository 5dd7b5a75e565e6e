"""Two hundred reviewers who answer at once, beside a lone one; where the server has its knee."""

import asyncio
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import select

from benchmarks.crowd import Acknowledged, Crowd
from benchmarks.figure import figure
from benchmarks.serving import served
from benchmarks.wide_review import (
    COLUMNS,
    NAME,
    PROPOSER,
    Said,
    people,
    reviewer,
    wide_record,
)
from dashboard.releases.database import Sessions, disconnect, reading, sessions
from dashboard.releases.migrations import migrate
from dashboard.releases.said import Judgement, Preference, Verdict
from dashboard.releases.services import open_release
from recommender.refusal import Refusal
from tests.postgresql import SAFE, temporary_cluster

REVIEWERS, PACE = 200, 3
RATE = REVIEWERS / PACE
LONE_RATE = 5
LONE_SECONDS = 60
"""At the most, half before the crowd and half after it."""
LIMIT = 3
BOUNDED = 28
"""Seconds of load in `make bench`, where the lone reviewer has as many."""
KNEE = (1, 1.5, 2, 3, 4, 6, 8)
KNEE_SECONDS = 12
WARM_UP = 4
DATABASES = ("sqlite", "postgresql")


class Lost(Refusal):
    """The record does not hold what was acknowledged, once each."""


@dataclass(frozen=True)
class Times:
    """The 95th percentile of an answer's round trip in ms."""

    lone: float
    crowd: float
    answers: int


def figures(small: bool = False) -> Iterator[dict[str, Any]]:
    """The small form on SQLite alone: the suite has a server of PostgreSQL for this elsewhere."""
    seconds, warm_up = (1, 0.5) if small else (BOUNDED, WARM_UP)
    for database in DATABASES[:1] if small else DATABASES:
        with release_in_review(database) as (base, record):
            times = asyncio.run(measure(base, record, seconds, warm_up))
        yield figure(f"answer-load-{database}", times.crowd, "ms", against=times.lone, limit=LIMIT)


@contextmanager
def release_in_review(database: str) -> Iterator[tuple[str, Sessions]]:
    """The address of a server with a release to answer, and its record."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if database == "sqlite":
            address = f"sqlite:///{folder}/record.db"
        else:
            address = stack.enter_context(temporary_cluster(SAFE)).new_database()
        settings = folder / "vitrine.toml"
        settings.write_text(f'shop = "{folder}"\ndatabase = "{address}"\n{people(REVIEWERS + 1)}')
        migrate(address)
        record = sessions(address)
        stack.callback(disconnect, record)
        open_release(record, PROPOSER, NAME, wide_record())
        environment = {
            "VITRINE_SETTINGS": str(settings),
            "VITRINE_DATABASE": address,
            # A crowd has many addresses; this one has one.
            "VITRINE_SIGN_IN__PER_MINUTE": str(10 * REVIEWERS),
        }
        yield stack.enter_context(served("dashboard", "serve", environment=environment)), record


async def measure(base: str, record: Sessions, seconds: float, warm_up: float = WARM_UP) -> Times:
    """A lone reviewer, then the crowd, then the lone one again; Lost where an answer is."""
    crowd_of = [reviewer(number) for number in range(REVIEWERS)]
    async with Crowd(base, [reviewer(REVIEWERS)]) as lone, Crowd(base, crowd_of) as crowd:
        await crowd.answer(warm_up, RATE)
        quiet = min(seconds, LONE_SECONDS) / 2
        before = await lone.answer(quiet, LONE_RATE)
        load = await crowd.answer(seconds, RATE)
        after = await lone.answer(quiet, LONE_RATE)
        refuse_unless_stored_once(record, [*lone.acknowledged, *crowd.acknowledged])
    return Times(slowest([*before, *after]), slowest(load), len(load))


async def find_knee(base: str, record: Sessions, seconds: float) -> None:
    """Print the 95th percentile for rates that rise, until it is over LIMIT times a lone one's."""
    crowd_of = [reviewer(number) for number in range(REVIEWERS)]
    async with Crowd(base, [reviewer(REVIEWERS)]) as lone, Crowd(base, crowd_of) as crowd:
        alone = slowest(await lone.answer(seconds, LONE_RATE))
        print(f" a lone reviewer: {alone:7.1f} ms", flush=True)
        for times in KNEE:
            load = await crowd.answer(seconds, RATE * times)
            print(f"{RATE * times:6.0f} a second: {slowest(load):7.1f} ms", flush=True)
            if slowest(load) > LIMIT * alone:
                break
        refuse_unless_stored_once(record, [*lone.acknowledged, *crowd.acknowledged])


def main(arguments: Sequence[str] | None = None) -> int:
    """0: within the limit, 1: not."""
    parser = ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--database", choices=DATABASES, action="append")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--knee", action="store_true", help="raise the rate step by step instead")
    asked = parser.parse_args(arguments)
    within = True
    for database in asked.database or DATABASES:
        with release_in_review(database) as (base, record):
            if asked.knee:
                print(database, flush=True)
                asyncio.run(find_knee(base, record, KNEE_SECONDS))
                continue
            times = asyncio.run(measure(base, record, asked.seconds))
        print(f"{database}: {times}, {times.crowd / times.lone:.2f} times the lone reviewer's")
        within &= times.crowd <= LIMIT * times.lone
    return 0 if within else 1


def slowest(answers: Sequence[Acknowledged]) -> float:
    """The 95th percentile in ms."""
    return quantiles([each.seconds * 1000 for each in answers], n=20)[-1]


def refuse_unless_stored_once(record: Sessions, acknowledged: Sequence[Acknowledged]) -> None:
    said, rows = Counter(each.said for each in acknowledged), Counter(stored(record))
    if said != rows:
        lost, foreign = said - rows, rows - said
        raise Lost(f"{lost.total()} answers are not in the record, {foreign.total()} nobody gave.")


def stored(record: Sessions) -> Iterator[Said]:
    """Every row of the record as the answer that it holds."""
    with reading(record) as session:
        for row in session.scalars(select(Verdict)):
            yield _said("verdicts", row, row.comment, row.value)
        for row in session.scalars(select(Judgement)):
            yield _said("judgements", row, row.product_id, row.value)
        for row in session.scalars(select(Preference)):
            yield _said("preferences", row, "", COLUMNS[: len(row.best)])


def _said(kind: str, row: Verdict | Judgement | Preference, about: str, value: object) -> Said:
    return Said(kind, row.person_id, row.scenario_id, about, str(value), row.version)


if __name__ == "__main__":
    sys.exit(main())
