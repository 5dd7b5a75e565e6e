"""Bradley and Terry's ranking against published estimates, by hand, and at its edges."""

import math

import numpy as np
import pytest

from recommender.metrics.preference import Ranking, log_strengths, rank, tied

# Agresti, Categorical Data Analysis (2nd edition, 2002), section 10.6: the American League's
# Eastern Division in 1987, wins of row over column. Estimates and standard errors against
# Baltimore as the R package BradleyTerry2 prints them (its tests/baseball.Rout.save, first model).
TEAMS = ("Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore")
WINS = np.array(
    [
        [0, 7, 9, 7, 7, 9, 11],
        [6, 0, 7, 5, 11, 9, 9],
        [4, 6, 0, 7, 7, 8, 12],
        [6, 8, 6, 0, 6, 7, 10],
        [6, 2, 6, 7, 0, 7, 12],
        [4, 4, 5, 6, 6, 0, 6],
        [2, 4, 1, 3, 1, 7, 0],
    ],
    float,
)
ESTIMATES = [1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839, 0]
ERRORS = [0.3433, 0.3396, 0.3367, 0.3359, 0.3339, 0.3319, 0]


def test_published_estimates_and_standard_errors_are_reproduced():
    strengths, covariance = log_strengths(WINS)
    variances = covariance.diagonal() + covariance[-1, -1] - 2 * covariance[-1]
    assert (strengths - strengths[-1]).round(4).tolist() == ESTIMATES
    assert np.sqrt(variances.clip(0)).round(4).tolist() == ERRORS


def test_a_season_is_ranked():
    season = [
        (better, worse, float(WINS[row, column]))
        for row, better in enumerate(TEAMS)
        for column, worse in enumerate(TEAMS)
        if row != column
    ]
    ranking = rank(season, prior=0)
    assert tuple(place.candidate for place in ranking.places) == TEAMS
    assert ranking.compared == 21 * 13
    others = sum(ESTIMATES[1:]) / 6
    first = ranking.places[0]
    assert first.strength == pytest.approx(expit(ESTIMATES[0] - others), abs=1e-4)
    assert all(place.low < place.strength < place.high for place in ranking.places)


def expit(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def test_who_always_won_stays_below_all_and_has_a_width():
    """10 to 0 and half a win each way: 10.5 of 11, its log-odds' variance 1 / (11 p (1 - p))."""
    best, worst = rank([("a", "b", 10.0)]).places
    chance = 10.5 / 11
    reach = 1.959964 / math.sqrt(11 * chance * (1 - chance))
    middle = math.log(chance / (1 - chance))
    assert (best.candidate, worst.candidate) == ("a", "b")
    assert best.strength == pytest.approx(chance)
    assert (best.low, best.high) == pytest.approx((expit(middle - reach), expit(middle + reach)))
    assert (worst.low, worst.high) == pytest.approx((1 - best.high, 1 - best.low))


def test_a_tie_is_half_a_win_each_way():
    assert tied("a", "b", 2.0) == [("a", "b", 1.0), ("b", "a", 1.0)]
    ranking = rank([*tied("b", "a", 3.0), ("a", "b", 2.0), ("b", "a", 2.0)])
    assert [place.candidate for place in ranking.places] == ["a", "b"]
    assert [place.strength for place in ranking.places] == pytest.approx([0.5, 0.5])
    assert ranking.compared == 7


def test_more_answers_narrow_the_interval():
    few, many = (rank([("a", "b", 3.0 * times), ("b", "a", 1.0 * times)]) for times in (1, 25))
    few_width, many_width = (each.places[0].high - each.places[0].low for each in (few, many))
    assert many_width < few_width / 3


def test_groups_never_compared_are_told_apart_and_stand_side_by_side():
    ranking = rank([("a", "b", 4.0), ("c", "d", 4.0)])
    assert ranking.apart == (("a", "b"), ("c", "d"))
    assert [place.candidate for place in ranking.places] == ["a", "c", "b", "d"]
    assert ranking.places[0].strength == pytest.approx(ranking.places[1].strength)
    assert rank([("a", "b", 4.0), ("b", "c", 4.0)]).apart == ()


def test_where_nothing_was_compared_nothing_is_ranked():
    assert rank([]) == Ranking((), 0.0, ())
