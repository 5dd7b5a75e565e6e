"""From the click to the last picture decoded, on Vitrine's pages, beside a plain page."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from benchmarks.browser import Stopwatch, Times, opened_browser, time_by_turns
from benchmarks.figure import figure
from benchmarks.serving import served
from benchmarks.window_shop import BUILT, REVIEWED, SHOWN, SLATE_SIZE, WindowShop
from recommender.pictures import PictureStore, keep_many
from recommender.shop import open_shop

CLICKS, WARM_UP = 32, 4
SCREENS = CLICKS + WARM_UP + 2
SKIP = 2
"""Scenarios between two that are looked at: the one after each is fetched ahead, these never."""
REST_AHEAD = 700
FOUND = 24
"""Products that the finder shows at once."""
PICTURES = ".column canvas"
ON_SCREEN = f".now {PICTURES}"
SIGN = ".results .tile"

TIMED_TEXT = """async () => {
  const text = () => document.querySelector('[data-testid="stText"]').textContent;
  const before = text();
  const started = performance.now();
  document.querySelector('[data-testid="stButton"] button').click();
  while (text() === before) await new Promise((resolve) => setTimeout(resolve, 2));
  return performance.now() - started;
}"""


class TextStopwatch:
    """Clicks Streamlit's button and waits until its text is another."""

    def __init__(self, page: Page, script: str = TIMED_TEXT):
        self._page, self._script = page, script

    def click(self) -> float:
        self._page.bring_to_front()
        self._page.wait_for_timeout(150)
        return self._page.evaluate(self._script)


class BasketStopwatch(Stopwatch):
    """Before each click it has found another product by its title."""

    def __init__(self, page: Page, window: WindowShop):
        super().__init__(page, ".results .tile", PICTURES, BUILT * SLATE_SIZE)
        self._keys = map(window.key, range(window.screens))

    def click(self) -> float:
        key = next(self._keys)
        self._page.bring_to_front()
        self._page.locator("input[type=search]").fill(f"Bait {key}")
        self._page.wait_for_selector(f'.found-one:first-child .tile[data-product="{key}"]')
        return super().click()


class SearchStopwatch(Stopwatch):
    """Types another word each time."""

    def __init__(self, page: Page, window: WindowShop):
        super().__init__(page, "input[type=search]", ".results canvas", FOUND)
        self._words = map(window.word, range(window.screens))

    def click(self) -> float:
        return self.type(next(self._words))


def figures() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder, opened_browser() as browser:
        window = WindowShop(Path(folder), SCREENS)
        prepare(window)
        times = measure(window, browser)
    plain = times["plain"].median
    yield figure("pictures-cold", times["cold"].median, "ms", against=plain, limit=1.1)
    yield figure(
        "pictures-ahead", times["ahead"].median, "ms", against=times["text"].median, limit=1.5
    )
    for name, floor in (("search-to-pictures", "few"), ("basket-to-slates", "some")):
        yield figure(name, times[name].median, "ms", against=times[floor].median, limit=1.5)


def prepare(window: WindowShop) -> None:
    window.write()
    shop = open_shop(window.folder / "shop")
    window.fit(shop)
    names = [each for each in shop.catalogue.frame["picture"] if isinstance(each, str)]
    keep_many(PictureStore(window.folder / "pictures"), names, shop.images)
    keys = [window.key(screen) for screen in range(SCREENS)]
    others = iter(range(10**9))
    cold = [each for key in keys for each in (key, *(f"{key}-{next(others)}" for _ in range(SKIP)))]
    for each in cold:
        path = window.folder / "scenarios" / f"{each}.yaml"
        if not path.exists():
            path.write_text("title: Passed over\nstory: One of many.\n", "utf-8")
    for use in ("review", "builder"):
        command(window, use, "migrate")
    open_release(window, "ahead", keys)
    open_release(window, "cold", cold)


def open_release(window: WindowShop, name: str, scenarios: list[str]) -> None:
    candidates = [part for each in range(REVIEWED) for part in ("--candidate", f"review-{each}")]
    asked = [part for each in scenarios for part in ("--scenario", each)]
    command(window, "review", "release", "open", name, "--as", "proposer", *candidates, *asked)


def command(window: WindowShop, use: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        env={**os.environ, **window.environment(use)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def measure(window: WindowShop, browser: Browser) -> dict[str, Times]:
    with ExitStack() as stack:
        serve = stack.enter_context
        plain = serve(served("benchmarks.plain_page", str(window.folder / "pictures")))
        text = serve(served("benchmarks.one_text", str(window.folder)))
        review = serve(served("dashboard", "serve", environment=window.environment("review")))
        builder = serve(served("dashboard", "serve", environment=window.environment("builder")))
        studio = f"{builder}/scenarios?scenario=new"
        review = review.replace("127.0.0.1", "localhost")
        stopwatches = {
            "plain": Stopwatch(opened(browser, plain), "button", "img", SHOWN),
            "text": TextStopwatch(opened(browser, text, '[data-testid="stText"]')),
            "cold": Stopwatch(
                opened(browser, f"{review}/review?release=cold", ".column canvas.here"),
                f".dot[aria-current]{' + .dot' * (SKIP + 1)}",
                ON_SCREEN,
                SHOWN,
            ),
            "ahead": Stopwatch(
                opened(browser, f"{review}/review?release=ahead", ".column canvas.here"),
                ".next",
                ON_SCREEN,
                SHOWN,
                rest=REST_AHEAD,
            ),
            "few": plainly(browser, plain, FOUND),
            "some": plainly(browser, plain, BUILT * SLATE_SIZE),
            "search-to-pictures": SearchStopwatch(opened(browser, studio, SIGN), window),
            "basket-to-slates": BasketStopwatch(opened(browser, studio, SIGN), window),
        }
        return time_by_turns(stopwatches, CLICKS, WARM_UP)


def plainly(browser: Browser, address: str, pictures: int) -> Stopwatch:
    return Stopwatch(opened(browser, f"{address}?pictures={pictures}"), "button", "img", pictures)


def opened(browser: Browser, address: str, sign: str = "button") -> Page:
    """A page in a browser context, and so with a cache, of its own."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    asked = urlsplit(address)
    origin = f"{asked.scheme}://{asked.netloc}"
    if asked.path:
        content = json.dumps({"person": "reviewer"})
        headers = {"Content-Type": "application/json"}
        context.request.post(f"{origin}/sign-in", data=content, headers=headers)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(sign)
    return page
