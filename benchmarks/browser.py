"""From the click to the last picture decoded, timed inside a real browser."""

import shutil
import statistics
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""The first is Chromium without its windows: the same pages at four fifths of the cost."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000
REST = 150
Name = TypeVar("Name")
TIMED_CLICK = Path(__file__).with_name("timed_click.js").read_text("utf-8")


@dataclass(frozen=True)
class Times:
    """Milliseconds of several clicks, in order."""

    clicks: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.clicks)

    @property
    def slow(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.clicks, n=20, method="inclusive")[-1]


class Stopwatch:
    """Clicks one page's button and waits until all its pictures are others, and decoded."""

    def __init__(self, page: Page, button: str, pictures: str, count: int, rest: int = REST):
        """`button` and `pictures` are CSS selectors, found in shadow trees too; `count` is how
        many pictures there must be at least; `rest` is the milliseconds before each click."""
        self._page, self._rest = page, rest
        self._asked = {
            "button": button,
            "pictures": pictures,
            "count": count,
            "patience": PATIENCE,
        }

    def click(self) -> float:
        """Milliseconds; a page in the background would be slowed down by the browser."""
        return self._time(self._asked)

    def type(self, text: str) -> float:
        """Milliseconds from the key that makes this of what the field `button` holds."""
        return self._time({**self._asked, "typed": text})

    def choose(self, entry: str) -> float:
        """Milliseconds from choosing this entry of the list `button`."""
        return self._time({**self._asked, "chosen": entry})

    def _time(self, asked: Mapping[str, object]) -> float:
        self._page.bring_to_front()
        self._page.wait_for_timeout(self._rest)
        return self._page.evaluate(TIMED_CLICK, asked)


@contextmanager
def opened_browser(*further: str) -> Iterator[Browser]:
    """The system's Chromium without a window, or Playwright's own where there is none; `further`
    arguments are its own."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *further])
        try:
            yield browser
        finally:
            browser.close()


def time_by_turns(
    stopwatches: Mapping[Name, Stopwatch], clicks: int = 32, warm_up: int = 4
) -> dict[Name, Times]:
    """Each is clicked once, then each again: whatever slows this machine slows all of them."""
    for _ in range(warm_up):
        for stopwatch in stopwatches.values():
            stopwatch.click()
    rounds = [[watch.click() for watch in stopwatches.values()] for _ in range(clicks)]
    return {
        name: Times(tuple(times))
        for name, times in zip(stopwatches, zip(*rounds, strict=True), strict=True)
    }
