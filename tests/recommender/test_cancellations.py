"""Which purchases a cancellation takes its pieces off."""

import numpy as np
import pandas as pd

from recommender.cancellations import left_after


def left(*rows: tuple[str, str, int, int]) -> tuple[list[int], int]:
    """Rows are (shopper, product, day, quantity); below 0 cancels."""
    frame = pd.DataFrame(rows, columns=["shopper_id", "product_id", "bought_at", "quantity"])
    cancels = (frame["quantity"] < 0).to_numpy()
    pieces, unmatched = left_after(frame, ~cancels, cancels)
    return pieces[~cancels].tolist(), unmatched


def test_the_latest_earlier_purchase_is_reduced_first():
    assert left(("a", "x", 1, 5), ("a", "x", 2, 3), ("a", "x", 3, -4)) == ([4, 0], 0)


def test_a_later_purchase_is_left_alone():
    assert left(("a", "x", 3, 5), ("a", "x", 2, -5)) == ([5], 1)


def test_a_purchase_of_the_same_moment_counts_as_earlier():
    assert left(("a", "x", 2, 5), ("a", "x", 2, -5)) == ([0], 0)


def test_other_shoppers_and_products_are_left_alone():
    rows = (("a", "x", 1, 5), ("b", "x", 1, 5), ("a", "y", 1, 5), ("a", "x", 2, -2))
    assert left(*rows) == ([3, 5, 5], 0)


def test_what_is_cancelled_once_is_not_cancelled_again():
    assert left(("a", "x", 1, 5), ("a", "x", 2, -3), ("a", "x", 3, -3)) == ([0], 1)


def test_cancellations_act_in_the_order_of_their_moments_not_of_their_rows():
    rows = (("a", "x", 4, -3), ("a", "x", 1, 2), ("a", "x", 2, -2), ("a", "x", 3, 3))
    assert left(*rows) == ([0, 0], 0)


def test_the_rows_given_are_not_changed():
    frame = pd.DataFrame(
        [("a", "x", 1, 5), ("a", "x", 2, -5)],
        columns=["shopper_id", "product_id", "bought_at", "quantity"],
    )
    left_after(frame, np.array([True, False]), np.array([False, True]))
    assert frame["quantity"].tolist() == [5, -5]
