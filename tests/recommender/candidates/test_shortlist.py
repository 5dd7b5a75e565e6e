"""The few products that can be among a profile's best."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.candidates.shortlist import GROUP, shortlists


def test_the_best_are_on_it_and_nothing_beside_it_beats_the_bound():
    factors = np.arange(100, dtype=np.float32).reshape(100, 1)
    up, down = shortlists(factors, np.array([[1], [-1]], dtype=np.float32), 2)
    # Seven groups: 0, 7, ..., 98; 1, 8, ..., 99; and so on. The best end in 98 and 99.
    assert sorted(up.positions) == sorted([*range(0, 99, 7), *range(1, 100, 7)])
    assert up.bound == 98
    assert {0, 1} <= set(down.positions)
    assert down.bound == -1


def test_of_a_small_catalogue_everything_is_on_it():
    [shortlist] = shortlists(np.ones((20, 3), np.float32), np.ones((1, 3), np.float32), 12)
    assert sorted(shortlist.positions) == list(range(20))
    assert shortlist.bound == -np.inf


@pytest.mark.parametrize("products", [1, GROUP, GROUP + 1, 333])
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 30), coarse=st.booleans())
def test_whatever_is_left_out_scores_no_more_than_the_bound(products, seed, count, coarse):
    random = np.random.default_rng(seed)
    drawn = random.normal(size=(products + 5, 4)).astype(np.float32)
    factors, profiles = np.split(np.round(drawn) if coarse else drawn, [products])
    exact = profiles.astype(np.float64) @ factors.T.astype(np.float64)
    for scores, each in zip(exact, shortlists(factors, profiles, count), strict=True):
        left_out = np.setdiff1d(np.arange(products), each.positions)
        assert len(set(each.positions)) == len(each.positions) >= min(count, products)
        assert (scores[left_out] <= each.bound + 1e-5).all()
        assert sum(scores[each.positions] >= each.bound - 1e-5) >= min(count, products)
