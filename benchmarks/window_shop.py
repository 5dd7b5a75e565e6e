"""A shop, lists and settings of which every screen shows sixty pictures of its own."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pandas as pd

from benchmarks.photos import draw_photos, number
from dashboard.releases.migrations import migrate
from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.pictures import PictureStore, keep_many
from recommender.settings import Settings
from recommender.shop import open_shop, write_shop

REVIEWED, BUILT, SLATE_SIZE = 5, 4, 12
"""Candidates side by side in the review and in the studio."""
SHOWN = REVIEWED * SLATE_SIZE
DRAWN = 4 * SHOWN
PRODUCTS = 100_000
CATEGORIES, BRANDS = 40, 300
SYLLABLES = ("ba", "ko", "li", "mu", "ne", "ra", "so", "ti", "vu", "ze")
PICTURES_OF_THE_DEMO = Path(__file__).parents[1] / "assets" / "demo" / "pictures"
DASHBOARD = (sys.executable, "-m", "dashboard")
PEOPLE = """
[[people]]
id = "proposer"
name = "Proposer"
roles = ["proposer"]

[[people]]
id = "reviewer"
name = "Reviewer"
roles = ["reviewer"]
"""


@dataclass(frozen=True)
class WindowShop:
    """`screens` screens, each with its own products; `key(n)` is the scenario that shows one, and
    what is bought in the studio to see it. `word(n)` finds its products. The others, up to
    `size` in all, have no pictures: they are there to be searched. `photos` (WebP) are shown in
    turn; where none are given, invented ones are."""

    folder: Path
    screens: int
    size: int = PRODUCTS
    photos: Sequence[bytes] = ()

    def write(self) -> None:
        products = [each for screen in range(self.screens) for each in self.products(screen)]
        baits = [self.key(screen) for screen in range(self.screens)]
        drawn = cycle(self.photos or draw_photos(min(DRAWN, len(products))))
        photos = [number(next(drawn), place) for place in range(len(products))]
        names = {each: f"{each}.webp" for each in products}
        catalogue = self._catalogue(baits, names)
        purchases = pd.DataFrame(
            {
                "shopper_id": "one",
                "product_id": baits,
                "bought_at": pd.Timestamp("2026-01-01", tz="UTC"),
            }
        )
        write_shop(
            self.folder / "shop",
            facts={"name": "Window", "currency": "EUR", "locale": "en_GB"},
            catalogue=catalogue,
            purchases=purchases,
            pictures=dict(zip(names.values(), photos, strict=True)),
        )
        self._write_scenarios()
        slates, neighbours = ("key", "rank"), ("product_id", "neighbour_id")
        self._write_lists("review", REVIEWED, (*slates, "product_id", "score"), self._slates)
        self._write_lists("builder", BUILT, (*neighbours, "score"), self._neighbours)

    def _catalogue(self, baits: list[str], pictures: Mapping[str, str]) -> pd.DataFrame:
        others = [f"other-{number:06}" for number in range(self.size - len(baits) - len(pictures))]
        shown = [f"{self.word(place // SHOWN)} {place % SHOWN}" for place in range(len(pictures))]
        places = range(self.size)
        return pd.DataFrame(
            {
                "product_id": [*baits, *pictures, *others],
                "title": [
                    *(f"Bait {each}" for each in baits),
                    *shown,
                    *(f"Another {made_up(number)} {number}" for number in range(len(others))),
                ],
                "category": [f"Category {place * 7 % CATEGORIES}" for place in places],
                "brand": [f"Brand {place * 11 % BRANDS}" for place in places],
                "price": 10.0,
                "available": True,
                "picture": [*(None for _ in baits), *pictures.values(), *(None for _ in others)],
            }
        )

    def key(self, screen: int) -> str:
        return f"screen-{screen:03}"

    def word(self, screen: int) -> str:
        return f"Quix{made_up(screen)}"

    def products(self, screen: int) -> list[str]:
        return [f"p-{screen:03}-{place:02}" for place in range(SHOWN)]

    def settings(self, use: str) -> Path:
        return self.folder / f"{use}.toml"

    def environment(self, use: str) -> dict[str, str]:
        return {"VITRINE_SETTINGS": str(self.settings(use)), "OPENBLAS_NUM_THREADS": "1"}

    def _slate(self, screen: int, candidate: int) -> list[str]:
        return self.products(screen)[candidate * SLATE_SIZE : (candidate + 1) * SLATE_SIZE]

    def _slates(self, candidate: int) -> Iterator[tuple]:
        for screen in range(self.screens):
            for rank, each in enumerate(self._slate(screen, candidate), start=1):
                yield self.key(screen), rank, each, SLATE_SIZE - rank

    def _neighbours(self, candidate: int) -> Iterator[tuple]:
        """What was bought last outweighs all that was bought before."""
        for screen in range(self.screens):
            for rank, each in enumerate(self._slate(screen, candidate)):
                yield self.key(screen), each, 100 * (screen + 1) - rank

    def _write_scenarios(self) -> None:
        folder = self.folder / "scenarios"
        folder.mkdir()
        for screen in range(self.screens):
            text = f"title: Shopper {screen}\nstory: One of many.\n"
            (folder / f"{self.key(screen)}.yaml").write_text(text, "utf-8")

    def _write_lists(self, use: str, candidates: int, columns: Iterable[str], rows) -> None:
        tables = [
            f'shop = "{self.folder}/shop"',
            f'scenarios = "{self.folder}/scenarios"',
            f'database = "sqlite:///{self.folder}/{use}.db"',
            f'pictures = "{self.folder}/pictures"',
            PEOPLE,
        ]
        for candidate in range(candidates):
            path = self.folder / f"{use}-{candidate}.csv"
            with path.open("w", newline="") as file:
                csv.writer(file).writerows([tuple(columns), *rows(candidate)])
            tables.append(
                f'[[candidates]]\nid = "{use}-{candidate}"\nkind = "lists"\n'
                f'title = "Lists {candidate}"\npath = "{path}"\n'
            )
        self.settings(use).write_text("\n".join(tables), "utf-8")

    def prepare(self) -> None:
        """Everything that servers of both uses need: shop, fits, thumbnails, records."""
        self.write()
        shop = open_shop(self.folder / "shop")
        names = [each for each in shop.catalogue.frame["picture"] if isinstance(each, str)]
        keep_many(PictureStore(self.folder / "pictures"), names, shop.images)
        for use in ("review", "builder"):
            settings = Settings.read(self.settings(use))
            for each in settings.candidates:
                fit_candidate(make_candidate(each), shop)
            migrate(f"sqlite:///{self.folder}/{use}.db")

    def open_release(self, name: str, columns: int) -> None:
        """A release in review, of all scenarios and so many candidates."""
        candidates = [part for each in range(columns) for part in ("--candidate", f"review-{each}")]
        subprocess.run(
            [*DASHBOARD, "release", "open", name, "--as", "proposer", *candidates],
            env={**os.environ, **self.environment("review")},
            check=True,
            stdout=subprocess.DEVNULL,
        )


def made_up(number: int) -> str:
    """A word of its own for every number below 1,000."""
    return "".join(SYLLABLES[number // power % 10] for power in (100, 10, 1))
