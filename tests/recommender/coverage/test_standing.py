"""Coverage: whom a suite stands for."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.coverage import Behaviour, coverage, survey
from recommender.coverage.parts import GroupCoverage
from recommender.coverage.standing import standing
from recommender.refusal import Refusal
from recommender.shop import open_shop
from tests.recommender.camping import camping
from tests.recommender.checkerboard import checkerboard
from tests.recommender.coverage.shops import everybody, mixed, scenario, shop_of, two_seasons


@pytest.fixture(scope="module")
def seasons(tmp_path_factory: pytest.TempPathFactory) -> Behaviour:
    return survey(two_seasons(tmp_path_factory.mktemp("seasons") / "shop"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Behaviour:
    return survey(mixed(tmp_path_factory.mktemp("mixed") / "shop"))


def test_no_scenario_stands_for_nobody(seasons: Behaviour) -> None:
    found = coverage(seasons, [])
    assert found.covered == 0
    assert found.sentence == "There is no scenario yet, so nobody speaks for any shopper."
    assert {group.covered for each in found.divisions for group in each.groups} == {0}


def test_one_of_two_kinds_is_half_of_behaviour(seasons: Behaviour) -> None:
    found = coverage(seasons, [scenario("towel", "ball")])
    assert found.covered == 0.5
    by_name = {each.name: each for each in found.divisions}
    assert [(group.name, group.share, group.covered) for group in by_name["category"].groups] == [
        ("Beach", 0.5, 1),
        ("Candles", 0.5, 0),
    ]
    assert [(group.name, group.covered) for group in by_name["season"].groups] == [
        ("June", 1),
        ("December", 0),
    ]
    assert [(group.name, group.covered) for group in by_name["size"].groups] == [
        ("2 to 3 products", 0.5)
    ]
    assert sorted(group.covered for group in by_name["segment"].groups) == [0, 1]


def test_a_part_of_the_basket_stands_for_all_who_buy_so(seasons: Behaviour) -> None:
    assert coverage(seasons, [scenario("towel")]).covered == 0.5
    assert coverage(seasons, [scenario("towel"), scenario("taper")]).covered == 1


def test_who_is_missing_is_said_in_a_sentence(seasons: Behaviour) -> None:
    found = coverage(seasons, [scenario("towel", "ball")])
    assert found.sentence.startswith(
        "Your 1 scenario stands for 50 % of shoppers’ behaviour; nobody speaks for people who "
    )
    said = [gap.sentence for gap in found.gaps]
    assert "Nobody speaks for people who buy candles." in said
    assert "Nobody speaks for people who buy in December." in said
    assert not any("June" in each for each in said)


@pytest.mark.parametrize(
    ("covered", "said"),
    [
        (0.049, "Nobody speaks for people who knit."),
        (
            0.17,
            "Few scenarios speak for people who knit: only 17 % of their behaviour is covered.",
        ),
    ],
)
def test_next_to_nothing_is_nobody_and_more_is_a_figure(covered: float, said: str) -> None:
    assert GroupCoverage("Knitting", "people who knit", 0.1, covered).sentence == said


def test_what_a_scenario_stands_for_alone_is_what_its_loss_would_cost(many: Behaviour) -> None:
    suite = everybody(many.habits.shop)[:8]
    whole = coverage(many, suite)
    for place, each in enumerate(whole.spokesmen):
        rest = coverage(many, suite[:place] + suite[place + 1 :])
        assert whole.covered - rest.covered == pytest.approx(each.alone, abs=2e-6)
    assert sum(each.share for each in whole.spokesmen) == pytest.approx(whole.covered, abs=1e-5)


@pytest.mark.parametrize("build", [two_seasons, mixed, camping, checkerboard])
def test_everybodys_basket_is_the_whole_of_behaviour(build, tmp_path: Path) -> None:
    shop = build(tmp_path / "shop")
    assert coverage(survey(shop), everybody(shop)).covered == 1


def test_everybodys_basket_is_the_whole_of_the_demo(demo_shop: Path) -> None:
    shop = open_shop(demo_shop)
    assert coverage(survey(shop), everybody(shop)).covered == 1


def test_the_parts_of_a_division_make_up_the_whole(many: Behaviour) -> None:
    found = coverage(many, everybody(many.habits.shop)[:4])
    divided = [each for each in found.divisions if each.groups]
    assert {each.name for each in divided} == {"segment", "size", "season"}
    for each in divided:
        assert sum(group.share for group in each.groups) == pytest.approx(1, abs=1e-4)
        covered = sum(group.share * group.covered for group in each.groups)
        assert covered == pytest.approx(found.covered, abs=1e-4)


def test_what_a_shop_does_not_say_is_said_to_be_missing(many: Behaviour) -> None:
    notes = {each.name: each.note for each in coverage(many, []).divisions}
    assert notes["category"] == "This shop names no categories."
    assert notes["price"] == "This shop names no prices."


def test_nothing_bought_stands_half_for_who_bought_one_product(tmp_path: Path) -> None:
    """A quarter of the shoppers bought a single product: a half of a quarter."""
    single = {f"one-{n}": [("a", "2025-01-01")] for n in range(2)}
    others = {f"two-{n}": [("a", "2025-01-01"), ("b", "2025-01-01")] for n in range(6)}
    products = {"product_id": ["a", "b"], "title": ["A", "B"]}
    behaviour = survey(shop_of(tmp_path / "shop", single | others, products))
    assert coverage(behaviour, [scenario()]).covered == 0.125
    assert coverage(behaviour, [scenario()]).spokesmen[0].segment is None


def test_what_nobody_ever_bought_says_as_little_as_nothing(seasons: Behaviour) -> None:
    found = coverage(seasons, [scenario("anvil"), scenario("no-such-product")])
    assert found.covered == 0
    assert [each.segment for each in found.spokesmen] == [None, None]


baskets = st.lists(st.integers(0, 29).map(lambda number: f"p{number:02}"), max_size=6).map(tuple)


@settings(deadline=None)
@given(
    few=st.lists(baskets, max_size=4), more=st.lists(baskets, min_size=1, max_size=4), one=baskets
)
def test_coverage_is_monotone_and_submodular(
    many: Behaviour, few: list, more: list, one: tuple
) -> None:
    """A scenario never takes away, and adds the less the more there are already."""

    def covered(*suite: tuple) -> float:
        return standing(many, suite).best.mean()

    small, large = covered(*few), covered(*few, *more)
    assert 0 <= small <= large <= 1
    assert covered(*few, one) - small >= covered(*few, *more, one) - large - 1e-12


def test_two_strangers_have_nothing_in_common_on_average(many: Behaviour) -> None:
    """What is scaled to 0 is the mean squared cosine of two shoppers."""
    cosines = np.clip(many.vectors @ many.vectors.T, 0, 1)
    assert many.alike == pytest.approx((cosines**2).mean(), abs=0.02)
    assert many.scaled(np.sqrt(many.alike)) == pytest.approx(0)
    assert many.scaled(np.float64(1)) == 1


def test_like_kinds_of_shoppers_lie_near_each_other_on_the_map(many: Behaviour) -> None:
    places, centres = many.segments.places, many.segments.centres
    assert places.min() >= 0
    assert places.max() <= 1
    near = np.linalg.norm(centres[:, None] - centres, axis=2).ravel()
    drawn = np.linalg.norm(places[:, None] - places, axis=2).ravel()
    assert np.corrcoef(near, drawn)[0, 1] > 0.5


def test_a_shop_without_purchases_is_refused_in_a_sentence(tmp_path: Path) -> None:
    shop = shop_of(tmp_path / "shop", {}, {"product_id": ["a"], "title": ["A"]})
    with pytest.raises(Refusal, match=r"holds no purchases to learn from; import some first\.$"):
        survey(shop)
