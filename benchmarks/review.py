"""A whole review by keyboard alone: what the program takes of it, beside Streamlit's own click.

The mark of a key counts from the moment the browser had the key to the end of the second frame
after it: all that a person waits for, the display's own frames too, and so never too little.
The program's time is what the person waits for the program: of every key the script that it
runs and the style, layout and painting of the frame that shows the mark, without the rest of the
frames that a display takes at 60 Hz anyway; and of every Next the whole wait until the frame that
shows each picture of the next screen, as Streamlit's text counts until its frame. Answers are
stored behind it and keep nobody waiting.
"""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.browser import PATIENCE, Times, opened_browser
from benchmarks.figure import figure
from benchmarks.screens import SMALL_SHOP, TextStopwatch, opened
from benchmarks.serving import serve_together, served
from benchmarks.window_shop import PRODUCTS, SLATE_SIZE, WindowShop
from recommender.refusal import Refusal

SCENARIOS, COLUMNS = 14, 3
PICTURES = COLUMNS * SLATE_SIZE
TIMED_KEYS = Path(__file__).with_name("timed_keys.js").read_text("utf-8")
TIMED_TEXT = Path(__file__).with_name("timed_text.js").read_text("utf-8")
OPINIONS = "ssdsx"
PROGRAM, MARK = 5, 50
"""Seconds for the whole review, milliseconds for a mark."""


class Unmarked(Refusal):
    """A key left no mark on the screen."""


@dataclass
class Walk:
    """Milliseconds: of each key until its mark stands and that it kept the page busy, of each
    Next until the screen is complete, and of Streamlit's click beside it."""

    marks: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    nexts: list[float] = field(default_factory=list)
    texts: list[float] = field(default_factory=list)

    @property
    def program(self) -> float:
        """Seconds."""
        return (sum(self.nexts) + sum(self.work)) / 1000


def figures(small: bool = False) -> Iterator[dict]:
    scenarios, products = (2, SMALL_SHOP) if small else (SCENARIOS, PRODUCTS)
    with tempfile.TemporaryDirectory() as folder, opened_browser() as browser:
        window = WindowShop(Path(folder), scenarios, products)
        window.prepare()
        window.open_release("walk", COLUMNS)
        walk = measure(window, browser)
    yield figure("review-program", walk.program, "s", against=PROGRAM, limit=1)
    yield figure("review-mark", Times(tuple(walk.marks)).slow, "ms", against=MARK, limit=1)
    yield figure(
        "review-next",
        statistics.median(walk.nexts),
        "ms",
        against=statistics.median(walk.texts),
        limit=1.5,
    )


def measure(window: WindowShop, browser: Browser) -> Walk:
    with ExitStack() as stack:
        text, review = serve_together(
            stack,
            served("benchmarks.one_text", str(window.folder)),
            served("dashboard", "serve", environment=window.environment("review")),
        )
        streamlit = TextStopwatch(opened(browser, text, '[data-testid="stText"]'), TIMED_TEXT)
        # Another name of this machine: the two pages are not to share the browser's process.
        address = review.replace("127.0.0.1", "localhost")
        page = opened(browser, f"{address}/review?release=walk", ".column canvas.here")
        page.evaluate(TIMED_KEYS)
        return walk_through(page, streamlit, window.screens)


def walk_through(page: Page, streamlit: TextStopwatch, scenarios: int) -> Walk:
    walk = Walk()
    for number in range(scenarios):
        page.bring_to_front()
        answer_all(page, walk)
        if number + 1 < scenarios:
            walk.nexts.append(go_on(page))
            walk.texts.append(streamlit.click())
    return walk


def answer_all(page: Page, walk: Walk) -> None:
    """Every product, then the column's verdict, and a preference at the end."""
    for verdict in range(COLUMNS):
        for place in range(SLATE_SIZE):
            press(page, OPINIONS[place % len(OPINIONS)], walk)
        press(page, str(1 + verdict % 3), walk)
    press(page, "b", walk)


def press(page: Page, key: str, walk: Walk) -> None:
    page.keyboard.press(key)
    times = page.evaluate("timed.last()")
    if not times["marked"]:
        raise Unmarked(f"The key {key} left no mark on the screen.")
    walk.marks.append(times["mark"])
    walk.work.append(times["work"])


def go_on(page: Page) -> float:
    page.evaluate(f"timed.expect({PICTURES}, {PATIENCE})")
    page.keyboard.press("Enter")
    return page.evaluate("timed.came()")
