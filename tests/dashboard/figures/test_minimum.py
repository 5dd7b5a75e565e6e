"""From how much on a figure stands."""

import pytest

from dashboard.figures.minimum import enough_judged, enough_shown
from dashboard.figures.showing import Showing
from dashboard.figures.suiting import Suiting
from recommender.metrics.mean import Mean


def test_five_slates_are_enough_for_a_share():
    assert [enough_shown(Showing(1, 1, each)) for each in (2, 3)] == [False, True]


@pytest.mark.parametrize(
    ("shoppers", "judged", "enough"), [(5, 6, True), (4, 60, False), (5, 5, False), (1, 3, False)]
)
def test_five_shoppers_and_a_tenth_of_the_products_are_enough_for_a_mean(shoppers, judged, enough):
    mean = Mean(0.5, 0.2, 0.8, shoppers)
    found = Suiting(shoppers, judged, 60, mean, mean, mean)
    assert enough_judged(found, mean) is enough


def test_a_mean_over_fewer_shoppers_than_were_judged_is_not_enough():
    assert not enough_judged(Suiting(9, 30, 60, None, None, None), Mean(0.5, 0.2, 0.8, 4))
