"""A shop whose right answers are known: shoppers and products of two colours that never mix."""

from pathlib import Path

import pandas as pd

from recommender.shop import Shop, write_shop
from recommender.situation import Situation

COLOURS = 2
PRODUCTS = 20
SHOPPERS = 30


def product(number: int) -> str:
    return f"{number:03}"


def checkerboard(folder: Path) -> Shop:
    """Shopper s bought every product of their own colour but number s."""
    rows = [
        {"shopper_id": f"s{shopper}", "product_id": product(number)}
        for shopper in range(SHOPPERS)
        for number in range(PRODUCTS)
        if number % COLOURS == shopper % COLOURS and number != shopper
    ]
    purchases = pd.DataFrame(rows)
    purchases["bought_at"] = pd.Timestamp("2026-01-01", tz="UTC")
    purchases["quantity"] = 1
    return write_shop(
        folder,
        facts={"name": "Checkerboard"},
        catalogue=catalogue_frame(),
        purchases=purchases,
        pictures={},
    )


def basket_of_colour(colour: int, count: int = 4) -> Situation:
    return Situation.of(*(product(colour + COLOURS * number) for number in range(count)))


def of_colour(product_id: str, colour: int) -> bool:
    return int(product_id) % COLOURS == colour


def catalogue_frame() -> pd.DataFrame:
    numbers = range(PRODUCTS)
    return pd.DataFrame(
        {
            "product_id": [product(number) for number in numbers],
            "title": [f"Tile {number}" for number in numbers],
            "category": ["White" if number % COLOURS else "Black" for number in numbers],
        }
    )
