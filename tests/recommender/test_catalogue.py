"""Products by id and by position."""

import numpy as np
import pandas as pd
import pytest

from recommender.catalogue import Catalogue, Product


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue(
        pd.DataFrame(
            {
                "product_id": ["007", "7"],
                "title": ["Tent", "Lamp"],
                "category": ["Sleeping", None],
                "price": [99.5, np.nan],
                "available": [False, True],
                "foods": [np.array(["Beef"]), None],
                "litres": [np.int64(3), None],
            },
            index=[5, 9],
        )
    )


def test_a_product_is_found_by_its_exact_id(catalogue):
    assert catalogue["007"] == Product(
        id="007",
        title="Tent",
        category="Sleeping",
        price=99.5,
        available=False,
        attributes={"foods": ["Beef"], "litres": 3},
    )


def test_what_is_missing_is_none_and_no_attribute(catalogue):
    lamp = catalogue["7"]
    assert (lamp.category, lamp.price, lamp.brand, lamp.picture) == (None, None, None, None)
    assert lamp.attributes == {}
    assert lamp.available


def test_an_unknown_product_is_a_key_error(catalogue):
    assert "07" not in catalogue
    with pytest.raises(KeyError):
        catalogue["07"]


def test_positions_are_those_of_the_frame(catalogue):
    assert (len(catalogue), list(catalogue)) == (2, ["007", "7"])
    assert catalogue.position("7") == 1
    assert catalogue.positions(("7", "8", "007")) == [1, 0]


def test_a_value_is_a_known_column_or_an_attribute(catalogue):
    tent = catalogue["007"]
    assert [tent.value(name) for name in ("product_id", "title", "litres", "colour")] == [
        "007",
        "Tent",
        3,
        None,
    ]
    assert catalogue.attributes == ("foods", "litres")


def test_a_product_without_a_column_available_is_available():
    catalogue = Catalogue(pd.DataFrame({"product_id": ["1"], "title": ["Tent"]}))
    assert catalogue["1"].available


def test_the_digest_is_of_the_ids_in_order(catalogue):
    other = Catalogue(catalogue.frame.iloc[::-1])
    same = Catalogue(catalogue.frame.assign(title="Other"))
    assert catalogue.digest == same.digest != other.digest


@pytest.fixture
def shop_of_every_type() -> Catalogue:
    return Catalogue(
        pd.DataFrame(
            {
                "product_id": ["a", "b"],
                "title": ["A", "B"],
                "price": [1, 2],
                "available": pd.array([True, None], dtype="boolean"),
                "foods": [np.array(["Beef"]), ("Fish", "Rice")],
                "since": pd.to_datetime(["2026-01-01", None]),
                "litres": pd.array([3, None], dtype="Int64"),
                "weight": [0.5, np.nan],
                "shelf": pd.Categorical(["top", None]),
            }
        )
    )


def test_many_products_read_at_once_are_those_read_one_by_one(catalogue):
    assert catalogue.products([1, 0]) == [catalogue["7"], catalogue["007"]]


def test_products_read_at_once_hold_plain_values_too(shop_of_every_type):
    first, second = shop_of_every_type.products([0, 1])
    assert repr([first, second]) == repr([shop_of_every_type["a"], shop_of_every_type["b"]])
