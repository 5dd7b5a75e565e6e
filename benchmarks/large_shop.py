"""A shop of 100,000 products whose names are made of a real shop's, where one is at hand."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

from recommender.demo.catalogue import demo_catalogue
from recommender.shop import write_shop

REAL_DATA = Path(
    os.environ.get("VITRINE_TEST_DATA", Path(__file__).parents[1] / "../shared/data")
).resolve()
WINES = REAL_DATA / "x-wines/XWines_Slim_1K_wines.csv"
GIFTS = REAL_DATA / "online-retail/online_retail.csv.gz"
PRODUCTS, SHOPPERS, PURCHASES = 100_000, 20_000, 300_000
COLOURS = ("black", "blue", "brown", "green", "grey", "ivory", "pink", "red", "white", "yellow")
SETTINGS = """
shop = "{folder}/shop"
scenarios = "{folder}/scenarios"
database = "sqlite:///{folder}/vitrine.db"
pictures = "{folder}/pictures"

[[people]]
id = "reviewer"
name = "Reviewer"
roles = ["reviewer"]
"""


@dataclass(frozen=True)
class LargeShop:
    """`titles` are its products' names; no product has a picture."""

    folder: Path
    titles: Sequence[str]

    @property
    def database(self) -> str:
        return f"sqlite:///{self.folder}/vitrine.db"

    @property
    def environment(self) -> dict[str, str]:
        settings = str(self.folder / "vitrine.toml")
        return {"VITRINE_SETTINGS": settings, "OPENBLAS_NUM_THREADS": "1"}


def write_large_shop(folder: Path, products: int = PRODUCTS) -> LargeShop:
    """Always the same on one machine."""
    titles = list(names(Random(1), products))
    chance = np.random.default_rng(1)
    ids = np.array([f"{number:06}" for number in range(products)])
    write_shop(
        folder / "shop",
        facts={"name": "Large", "currency": "EUR", "locale": "en_GB"},
        catalogue=_catalogue(ids, titles, chance),
        purchases=_purchases(ids, chance),
        pictures={},
    )
    (folder / "scenarios").mkdir()
    (folder / "vitrine.toml").write_text(SETTINGS.format(folder=folder), "utf-8")
    return LargeShop(folder, titles)


def names(chance: Random, count: int) -> Iterator[str]:
    """So many: the real ones, then the beginning of one with the end of another."""
    real = real_names()
    yield from real[:count]
    words = [name.split() for name in real]
    for _ in range(count - len(real)):
        first, second = chance.choice(words), chance.choice(words)
        half = (len(first) + 1) // 2
        yield " ".join([*first[:half], *second[len(second) // 2 :]])


def real_names() -> list[str]:
    """Wines and gifts; without that folder, what the demo shop sells."""
    if not (WINES.is_file() and GIFTS.is_file()):
        return demo_catalogue()["title"].drop_duplicates().tolist()
    wines = pd.read_csv(WINES, usecols=["WineName"], dtype=str)["WineName"]
    gifts = pd.read_csv(GIFTS, usecols=["Description"], dtype=str)["Description"].str.strip()
    gifts = gifts[gifts.str.len() > 3]
    return pd.concat([wines, gifts]).dropna().drop_duplicates().tolist()


def _catalogue(ids: np.ndarray, titles: Sequence[str], chance: np.random.Generator) -> pd.DataFrame:
    uses = np.array(["birthday", "Christmas", "garden", "kitchen", "party", "travel", "wedding"])
    size = len(ids)
    kinds = {"category": 60, "brand": 800, "material": 40, "origin": 30, "style": 12}
    numbered = {
        name: [f"{name} {number}" for number in chance.geometric(4 / count, size) % count]
        for name, count in kinds.items()
    }
    return pd.DataFrame(
        {
            "product_id": ids,
            "title": titles,
            **numbered,
            "colour": chance.choice(COLOURS, size),
            "good_for": [list(uses[chance.random(len(uses)) < 0.3]) for _ in range(size)],
            "price": chance.lognormal(3, 1, size).round(2),
            "available": chance.random(size) < 0.95,
        }
    )


def _purchases(ids: np.ndarray, chance: np.random.Generator) -> pd.DataFrame:
    bought = (chance.pareto(1, PURCHASES) * 50).astype(np.int64) % len(ids)
    days = chance.integers(0, 700, PURCHASES)
    return pd.DataFrame(
        {
            "shopper_id": chance.integers(0, SHOPPERS, PURCHASES).astype(str),
            "product_id": chance.permutation(ids)[bought],
            "bought_at": pd.Timestamp("2024-01-01", tz="UTC") + pd.to_timedelta(days, unit="D"),
        }
    )
