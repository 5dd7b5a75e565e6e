"""A product as pages and frozen evidence show it."""

import pandas as pd
import pytest

from dashboard.display import display, price, readable
from recommender.pictures import PictureStore
from recommender.shop import write_shop


@pytest.fixture
def make_shop(tmp_path):
    def make(facts=None, **columns):
        catalogue = pd.DataFrame({"product_id": ["012"], "title": ["A lamp"], **columns})
        purchases = pd.DataFrame({"shopper_id": ["s"], "product_id": ["012"]})
        purchases["bought_at"] = pd.Timestamp("2026-01-01", tz="UTC")
        return write_shop(
            tmp_path / "shop",
            facts={"name": "Small", **(facts or {})},
            catalogue=catalogue,
            purchases=purchases,
            pictures={},
        )

    return make


@pytest.mark.parametrize(
    ("locale", "currency", "text"),
    [
        ("en_GB", "EUR", "€1,290.50"),
        ("en_GB", "GBP", "£1,290.50"),
        ("fr_FR", "EUR", "1\u202f290,50\xa0€"),
        ("nowhere", "EUR", "€1,290.50"),
        ("de-DE", "EUR", "1.290,50\xa0€"),
        ("en_GB", "", "1,290.50"),
        ("de_DE", "", "1.290,50"),
    ],
)
def test_a_price_is_written_as_the_shops_customers_read_it(make_shop, locale, currency, text):
    shop = make_shop({"locale": locale, "currency": currency})
    assert price(1290.5, shop) == text


def test_a_product_without_price_or_picture_says_neither(make_shop, tmp_path):
    shop = make_shop()
    shown = display(shop, PictureStore(tmp_path / "pictures"), ["012", "unknown", "012"])
    assert list(shown) == ["012"]
    assert (shown["012"]["price"], shown["012"]["picture"]) == (None, None)


def test_a_missing_picture_is_told_with_its_reason(make_shop, tmp_path):
    shop = make_shop(picture=["gone.jpg"])
    shown = display(shop, PictureStore(tmp_path / "pictures"), ["012"])["012"]
    assert shown["picture"] is None
    assert shown["picture_note"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (2.5, "2.5"),
        (3.0, "3"),
        (["red", "blue"], "red, blue"),
        (None, ""),
        ("a\x00b\x1bc", "abc"),
        ("x" * 700, "x" * 599 + "…"),
    ],
)
def test_an_attribute_is_readable(value, text):
    assert readable(value) == text
