"""The server or the database is killed at any moment of a review: all is stored once, in place."""

from collections import Counter
from collections.abc import Callable
from random import Random
from time import sleep

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.reviewing import KEYS, SLATES, scenario_on_screen, stand_at, wait_until_saved
from tests.browser.standing import Answer, Standing
from tests.house import House
from tests.postgresql import Cluster

CANDIDATES = ("best-sellers", "category-best-sellers", "als", "bm25", "cosine")
LETTERS = "ABCDE"
OPINIONS = {"s": "suits", "d": "doubtful", "x": "never"}
VERDICTS = {key: value for value, key in KEYS.items()}
KILLS = pytest.mark.parametrize(
    "kills", [2, pytest.param(50, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])]
)


class Walk:
    """A reviewer's way from column to column: what was said on it, and what was acknowledged."""

    def __init__(self, page: Page, standing: Standing, chance: Random):
        self._page, self._standing, self._chance = page, standing, chance
        self.said: Counter[Answer] = Counter()
        self.acknowledged: set[Answer] = set()
        page.on("response", self._hear)

    def _hear(self, response: Response) -> None:
        if response.request.method == "POST" and response.ok and "/api/releases/" in response.url:
            self.acknowledged.add(self._standing.told(response))

    def go_to(self, number: int) -> None:
        """The column of this number, from the first shopper on."""
        shopper, column = divmod(number, len(LETTERS))
        if number and column == 0:
            self._page.keyboard.press("Enter")
        stand_at(self._page, shopper + 1)
        expect(self._page.locator(".now .column")).to_have_count(len(LETTERS))

    def keys(self, number: int) -> list[str]:
        """A judgement, on one column of each shopper a preference, and a verdict."""
        shopper, column = divmod(number, len(LETTERS))
        scenario = scenario_on_screen(self._page)
        candidate = self._standing.columns[scenario][LETTERS[column]]
        product = self._first_to_judge(scenario, LETTERS[column])
        opinion, verdict = self._chance.choice("sdx"), self._chance.choice("123")
        said = {
            opinion: Answer("judgements", scenario, product, OPINIONS[opinion]),
            "b": Answer("preferences", scenario, candidate),
            verdict: Answer("verdicts", scenario, candidate, VERDICTS[verdict]),
        }
        if column != shopper % len(LETTERS):
            del said["b"]
        self.said.update(said.values())
        return list(said)

    def _first_to_judge(self, scenario: str, letter: str) -> str:
        judged = {each.about for each in self.said if each.scenario == scenario}
        slate = self._page.evaluate(SLATES)[letter]
        return next(each for each in slate if each not in judged)


def review_under_fire(
    page: Page, house: House, kills: int, kill: Callable[[], None], revive: Callable[[], None]
) -> None:
    """A kill a column, before any of its keys; the page says so, and is never loaded again."""
    chance, standing = Random(kills), Standing(house, "spring", "merchandiser")
    walk = Walk(page, standing, chance)
    page.evaluate("window.loadedOnce = true")
    for number in range(kills):
        walk.go_to(number)
        keys = walk.keys(number)
        before = chance.randrange(len(keys))
        for key in keys[:before]:
            page.keyboard.press(key)
        sleep(chance.uniform(0, 0.2))
        kill()
        for key in keys[before:]:
            page.keyboard.press(key)
        answered = number % len(LETTERS) + 1
        expect(page.locator(".choice[aria-pressed=true]")).to_have_count(answered)
        expect(page.get_by_text("Not saved yet, trying again")).to_be_visible()
        told = set(walk.acknowledged)
        revive()
        assert told <= set(standing.answers())
        wait_until_saved(page)
        expect(page.get_by_text("Not saved yet")).to_have_count(0)
        assert standing.answers() == walk.said
    assert walk.acknowledged == set(walk.said)
    assert page.evaluate("window.loadedOnce")


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
