"""How one product sells."""

import numpy as np
import pandas as pd
import pytest

from recommender.purchases import Purchases
from recommender.shop import Shop, write_shop
from recommender.sold import Month, first_bought, sold_by_month, sold_with
from tests.recommender.camping import camping

LATE, EARLY, NEVER = 0, 1, 2


def purchases(folder, rows: list[tuple[str, str, int]]) -> Purchases:
    """Rows of product, day, pieces; every purchase is another shopper's."""
    frame = pd.DataFrame(rows, columns=["product_id", "bought_at", "quantity"])
    frame["bought_at"] = pd.to_datetime(frame["bought_at"], utc=True, format="ISO8601")
    frame["shopper_id"] = [str(place) for place in range(len(rows))]
    catalogue = pd.DataFrame({"product_id": ["late", "early", "never"], "title": "Mug"})
    return write_shop(
        folder / "shop", facts={"name": "Mugs"}, catalogue=catalogue, purchases=frame, pictures={}
    ).purchases


@pytest.fixture
def mugs(tmp_path) -> Purchases:
    return purchases(
        tmp_path,
        [
            ("early", "2025-11-30 23:59:59", 2),
            ("early", "2025-12-01 00:00:00", 1),
            ("late", "2026-02-10", 3),
            ("late", "2026-02-27", 4),
            ("early", "2026-02-01", 5),
        ],
    )


def test_pieces_are_counted_month_by_month_and_empty_months_too(mugs):
    assert sold_by_month(mugs, LATE) == (
        Month("2025-11", 0),
        Month("2025-12", 0),
        Month("2026-01", 0),
        Month("2026-02", 7),
    )
    assert [each.pieces for each in sold_by_month(mugs, EARLY)] == [2, 1, 0, 5]
    assert [each.pieces for each in sold_by_month(mugs, NEVER)] == [0, 0, 0, 0]


def test_only_the_last_two_years_are_told(tmp_path):
    many = purchases(
        tmp_path,
        [("early", "2020-01-01", 9), ("early", "2024-02-01", 1), ("late", "2026-01-31", 1)],
    )
    months = sold_by_month(many, EARLY)
    assert (len(months), months[0], months[-1]) == (24, Month("2024-02", 1), Month("2026-01", 0))


def test_a_product_is_as_old_as_its_first_purchase(mugs):
    first = first_bought(mugs)
    assert first[LATE] == np.datetime64("2026-02-10")
    assert first[EARLY] == np.datetime64("2025-11-30T23:59:59")
    assert np.isnat(first[NEVER])


@pytest.fixture
def shop(tmp_path) -> Shop:
    return camping(tmp_path / "shop")


def test_what_is_bought_with_it_is_ranked_by_the_cosine_of_their_shoppers(shop):
    """With the tent: bag 3 of sqrt(4 * 4), tent-4p 1 of sqrt(4 * 1), mat and mug 1 of
    sqrt(4 * 2)."""
    with_tent = sold_with(shop.purchases, shop.catalogue.position("tent-2p"), 12)
    assert shop.catalogue.ids[with_tent].tolist() == ["bag-01", "tent-4p", "mat-01", "012"]
    assert len(sold_with(shop.purchases, shop.catalogue.position("tent-2p"), 2)) == 2


def test_with_what_nobody_bought_nothing_is_bought(shop):
    assert len(sold_with(shop.purchases, shop.catalogue.position("lamp-01"), 12)) == 0
