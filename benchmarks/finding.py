"""How long the server takes to answer a mistyped word, at 100,000 products."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import quantiles
from string import ascii_lowercase
from time import perf_counter

import httpx

from benchmarks.figure import figure
from benchmarks.large_shop import PRODUCTS, LargeShop, write_large_shop
from benchmarks.serving import served
from dashboard.releases.migrations import migrate

QUERIES, WARM_UP = 500, 20
SMALL_SHOP = 1_000
SHORTEST = 3
MOST_MILLISECONDS = 30


def figures(small: bool = False) -> Iterator[dict]:
    """The whole answer as a page gets it: what was found, 24 products as shown, all facets."""
    with tempfile.TemporaryDirectory() as folder:
        shop = write_large_shop(Path(folder), SMALL_SHOP if small else PRODUCTS)
        times = sorted(measured(shop, 20 if small else QUERIES))
    slow = quantiles(times, n=20, method="inclusive")[-1]
    yield figure("search-p95", slow, "ms", against=MOST_MILLISECONDS, limit=1)


def measured(shop: LargeShop, queries: int) -> list[float]:
    """Milliseconds of each question to a server of its own process, none asked twice."""
    migrate(shop.database)
    words = mistyped(shop, WARM_UP + queries, Random(2))
    with (
        served("dashboard", "serve", environment=shop.environment) as address,
        httpx.Client(base_url=address, timeout=120) as browser,
    ):
        browser.post("/sign-in", json={"person": "reviewer"}).raise_for_status()
        times = [_milliseconds(browser, word) for word in ["", *words]]
    return times[1 + WARM_UP :]


def mistyped(shop: LargeShop, count: int, chance: Random) -> list[str]:
    """So many words of the products' names, no two alike, each with one error."""
    known = sorted(
        {word.lower() for title in shop.titles for word in title.split() if word.isalpha()}
    )
    known = [word for word in known if len(word) >= SHORTEST]
    words = chance.sample(known, min(len(known), count))
    return [with_error(word, chance) for word in words]


def with_error(word: str, chance: Random) -> str:
    """A letter left out, put in, changed, or swapped with its neighbour."""
    place, letter = chance.randrange(len(word)), chance.choice(ascii_lowercase)
    before, after = word[:place], word[place:]
    return chance.choice(
        [
            before + after[1:],
            before + letter + after,
            before + letter + after[1:],
            before + after[1:2] + after[:1] + after[2:],
        ]
    )


def _milliseconds(browser: httpx.Client, words: str) -> float:
    start = perf_counter()
    answer = browser.get("/api/products", params={"words": words})
    taken = 1_000 * (perf_counter() - start)
    answer.raise_for_status()
    assert "facets" in answer.json()
    return taken
