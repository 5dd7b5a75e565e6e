"""Coverage and suggestions on real purchases: repeatable, and better than chance."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from recommender.candidate import FittedCandidate
from recommender.coverage import Behaviour, Debate, coverage, debate, suggest, survey
from recommender.coverage.standing import standing
from recommender.fitted import fit_candidate
from recommender.shop import Shop, open_shop
from tests.recommender.coverage.shops import scenario
from tests.recommender.settled_kinds import candidate_of

pytestmark = pytest.mark.real_data

DRAWS, BEATEN, COUNT = 100, 95, 5


class Surveyed(NamedTuple):
    shop: Shop
    models: Mapping[str, FittedCandidate]
    behaviour: Behaviour
    debate: Debate


@pytest.fixture(scope="module", params=["online-retail", "x-wines"])
def real(
    request: pytest.FixtureRequest,
    real_import: Callable[[str], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Surveyed:
    folder = tmp_path_factory.mktemp(request.param) / "shop"
    shop = open_shop(shutil.copytree(real_import(request.param) / "shop", folder))
    kinds = {"best_sellers": {}, "bm25": {}, "als": {"factors": 16, "iterations": 3}}
    models = {
        kind: fit_candidate(candidate_of(kind, **chosen), shop) for kind, chosen in kinds.items()
    }
    behaviour = survey(shop)
    return Surveyed(shop, models, behaviour, debate(behaviour, models))


def test_five_suggestions_beat_random_fives_in_coverage_and_in_disagreement(
    real: Surveyed,
) -> None:
    suggested = suggest(real.behaviour, [], real.debate, COUNT)
    covered = sum(each.adds for each in suggested)
    disputed = np.mean([each.disagreement for each in suggested])
    random = np.random.default_rng(11)
    baskets = real.debate.baskets
    draws = [random.choice(len(baskets), COUNT, replace=False) for _ in range(DRAWS)]
    by_chance = [
        standing(real.behaviour, [baskets[each] for each in draw]).best.mean() for draw in draws
    ]
    assert sum(covered > each for each in by_chance) >= BEATEN
    assert sum(disputed > real.debate.disagreement[draw].mean() for draw in draws) >= BEATEN


def test_a_second_survey_says_the_same_to_the_last_digit(real: Surveyed) -> None:
    """Of the shop opened anew."""
    again = survey(open_shop(real.shop.folder))
    suite = [each.as_scenario("first") for each in suggest(real.behaviour, [], real.debate, 1)]
    once = coverage(real.behaviour, suite).as_record()
    assert coverage(again, suite).as_record() == once
    found = suggest(real.behaviour, suite, real.debate, COUNT)
    assert suggest(again, suite, debate(again, real.models), COUNT) == found


def test_a_few_products_of_a_shopper_are_like_the_rest_of_the_same_shopper(
    real: Surveyed,
) -> None:
    """Four products find the rest of their basket before a stranger's four times out of five."""
    bought, random = real.behaviour.habits.bought, np.random.default_rng(2)
    rows = [bought[[each]].indices for each in random.permutation(bought.shape[0])[:1_500]]
    parts = [random.permutation(row) for row in rows if len(row) >= 8]
    ids = real.shop.catalogue.ids
    few, rest = (
        real.behaviour.tastes.place(real.behaviour.baskets([ids[part] for part in half]))
        for half in ([each[:4] for each in parts], [each[4:] for each in parts])
    )
    likeness = few @ rest.T
    assert (np.diag(likeness)[:, None] > likeness).mean() > 0.8


def test_kinds_of_shoppers_have_names_of_their_own_and_products_that_show_them(
    real: Surveyed,
) -> None:
    portraits = real.behaviour.portraits
    assert 6 <= len(portraits) <= 16
    assert len({each.name for each in portraits}) == len(portraits)
    for code, portrait in enumerate(portraits):
        assert len(portrait.products) == 8
        members = real.shop.purchases.matrix[real.behaviour.of_segment(code)]
        positions = real.shop.catalogue.positions(portrait.products)
        rates = np.asarray(members[:, positions].mean(axis=0)).ravel()
        usual = np.asarray(real.shop.purchases.matrix[:, positions].mean(axis=0)).ravel()
        assert (rates > usual).all()


def test_random_products_stand_for_fewer_than_real_baskets_do(real: Surveyed) -> None:
    random, ids = np.random.default_rng(8), real.shop.catalogue.ids
    sold = np.flatnonzero(real.shop.purchases.sales > 10)
    invented = [scenario(*ids[random.choice(sold, 8, replace=False)]) for _ in range(14)]
    chosen = [each.as_scenario("a") for each in suggest(real.behaviour, [], real.debate, 14)]
    assert (
        1.4 * coverage(real.behaviour, invented).covered < coverage(real.behaviour, chosen).covered
    )
