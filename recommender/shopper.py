"""A real shopper of the data, with all that tells who it was left out."""

from datetime import timedelta
from random import Random

import numpy as np
import pandas as pd

from recommender.purchases import Purchases
from recommender.refusal import Refusal
from recommender.shop import Shop
from recommender.situation import Bought, Situation

FEWEST_BUYERS = 3
"""What fewer shoppers bought, or bought so many of, could tell who it was."""
MOST_PURCHASES = 30
SHIFTS = (7, 120)
"""Days by which a shopper's purchases are moved back, all by the same number."""


class NobodyToShow(Refusal):
    """No shopper fits who could be shown without telling who it was."""


def anonymous(
    shop: Shop, random: Random, *, bought: str | None = None, among: np.ndarray | None = None
) -> Situation:
    """One shopper's last purchases, in time; the shopper's id is never looked at.

    `random` chooses shopper and dates: the operating system's, `random.SystemRandom()`, so that
    nobody can guess them; a seeded one repeats. `bought`: only who bought this product. `among`:
    only these, by their codes in the shop's purchases. The day of the situation follows the last
    purchase: any other would tell by how much the dates were moved.
    """
    purchases = shop.purchases
    usual = purchases.sales >= FEWEST_BUYERS
    shoppers = _eligible(shop, usual, bought)
    if among is not None:
        shoppers = np.intersect1d(shoppers, among)
    if not len(shoppers):
        raise NobodyToShow("No shopper of this kind can be shown; choose another kind.")
    shopper = shoppers[random.randrange(len(shoppers))]
    rows = np.flatnonzero((purchases.shopper_codes == shopper) & usual[purchases.product_codes])
    return _situation(shop, _days(purchases, rows), random.randint(*SHIFTS), bought)


def _eligible(shop: Shop, usual: np.ndarray, bought: str | None) -> np.ndarray:
    """Codes of those who bought the product, or anything that others bought too."""
    purchases = shop.purchases
    if bought is None:
        return np.flatnonzero(purchases.matrix @ usual.astype(np.float32))
    if bought not in shop.catalogue:
        raise NobodyToShow(f"The shop sells no {bought!r}; choose another product.")
    position = shop.catalogue.position(bought)
    if not usual[position]:
        raise NobodyToShow(
            f"Fewer than {FEWEST_BUYERS} shoppers bought {shop.catalogue[bought].title!r}, so it "
            "could tell who they are; choose another product."
        )
    return np.unique(purchases.shopper_codes[purchases.product_codes == position])


def _days(purchases: Purchases, rows: np.ndarray) -> pd.DataFrame:
    """One row a product and day, in time, with the pieces bought."""
    products = purchases.product_codes[rows]
    days = pd.DataFrame(
        {
            "day": purchases.bought_at[rows].astype("datetime64[D]"),
            "product": products,
            "pieces": purchases.quantity[rows].astype(np.int64),
        }
    )
    summed = days.groupby(["day", "product"], as_index=False)["pieces"].sum()
    return summed.assign(pieces=summed["pieces"].clip(upper=_usual_pieces(purchases, summed)))


def _usual_pieces(purchases: Purchases, days: pd.DataFrame) -> np.ndarray:
    """By row: the most pieces that enough shoppers bought of the product at once."""
    rows = np.flatnonzero(np.isin(purchases.product_codes, days["product"]))
    frame = pd.DataFrame(
        {
            "product": purchases.product_codes[rows],
            "shopper": purchases.shopper_codes[rows],
            "pieces": purchases.quantity[rows],
        }
    )
    most = frame.groupby(["product", "shopper"])["pieces"].max().sort_values(ascending=False)
    usual = most.groupby("product").nth(FEWEST_BUYERS - 1).droplevel("shopper")
    return days["product"].map(usual).to_numpy()


def _situation(shop: Shop, days: pd.DataFrame, shift: int, bought: str | None) -> Situation:
    """The last purchases; of the product asked for one stays in, however long ago it was."""
    last = days.tail(MOST_PURCHASES)
    if bought is not None and not (last["product"] == shop.catalogue.position(bought)).any():
        asked = days[days["product"] == shop.catalogue.position(bought)].tail(1)
        last = pd.concat([asked, last.tail(MOST_PURCHASES - 1)])
    moved = [day.date() - timedelta(days=shift) for day in last["day"]]
    ids = shop.catalogue.ids[last["product"].to_numpy()]
    return Situation(
        bought=tuple(
            Bought(product_id, int(pieces), day)
            for product_id, pieces, day in zip(ids, last["pieces"], moved, strict=True)
        ),
        as_of=moved[-1] + timedelta(days=1),
    )
