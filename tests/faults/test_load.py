"""Two hundred reviewers answer at once: every answer is stored exactly once."""

import asyncio

import pytest

from benchmarks.crowd import Crowd
from benchmarks.load import DATABASES, LIMIT, measure, refuse_unless_stored_once, release_in_review
from benchmarks.wide_review import reviewer
from dashboard.releases.database import Sessions

ON_EACH = pytest.mark.parametrize(
    "database", [DATABASES[0], pytest.param(DATABASES[1], marks=pytest.mark.postgresql)]
)


@ON_EACH
def test_what_a_crowd_was_told_is_stored_is_stored_once(database: str) -> None:
    async def answer(base: str, record: Sessions) -> int:
        async with Crowd(base, map(reviewer, range(12))) as crowd:
            await crowd.answer(seconds=2, rate=40)
            refuse_unless_stored_once(record, crowd.acknowledged)
            return len(crowd.acknowledged)

    with release_in_review(database) as (base, record):
        assert asyncio.run(answer(base, record)) >= 40


@pytest.mark.soak
@pytest.mark.timeout(900)
@ON_EACH
def test_two_hundred_reviewers_for_five_minutes_wait_hardly_longer_than_one(database: str) -> None:
    with release_in_review(database) as (base, record):
        times = asyncio.run(measure(base, record, seconds=300))
    print(times)
    assert times.answers >= 200 * 90
    assert times.crowd <= LIMIT * times.lone
