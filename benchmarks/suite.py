"""From the address to the pictures of the cards on screen: 2,000 scenarios beside 20."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, Page

from benchmarks.browser import PATIENCE, REST, Times, opened_browser, time_by_turns
from benchmarks.figure import figure
from benchmarks.photos import draw_photos, number
from benchmarks.serving import serve_together, served
from dashboard.releases.migrations import migrate
from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.pictures import PictureStore, keep_many
from recommender.settings import Settings
from recommender.shop import Shop, write_shop

FEW, MANY = 20, 2_000
PRODUCTS, DRAWN, SHOPPERS = 600, 120, 900
SMALL_SHOP = 40
BOUGHT = 4
ON_SCREEN = 8
"""Cards that are whole on the screen, at the least."""
VISITS, WARM_UP = 12, 3
SETTINGS = """
shop = "{folder}/shop"
scenarios = "{folder}/scenarios-{count}"
database = "sqlite:///{folder}/{count}.db"
pictures = "{folder}/pictures"

[[candidates]]
id = "best-sellers"
kind = "best_sellers"
title = "Best sellers"

[[candidates]]
id = "bm25"
kind = "bm25"
title = "Bought together"

[[people]]
id = "merchandiser"
name = "Merchandiser"
roles = ["reviewer"]
"""
SHOWN = """async ({ count, patience }) => {
  const shadowTrees = (root) =>
    [...root.querySelectorAll("*")]
      .filter((element) => element.shadowRoot)
      .flatMap((element) => [element.shadowRoot, ...shadowTrees(element.shadowRoot)]);
  const onScreen = (picture) => {
    const { top, bottom } = picture.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  while (performance.now() < patience) {
    const drawn = (root) => [...root.querySelectorAll(".card canvas")];
    const pictures = shadowTrees(document).flatMap(drawn).filter(onScreen);
    if (pictures.length >= count && pictures.every((each) => each.matches(".here")))
      return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`The pictures did not arrive in ${patience} ms`);
}"""


class Visit:
    """Goes to the page anew and waits until the cards on the screen have their pictures."""

    def __init__(self, page: Page, address: str):
        self._page, self._address = page, address

    def click(self) -> float:
        """Milliseconds since the browser began to ask for the address."""
        self._page.bring_to_front()
        self._page.wait_for_timeout(REST)
        self._page.goto(self._address, wait_until="commit")
        return self._page.evaluate(SHOWN, {"count": ON_SCREEN * BOUGHT, "patience": PATIENCE})


def figures(small: bool = False) -> Iterator[dict]:
    few, many = (10, 20) if small else (FEW, MANY)
    visits, warm_up = (1, 0) if small else (VISITS, WARM_UP)
    with tempfile.TemporaryDirectory() as made, opened_browser() as browser:
        folder = Path(made)
        prepare(folder, (few, many), SMALL_SHOP if small else PRODUCTS)
        times = measure(folder, browser, (few, many), visits, warm_up)
    yield figure("suite-growth", times[many].median, "ms", against=times[few].median, limit=2)


def prepare(folder: Path, counts: Sequence[int], products: int) -> None:
    shop = write_products(folder, products)
    names = list(shop.catalogue.frame["picture"])
    keep_many(PictureStore(folder / "pictures"), names, shop.images)
    for count in counts:
        write_scenarios(folder / f"scenarios-{count}", count, products)
        settings(folder, count).write_text(SETTINGS.format(folder=folder, count=count), "utf-8")
        migrate(f"sqlite:///{folder}/{count}.db")
    for each in Settings.read(settings(folder, counts[0])).candidates:
        fit_candidate(make_candidate(each), shop)


def write_products(folder: Path, count: int) -> Shop:
    ids = [product(at) for at in range(count)]
    drawn = cycle(draw_photos(min(DRAWN, count)))
    pictures = {f"{each}.webp": number(next(drawn), at) for at, each in enumerate(ids)}
    catalogue = pd.DataFrame(
        {"product_id": ids, "title": [f"Product {each}" for each in ids], "picture": [*pictures]}
    )
    bought = range(SHOPPERS * BOUGHT)
    purchases = pd.DataFrame(
        {
            "shopper_id": [f"s{at // BOUGHT}" for at in bought],
            "product_id": [ids[at * 7 % count] for at in bought],
            "bought_at": pd.Timestamp("2026-01-01", tz="UTC"),
        }
    )
    facts = {"name": "Suite", "currency": "EUR", "locale": "en_GB"}
    return write_shop(
        folder / "shop", facts=facts, catalogue=catalogue, purchases=purchases, pictures=pictures
    )


def product(at: int) -> str:
    return f"p-{at:04}"


def write_scenarios(folder: Path, count: int, products: int) -> None:
    folder.mkdir()
    for at in range(count):
        bought = "".join(
            f"  - {product((at * BOUGHT + step) % products)}\n" for step in range(BOUGHT)
        )
        (folder / f"shopper-{at:04}.yaml").write_text(
            f"title: Shopper {at:04}\nstory: One of many who buy here.\nbought:\n{bought}"
            f"tags: [many, group-{at % 12}]\nexpect:\n  - nothing_already_bought: {{}}\n",
            "utf-8",
        )


def settings(folder: Path, count: int) -> Path:
    return folder / f"{count}.toml"


def environment(folder: Path, count: int) -> dict[str, str]:
    return {"VITRINE_SETTINGS": str(settings(folder, count)), "OPENBLAS_NUM_THREADS": "1"}


def measure(
    folder: Path, browser: Browser, counts: Sequence[int], visits: int, warm_up: int
) -> dict[int, Times]:
    """By the count of scenarios."""
    with ExitStack() as stack:
        dashboards = (
            served("dashboard", "serve", environment=environment(folder, count)) for count in counts
        )
        pages = {}
        for count, address in zip(counts, serve_together(stack, *dashboards), strict=True):
            base = address.replace("127.0.0.1", "localhost")
            context = browser.new_context(viewport={"width": 1440, "height": 1000})
            context.request.post(f"{base}/sign-in", data={"person": "merchandiser"})
            pages[count] = Visit(context.new_page(), f"{base}/scenarios")
        return time_by_turns(pages, visits, warm_up)
