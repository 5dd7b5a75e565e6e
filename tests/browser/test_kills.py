"""The server or the database is killed at any moment of a review: nothing is lost or doubled."""

from collections import Counter
from collections.abc import Callable
from random import Random
from time import sleep

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from dashboard.releases.database import disconnect, reading, sessions
from dashboard.releases.said import Verdict
from tests.browser.reviewing import KEYS, stand_at, wait_until_saved
from tests.house import House
from tests.postgresql import Cluster

CANDIDATES = ("best-sellers", "category-best-sellers", "als", "bm25", "cosine")
KILLS = pytest.mark.parametrize(
    "kills", [3, pytest.param(50, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])]
)


def stored(house: House) -> Counter[tuple[str, int]]:
    """How many verdicts of each value and version the record holds."""
    record = sessions(house.environment["VITRINE_DATABASE"])
    with reading(record) as session:
        rows = session.scalars(select(Verdict)).all()
    disconnect(record)
    return Counter((str(each.value), each.version) for each in rows)


def review_under_fire(
    page: Page, house: House, kills: int, kill: Callable[[], None], revive: Callable[[], None]
) -> None:
    """A kill a verdict, shortly before the key or after it; the page is never loaded again."""
    chance, said = Random(kills), Counter()
    for number in range(kills):
        shopper, column = divmod(number, len(CANDIDATES))
        if number and column == 0:
            page.keyboard.press("Enter")
        stand_at(page, shopper + 1)
        expect(page.locator(".column")).to_have_count(len(CANDIDATES))
        value = chance.choice(list(KEYS))
        delay = chance.uniform(-0.1, 0.3)
        if delay < 0:
            kill()
        page.keyboard.press(KEYS[value])
        if delay >= 0:
            sleep(delay)
            kill()
        expect(page.locator(".choice[aria-pressed=true]")).to_have_count(column + 1)
        revive()
        wait_until_saved(page)
        said[value, 1] += 1
        assert stored(house) == said


@pytest.fixture
def opened(make_house: Callable[..., House]) -> Callable[..., House]:
    def make(**options: str) -> House:
        house = make_house(**options)
        house.open_release("spring", *CANDIDATES)
        house.start()
        return house

    return make


@KILLS
def test_a_killed_server_loses_and_doubles_nothing(
    opened: Callable[..., House], browser: Browser, kills: int
) -> None:
    house = opened()
    page = house.browse(browser, "merchandiser").go("/review?release=spring")
    review_under_fire(page, house, kills, house.kill, house.start)


@pytest.mark.postgresql
@KILLS
def test_a_killed_database_loses_and_doubles_nothing(
    opened: Callable[..., House], browser: Browser, postgresql: Cluster, kills: int
) -> None:
    house = opened(database=postgresql.new_database())
    page = house.browse(browser, "merchandiser").go("/review?release=spring")
    review_under_fire(page, house, kills, postgresql.kill, postgresql.revive)
