"""Small shops whose coverage can be worked out by hand."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from recommender.scenario import Scenario
from recommender.shop import Shop, write_shop
from recommender.situation import Situation

Purchase = tuple[str, str]
"""A product and the day it was bought."""
SUMMER, WINTER = "2025-06-10", "2025-12-10"


def shop_of(
    folder: Path, baskets: Mapping[str, Iterable[Purchase]], products: Mapping[str, Iterable]
) -> Shop:
    rows = [(who, product, day) for who, bought in baskets.items() for product, day in bought]
    purchases = pd.DataFrame(rows, columns=["shopper_id", "product_id", "bought_at"])
    purchases["bought_at"] = pd.to_datetime(purchases["bought_at"])
    return write_shop(
        folder,
        facts={"name": "Two seasons", "currency": "EUR"},
        catalogue=pd.DataFrame(products),
        purchases=purchases,
        pictures={},
    )


def two_seasons(folder: Path) -> Shop:
    """Six shoppers buy for the beach in June, six candles in December, nobody both."""
    beach = {f"guest-{n}": [("towel", SUMMER), ("ball", SUMMER)] for n in range(6)}
    candles = {f"host-{n}": [("pillar", WINTER), ("taper", WINTER)] for n in range(6)}
    products = {
        "product_id": ["towel", "ball", "pillar", "taper", "anvil"],
        "title": ["Beach towel", "Beach ball", "Pillar candle", "Taper candle", "Anvil"],
        "category": ["Beach", "Beach", "Candles", "Candles", "Iron"],
        "price": [20.0, 20.0, 4.0, 4.0, 90.0],
    }
    return shop_of(folder, beach | candles, products)


def mixed(folder: Path, shoppers: int = 60, products: int = 30) -> Shop:
    """Five tastes with exceptions, the same every time."""
    random = np.random.default_rng(4)
    ids = [f"p{number:02}" for number in range(products)]
    baskets = {}
    for shopper in range(shoppers):
        own = [each for each in range(products) if each % 5 == shopper % 5]
        bought = {*random.choice(own, 3).tolist(), *random.choice(products, 2).tolist()}
        day = f"2025-{1 + shopper % 12:02}-03"
        baskets[f"secret-{shopper}"] = [(ids[each], day) for each in sorted(bought)]
    titles = [f"Thing {number}" for number in range(products)]
    return shop_of(folder, baskets, {"product_id": ids, "title": titles})


def scenario(*product_ids: str, name: str = "one") -> Scenario:
    return Scenario(name, name.capitalize(), situation=Situation.of(*product_ids))


def everybody(shop: Shop) -> list[Scenario]:
    """One scenario a shopper, with the shopper's whole basket."""
    matrix, ids = shop.purchases.matrix, shop.catalogue.ids
    rows = (matrix[[shopper]].indices for shopper in range(matrix.shape[0]))
    return [scenario(*ids[row], name=f"s{place}") for place, row in enumerate(rows)]
