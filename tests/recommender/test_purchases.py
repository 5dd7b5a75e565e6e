"""The shopper-by-product matrix, counted by hand."""

import numpy as np
import pytest

from recommender.purchases import Purchases


@pytest.fixture
def purchases() -> Purchases:
    """a bought tents twice (1 and 2 pieces) and a lamp; b bought a lamp; nobody bought a bag."""
    return Purchases(
        shopper_ids=np.array(["a", "b"], dtype=object),
        product_ids=np.array(["tent", "lamp", "bag"], dtype=object),
        shopper_codes=np.array([0, 1, 0, 0], dtype=np.int32),
        product_codes=np.array([0, 1, 1, 0], dtype=np.int32),
        bought_at=np.array(["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"], "M8[s]"),
        quantity=np.array([1, 4, 1, 2], dtype=np.int32),
        price=np.full(4, np.nan, dtype=np.float32),
    )


def test_the_matrix_holds_one_per_shopper_and_product(purchases):
    assert purchases.matrix.toarray().tolist() == [[1, 1, 0], [0, 1, 0]]
    assert purchases.matrix.dtype == np.float32
    assert purchases.matrix.has_sorted_indices


def test_the_counts_hold_pieces(purchases):
    assert purchases.counts.toarray().tolist() == [[3, 1, 0], [0, 4, 0]]


def test_sales_are_shoppers_by_product(purchases):
    assert purchases.sales.tolist() == [1, 2, 0]


def test_the_shape_counts_shoppers_and_products(purchases):
    assert (len(purchases), purchases.shape) == (4, (2, 3))
