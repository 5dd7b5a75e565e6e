"""A first and a second visit to the review over a line of 9 Mbit/s and 60 ms, beside a plain page.

The plain page shows the same pictures in <img> elements and is served like ours, by one uvicorn
behind the same line (benchmarks.line says what it imitates). A visit begins with an empty cache and
ends when the last picture of the first screen stands; the second has the cache of the first. Both
are held against the first visit to the plain page. Whoever visits is signed in. Bytes and requests
are those of the whole first visit, until nothing more is asked for: also the second shopper, who is
fetched ahead. What a browser takes from itself (`blob:`, `data:`, its cache) is no request.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from benchmarks.browser import PATIENCE, opened_browser
from benchmarks.figure import figure
from benchmarks.serving import serve_together, served
from benchmarks.window_shop import PICTURES_OF_THE_DEMO, SLATE_SIZE, WindowShop

SHOPPERS, COLUMNS, PRODUCTS = 2, 3, 1_000
PICTURES = COLUMNS * SLATE_SIZE
VISITS = 9
MOST_BYTES, MOST_REQUESTS = 1_200_000, 60
MOST_FIRST, MOST_SECOND = 2.2, 1.3
AT_REST = 1_500
"""Milliseconds without a request after which a visit is over."""
SHOWN = Path(__file__).with_name("shown_pictures.js").read_text("utf-8")


@dataclass
class Network:
    """What one page asked of the network: addresses and bytes as they came over the line."""

    devtools: CDPSession
    asked: dict[str, str] = field(default_factory=dict)
    bytes: int = 0

    @classmethod
    def of(cls, page: Page) -> "Network":
        """It counts from now on, until it is told to stop."""
        devtools = page.context.new_cdp_session(page)
        network = cls(devtools)
        devtools.on("Network.requestWillBeSent", network.note)
        devtools.on("Network.requestServedFromCache", network.forget)
        devtools.on("Network.responseReceived", network.receive)
        devtools.on("Network.loadingFinished", network.weigh)
        devtools.on("Network.webSocketCreated", network.note)
        devtools.on("Network.webSocketFrameReceived", network.weigh_frame)
        devtools.send("Network.enable")
        return network

    def stop(self) -> None:
        self.devtools.detach()

    def note(self, event: dict) -> None:
        address = event["request"]["url"] if "request" in event else event["url"]
        if urlsplit(address).scheme not in ("blob", "data"):
            self.asked[event["requestId"]] = address

    def forget(self, event: dict) -> None:
        self.asked.pop(event["requestId"], None)

    def receive(self, event: dict) -> None:
        if event["response"].get("fromDiskCache"):
            self.forget(event)

    def weigh(self, event: dict) -> None:
        if event["requestId"] in self.asked:
            self.bytes += int(event["encodedDataLength"])

    def weigh_frame(self, event: dict) -> None:
        """A binary frame is told in base64."""
        self.bytes += len(event["response"]["payloadData"]) * 3 // 4


@dataclass
class Times:
    """Milliseconds of several visits, and what the first of all cost."""

    plain: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    bytes: int = 0
    requests: int = 0


def figures(small: bool = False) -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder, opened_browser() as browser:
        photos = [path.read_bytes() for path in sorted(PICTURES_OF_THE_DEMO.glob("*.webp"))]
        window = WindowShop(Path(folder), SHOPPERS, PRODUCTS, photos)
        window.prepare()
        window.open_release("walk", COLUMNS)
        times = measure(window, browser, 1 if small else VISITS)
    yield figure("first-visit-bytes", times.bytes, "bytes", against=MOST_BYTES, limit=1)
    yield figure("first-visit-requests", times.requests, "requests", against=MOST_REQUESTS, limit=1)
    plain = median(times.plain)
    yield figure("first-visit-time", median(times.first), "ms", against=plain, limit=MOST_FIRST)
    yield figure("second-visit-time", median(times.second), "ms", against=plain, limit=MOST_SECOND)


def measure(window: WindowShop, browser: Browser, visits: int) -> Times:
    times = Times()
    with ExitStack() as stack:
        servers = serve_together(
            stack,
            served("benchmarks.plain_page", str(window.folder / "pictures")),
            served("dashboard", "serve", environment=window.environment("review")),
        )
        lines = (served("benchmarks.line", str(urlsplit(each).port)) for each in servers)
        plain, review = serve_together(stack, *lines)
        digests, times.bytes, times.requests = count(browser, review)
        for _ in range(visits):
            with browser.new_context() as context:
                asked = f"{plain}/shown/{','.join(digests)}"
                times.plain.append(visit(context, asked, "img")["time"])
            with signed_in(browser, review) as context:
                for kind in (times.first, times.second):
                    kind.append(visit(context, f"{review}/review", CANVASES)["time"])
    return times


CANVASES = ".now .column canvas"


def count(browser: Browser, review: str) -> tuple[list[str], int, int]:
    """The pictures of the first screen; bytes and requests of the whole visit."""
    with signed_in(browser, review) as context:
        page = context.new_page()
        network = Network.of(page)
        page.goto(f"{review}/review", wait_until="commit")
        shown = page.evaluate(SHOWN, wanted(CANVASES))
        asked = 0
        while asked != len(network.asked):
            asked = len(network.asked)
            page.wait_for_timeout(AT_REST)
        return shown["digests"], network.bytes, asked


def visit(context: BrowserContext, address: str, selector: str) -> dict:
    page = context.new_page()
    page.goto(address, wait_until="commit")
    shown = page.evaluate(SHOWN, wanted(selector))
    page.wait_for_timeout(AT_REST)
    page.close()
    return shown


def wanted(selector: str) -> dict[str, object]:
    return {"selector": selector, "count": PICTURES, "patience": PATIENCE}


def signed_in(browser: Browser, base: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    content, headers = json.dumps({"person": "reviewer"}), {"Content-Type": "application/json"}
    context.request.post(f"{base}/sign-in", data=content, headers=headers)
    return context
