"""A shop of seven products whose gaps are known: no brand, no price, no picture, sold out."""

from pathlib import Path

import pandas as pd

from recommender.shop import Shop, write_shop

COLUMNS = [
    *("product_id", "title", "category", "brand", "price"),
    *("available", "picture", "audience", "colours", "season"),
]
ROWS = [
    (
        "tent-2p",
        "Two-person tent",
        "tents",
        "Alder",
        129.9,
        True,
        "t2.png",
        "adults",
        ["red"],
        2025,
    ),
    ("tent-4p", "Family tent", "tents", "Alder", 249.0, True, "t4.png", "families", ["red"], 2026),
    ("bag-01", "Down bag", "sleeping", "Birch", 89.95, True, "b1.png", "adults", ["blue"], 2026),
    ("mat-01", "Trail mat", "sleeping", "Birch", 35.0, True, "m1.png", None, ["red", "blue"], None),
    ("lamp-01", "Lantern", "light", None, None, False, None, "adults", [], 2024),
    ("012", "Mug", "kitchen", "Cedar", 9.5, True, "mug.png", "families", None, 2026),
    ("NO", "Norway map", None, "Cedar", 12.0, True, "map.png", "adults", ["green"], None),
]
BASKETS = {
    "s1": ["tent-2p", "bag-01", "mat-01"],
    "s2": ["tent-2p", "bag-01"],
    "s3": ["tent-2p", "012"],
    "s4": ["bag-01", "mat-01", "012"],
    "s5": ["tent-2p", "bag-01", "tent-4p"],
}


def catalogue_frame() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=COLUMNS)


def camping(folder: Path) -> Shop:
    """Best sellers: tent-2p and bag-01 (4 shoppers each), then mat-01 and 012 (2), tent-4p (1)."""
    rows = [(shopper, each) for shopper, basket in BASKETS.items() for each in basket]
    purchases = pd.DataFrame(rows, columns=["shopper_id", "product_id"])
    purchases["bought_at"] = pd.Timestamp("2026-01-01", tz="UTC")
    return write_shop(
        folder,
        facts={"name": "Camping"},
        catalogue=catalogue_frame(),
        purchases=purchases,
        pictures={},
    )
