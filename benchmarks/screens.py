"""From the click to the last picture decoded, on Vitrine's pages, beside a plain page."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from benchmarks.browser import Stopwatch, Times, opened_browser, time_by_turns
from benchmarks.figure import figure
from benchmarks.serving import serve_together, served
from benchmarks.window_shop import BUILT, PRODUCTS, REVIEWED, SHOWN, SLATE_SIZE, WindowShop

CLICKS, WARM_UP = 32, 4
FETCHED_UNASKED = 3
"""The first screen of a review that is opened, and the two that it fetches ahead."""
SMALL_SHOP = 1_000
REST_AHEAD = 700
FOUND = 24
"""Products that the finder shows at once."""
PICTURES = ".column canvas"
ON_SCREEN = f".now {PICTURES}"
PLACES = "select.places"
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


class ColdStopwatch(Stopwatch):
    """Goes from the last scenario of a review to the one before it, and so on: what is fetched
    ahead has been looked at already, what is looked at has never been fetched."""

    def __init__(self, page: Page):
        super().__init__(page, PLACES, ON_SCREEN, SHOWN)
        ids = page.locator(f"{PLACES} option").evaluate_all(
            "(options) => options.map((each) => each.value)"
        )
        self._never_seen = reversed(ids[FETCHED_UNASKED:])

    def click(self) -> float:
        return self.choose(next(self._never_seen))


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


def figures(small: bool = False) -> Iterator[dict]:
    clicks, warm_up = (1, 0) if small else (CLICKS, WARM_UP)
    screens = clicks + warm_up + FETCHED_UNASKED
    with tempfile.TemporaryDirectory() as folder, opened_browser() as browser:
        window = WindowShop(Path(folder), screens, SMALL_SHOP if small else PRODUCTS)
        window.prepare()
        for name in ("ahead", "cold"):
            window.open_release(name, REVIEWED)
        times = measure(window, browser, clicks, warm_up)
    plain = times["plain"].median
    yield figure("pictures-cold", times["cold"].median, "ms", against=plain, limit=1.1)
    yield figure(
        "pictures-ahead", times["ahead"].median, "ms", against=times["text"].median, limit=1.5
    )
    for name, floor in (("search-to-pictures", "few"), ("basket-to-slates", "some")):
        yield figure(name, times[name].median, "ms", against=times[floor].median, limit=1.5)


def measure(window: WindowShop, browser: Browser, clicks: int, warm_up: int) -> dict[str, Times]:
    with ExitStack() as stack:
        plain, text, review, builder = serve_together(
            stack,
            served("benchmarks.plain_page", str(window.folder / "pictures")),
            served("benchmarks.one_text", str(window.folder)),
            served("dashboard", "serve", environment=window.environment("review")),
            served("dashboard", "serve", environment=window.environment("builder")),
        )
        studio = f"{builder}/scenarios?scenario=new"
        review = review.replace("127.0.0.1", "localhost")
        stopwatches = {
            "plain": Stopwatch(opened(browser, plain), "button", "img", SHOWN),
            "text": TextStopwatch(opened(browser, text, '[data-testid="stText"]')),
            "cold": ColdStopwatch(
                opened(browser, f"{review}/review?release=cold", ".column canvas.here")
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
        return time_by_turns(stopwatches, clicks, warm_up)


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
