"""The invented purchases: tastes, seasons, presents and complements one can find again."""

import numpy as np
import pandas as pd
import pytest

from recommender.demo.baskets import FIRST, LAST, Trade, paid
from recommender.demo.catalogue import demo_catalogue
from recommender.demo.habits import load_habits
from recommender.demo.shoppers import invent_shoppers


@pytest.fixture(scope="module")
def purchases() -> pd.DataFrame:
    catalogue = demo_catalogue()
    chance = np.random.default_rng(1)
    trade = Trade(catalogue, invent_shoppers(catalogue, chance), load_habits(), chance)
    columns = ["product_id", "kind", "category", "season", "audience", "brand", "style"]
    known = catalogue[[*columns, "price"]].rename(columns={"price": "full_price"})
    return trade.purchases().merge(known, on="product_id")


def _month(purchases: pd.DataFrame) -> np.ndarray:
    """0 is January."""
    return purchases["bought_at"].dt.month.to_numpy() - 1


def test_they_lie_within_two_years_in_order(purchases: pd.DataFrame) -> None:
    days = purchases["bought_at"].dt.tz_localize(None)
    assert days.is_monotonic_increasing
    assert days.min() >= pd.Timestamp(FIRST)
    assert days.max() < pd.Timestamp(LAST) + pd.Timedelta(days=1)


def test_who_buys_a_tent_soon_buys_something_to_sleep_on(purchases: pd.DataFrame) -> None:
    first_tent = purchases[purchases["kind"] == "tent"].groupby("shopper_id")["bought_at"].min()
    sleeping = purchases[purchases["kind"] == "sleeping"]
    since = sleeping["bought_at"] - sleeping["shopper_id"].map(first_tent)
    soon = (since > pd.Timedelta(0)) & (since < pd.Timedelta(days=60))
    campers = sleeping.loc[soon, "shopper_id"].nunique() / len(first_tent)
    everybody = sleeping["shopper_id"].nunique() / purchases["shopper_id"].nunique()
    assert campers > 0.3
    assert campers > 3 * everybody


@pytest.mark.parametrize(("season", "in_it", "out_of_it"), [("winter", 11, 5), ("summer", 5, 11)])
def test_seasons_sell_in_season(
    purchases: pd.DataFrame, season: str, in_it: int, out_of_it: int
) -> None:
    month = _month(purchases)
    share = (purchases["season"] == season).groupby(month).mean()
    assert share[in_it] > 3 * share[out_of_it]


def test_december_is_for_presents(purchases: pd.DataFrame) -> None:
    month = _month(purchases)
    candles = (purchases["category"] == "Fragrance & candles").groupby(month).mean()
    assert candles[11] > 1.3 * candles[6]


def test_shoppers_come_back_to_their_style_and_brand(purchases: pd.DataFrame) -> None:
    for taste in ("style", "brand", "category"):
        shares = purchases[taste].value_counts(normalize=True)
        by_chance = float((shares**2).sum())
        pairs = purchases.groupby(["shopper_id", taste]).size()
        same = (pairs * (pairs - 1)).sum()
        sizes = purchases.groupby("shopper_id").size()
        assert same / (sizes * (sizes - 1)).sum() > 1.2 * by_chance


def test_nobody_buys_the_same_coat_twice(purchases: pd.DataFrame) -> None:
    coats = purchases[purchases["kind"] == "coat"]
    assert not coats.duplicated(["shopper_id", "product_id"]).any()


def test_candles_are_bought_again(purchases: pd.DataFrame) -> None:
    candles = purchases[purchases["kind"] == "candle"]
    assert candles.duplicated(["shopper_id", "product_id"]).any()


def test_what_winter_leaves_is_marked_down_in_january() -> None:
    product = pd.DataFrame(
        {"price": [100.0, 100.0, 100.0], "season": ["winter", "summer", "winter"]}
    )
    assert paid(product, np.array([0, 0, 11])).tolist() == [70.0, 100.0, 100.0]
