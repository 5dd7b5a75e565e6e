"""Shoppers: what each invented person likes, as a worth for every product."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

SHOPPERS = 3600

LEANINGS = {
    "wardrobe": ("Knitwear", "Shirts & blouses", "Trousers & skirts", "Dresses", "Outerwear"),
    "accessories": ("Shoes", "Bags", "Scarves, hats & gloves", "Jewellery"),
    "house": ("Tableware", "Kitchen", "Cushions & throws", "Lamps", "Bed & bath"),
    "table": ("Tableware", "Kitchen", "Fragrance & candles"),
    "nursery": ("Toys", "Children's clothes"),
    "trail": ("Outdoors", "Outerwear", "Shoes"),
    "desk": ("Stationery", "Lamps", "Bags"),
    "presents": ("Fragrance & candles", "Jewellery", "Toys", "Stationery"),
}
LEANING_SHARES = (0.26, 0.15, 0.15, 0.08, 0.11, 0.13, 0.06, 0.06)


@dataclass(frozen=True)
class Shoppers:
    """Ids, what each product is worth to each (shoppers by products), how often they come."""

    ids: np.ndarray
    worth: np.ndarray
    eagerness: np.ndarray


def invent_shoppers(catalogue: pd.DataFrame, chance: np.random.Generator) -> Shoppers:
    """Tastes in style, colour, brand, category, audience and price, added up."""
    worth = 0.8 * chance.gumbel(size=len(catalogue))[None, :].clip(-1.2, 2.4).astype(np.float32)
    worth = worth + _leanings(catalogue, chance)
    worth += _tastes(catalogue["style"], 0.45, 2.6, chance)
    worth += _tastes(catalogue["colour_family"], 0.6, 1.7, chance)
    worth += _loyalties(catalogue["brand"], chance)
    worth += _audiences(catalogue["audience"], chance)
    worth += _purses(catalogue, chance)
    ids = np.array([f"s-{number:05d}" for number in range(1, SHOPPERS + 1)], dtype=object)
    return Shoppers(ids, worth.astype(np.float32), chance.gamma(1.1, 1.0, SHOPPERS))


def _indicator(values: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """Which group each product belongs to, as groups by products."""
    codes, groups = pd.factorize(values, sort=True)
    return np.eye(len(groups), dtype=np.float32)[:, codes], groups


def _tastes(
    values: pd.Series, focus: float, weight: float, chance: np.random.Generator
) -> np.ndarray:
    """A small `focus` gives shoppers of few likings."""
    member, groups = _indicator(values)
    share = chance.dirichlet(np.full(len(groups), focus), SHOPPERS).astype(np.float32)
    return weight * np.log(share * len(groups) + 0.12).clip(-2, 2.2) / 2 @ member


def _leanings(catalogue: pd.DataFrame, chance: np.random.Generator) -> np.ndarray:
    """Each shopper comes mainly for one part of the shop, some for two."""
    member, groups = _indicator(catalogue["category"])
    table = np.array(
        [[group in wanted for group in groups] for wanted in LEANINGS.values()], np.float32
    )
    first = chance.choice(len(table), SHOPPERS, p=LEANING_SHARES)
    second = chance.choice(len(table), SHOPPERS, p=LEANING_SHARES)
    interest = (
        2.4 * table[first]
        + 1.3 * table[second]
        + 0.5 * chance.standard_normal((SHOPPERS, len(groups)))
    )
    return interest.astype(np.float32) @ member


def _loyalties(brands: pd.Series, chance: np.random.Generator) -> np.ndarray:
    """Most have a house or two that they come back to."""
    member, groups = _indicator(brands)
    loyal = chance.random((SHOPPERS, len(groups))) < 0.13
    return (loyal * chance.uniform(0.8, 2.2, loyal.shape)).astype(np.float32) @ member


def _audiences(audiences: pd.Series, chance: np.random.Generator) -> np.ndarray:
    """Who they dress, and whether there are children."""
    member, groups = _indicator(audiences)
    worth = np.zeros((SHOPPERS, len(groups)), np.float32)
    dresses = chance.choice(3, SHOPPERS, p=(0.58, 0.3, 0.12))
    children = chance.random(SHOPPERS) < 0.3
    worth[:, groups.get_loc("women")] = np.choose(dresses, (0.6, -2.6, -0.2))
    worth[:, groups.get_loc("men")] = np.choose(dresses, (-2.6, 0.9, -0.2))
    worth[:, groups.get_loc("children")] = np.where(children, 0.9, -2.2)
    return worth @ member


def _purses(catalogue: pd.DataFrame, chance: np.random.Generator) -> np.ndarray:
    """Around a price that suits them, less worth beyond; a tent may cost more than a candle."""
    price = np.log(catalogue["price"].to_numpy())
    of_its_kind = np.log(catalogue.groupby("kind")["price"].transform("median").to_numpy())
    felt = price - 0.6 * (of_its_kind - np.log(58))
    distance = felt[None, :] - chance.normal(np.log(58), 0.5, SHOPPERS)[:, None]
    return -0.9 * np.where(distance > 0, 1.5, 0.8) * distance**2
