"""The demo shop: an invented house, its catalogue, its shoppers and its drawn pictures."""

from pathlib import Path

import numpy as np

from recommender.demo.baskets import Trade
from recommender.demo.catalogue import demo_catalogue
from recommender.demo.drawing import PICTURES, draw_pictures
from recommender.demo.habits import load_habits
from recommender.demo.shoppers import invent_shoppers
from recommender.shop import Shop, write_shop

__all__ = ["DEMO_SHOP", "build_demo_shop", "draw_pictures"]

DEMO_SHOP = "Aldermere"
SEED = 20260329
FACTS = {
    "name": DEMO_SHOP,
    "currency": "EUR",
    "locale": "en_GB",
    "origin": "Invented for Vitrine: no product, brand or person in it exists",
    "licence": "The licence of this project",
}


def build_demo_shop(folder: Path) -> Shop:
    """Write the invented shop into `folder`: always the same, with its pictures from `assets/`."""
    catalogue = demo_catalogue()
    chance = np.random.default_rng(SEED)
    trade = Trade(catalogue, invent_shoppers(catalogue, chance), load_habits(), chance)
    purchases = trade.purchases()
    counts = {
        "products": len(catalogue),
        "shoppers": int(purchases["shopper_id"].nunique()),
        "purchases": len(purchases),
    }
    return write_shop(
        folder,
        facts=FACTS | counts,
        catalogue=catalogue,
        purchases=purchases,
        pictures={name: PICTURES / name for name in catalogue["picture"].dropna()},
    )
