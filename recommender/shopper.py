"""A real shopper of the data, with all that tells who it was left out."""

import hmac
from collections.abc import Iterator
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
MOST_LOOKED_THROUGH = 200
"""Shoppers, for one whose last purchases hold the product asked for."""
SHIFTS = (7, 120)
"""Days by which a shopper's purchases are moved back, all by the same number."""


class NobodyToShow(Refusal):
    """No shopper fits who could be shown without telling who it was."""


def anonymous(
    shop: Shop,
    random: Random,
    secret: bytes,
    *,
    bought: str | None = None,
    among: np.ndarray | None = None,
) -> Situation:
    """One shopper's last purchases, in time; always the same of the same shopper, so that asking
    often tells no more.

    `random` chooses the shopper: `random.SystemRandom()`, or a seeded one, which repeats. `secret`
    says, with the shopper's id, by how many days the purchases are moved; whoever shows shoppers
    keeps it for good and to themselves. `bought`: only who bought this product of late. `among`:
    only these, by their codes in the shop's purchases. The day of the situation follows the last
    purchase: any other would tell by how much the days were moved.
    """
    usual = shop.purchases.sales >= FEWEST_BUYERS
    shoppers = _eligible(shop, usual, bought)
    if among is not None:
        shoppers = np.intersect1d(shoppers, among)
    for days in _in_any_order(shop.purchases, shoppers, usual, random):
        if bought is None or (days["product"] == shop.catalogue.position(bought)).any():
            return _situation(shop, days, secret)
    raise NobodyToShow("No shopper of this kind can be shown; choose another kind or product.")


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


def _in_any_order(
    purchases: Purchases, shoppers: np.ndarray, usual: np.ndarray, random: Random
) -> Iterator[pd.DataFrame]:
    """The last purchases of each, of so many as are looked through."""
    many = min(len(shoppers), MOST_LOOKED_THROUGH)
    drawn = shoppers[random.sample(range(len(shoppers)), many)]
    wanted = np.zeros(len(purchases.shopper_ids), bool)
    wanted[drawn] = True
    rows = np.flatnonzero(wanted[purchases.shopper_codes] & usual[purchases.product_codes])
    last = _last(purchases, rows)
    for shopper in drawn:
        yield last[last["shopper"] == shopper]


def _last(purchases: Purchases, rows: np.ndarray) -> pd.DataFrame:
    """One row a shopper, day and product, in time, with the pieces bought."""
    days = pd.DataFrame(
        {
            "shopper": purchases.shopper_codes[rows],
            "day": purchases.bought_at[rows].astype("datetime64[D]"),
            "product": purchases.product_codes[rows],
            "pieces": purchases.quantity[rows].astype(np.int64),
        }
    )
    summed = days.groupby(["shopper", "day", "product"], as_index=False)["pieces"].sum()
    return summed.groupby("shopper").tail(MOST_PURCHASES)


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


def _situation(shop: Shop, days: pd.DataFrame, secret: bytes) -> Situation:
    pieces = np.minimum(days["pieces"], _usual_pieces(shop.purchases, days))
    shopper_id = str(shop.purchases.shopper_ids[days["shopper"].iloc[0]])
    moved = [day.date() - _shift(secret, shopper_id) for day in days["day"]]
    ids = shop.catalogue.ids[days["product"].to_numpy()]
    return Situation(
        bought=tuple(
            Bought(product_id, int(count), day)
            for product_id, count, day in zip(ids, pieces, moved, strict=True)
        ),
        as_of=moved[-1] + timedelta(days=1),
    )


def _shift(secret: bytes, shopper_id: str) -> timedelta:
    """Always the same: the latest of many days shown would be the true one less the least shift."""
    first, last = SHIFTS
    drawn = int.from_bytes(hmac.digest(secret, shopper_id.encode(), "sha256"))
    return timedelta(days=first + drawn % (last - first + 1))
