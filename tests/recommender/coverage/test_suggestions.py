"""Suggestions: what they add, how far the models disagree, and what never comes back."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recommender.coverage import Behaviour, Debate, coverage, debate, suggest, survey
from recommender.coverage.pool import pool
from recommender.fitted import fit_candidate
from recommender.refusal import Refusal
from tests.recommender.coverage.shops import mixed, scenario, two_seasons
from tests.recommender.settled_kinds import candidate_of, settled

KINDS = ("best_sellers", "bm25", "cosine")


def debated(behaviour: Behaviour, *kinds: str) -> Debate:
    shop = behaviour.habits.shop
    return debate(behaviour, {kind: fit_candidate(candidate_of(kind), shop) for kind in kinds})


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Behaviour, Debate]:
    behaviour = survey(mixed(tmp_path_factory.mktemp("mixed") / "shop"))
    return behaviour, debated(behaviour, *KINDS)


def test_the_missing_half_is_suggested_and_then_nothing(tmp_path: Path) -> None:
    behaviour = survey(two_seasons(tmp_path / "shop"))
    (only,) = suggest(behaviour, [scenario("towel")], debated(behaviour, *KINDS))
    assert set(only.bought) == {"pillar", "taper"}
    assert (only.adds, only.alone) == (0.5, 0.5)
    assert only.title == "Somebody who buys candles"
    people = "people who buy candles, every second time in December"
    assert only.reason.startswith(f"Nobody speaks yet for {people}; the models agree on ")
    assert only.reason.endswith(" of 12 products.")
    saved = only.as_scenario("new")
    titles = ["“Pillar candle” and “Taper candle”", "“Taper candle” and “Pillar candle”"]
    because = f"Suggested because nobody speaks yet for {people}."
    assert saved.story in [f"Bought {each}. {because}" for each in titles]
    assert saved.tags == ("suggested",)


def test_what_suggestions_add_is_what_the_suite_gains(many: tuple[Behaviour, Debate]) -> None:
    behaviour, answers = many
    suite = [scenario("p00", "p05", name="first")]
    before = coverage(behaviour, suite).covered
    found = suggest(behaviour, suite, answers)
    assert len(found) == 5
    for each in found:
        alone = coverage(behaviour, [*suite, each.as_scenario("new")]).covered
        assert alone - before == pytest.approx(each.alone, abs=3e-6)
        assert each.adds <= each.alone + 1e-9
    accepted = [each.as_scenario(f"new-{place}") for place, each in enumerate(found)]
    after = coverage(behaviour, [*suite, *accepted]).covered
    assert after - before == pytest.approx(sum(each.adds for each in found), abs=1e-5)


def test_no_two_suggestions_have_one_title_nor_one_that_a_scenario_has(
    many: tuple[Behaviour, Debate],
) -> None:
    behaviour, answers = many
    first = suggest(behaviour, [], answers, 1)[0].title
    suite = [replace(scenario("no-longer-sold"), title=first)]
    titles = [each.title for each in suggest(behaviour, suite, answers, 20)]
    assert len({first, *titles}) == len(titles) + 1 > 6


def test_the_same_is_suggested_every_time(many: tuple[Behaviour, Debate]) -> None:
    behaviour, answers = many
    again = survey(behaviour.habits.shop)
    assert suggest(again, [], debated(again, *KINDS)) == suggest(behaviour, [], answers)


def test_what_was_dismissed_never_comes_back_nor_what_is_nearly_it(
    many: tuple[Behaviour, Debate],
) -> None:
    behaviour, answers = many
    first = suggest(behaviour, [], answers)[0]
    reordered = tuple(reversed(first.bought))
    left = suggest(behaviour, [], answers, 1_000, [reordered, ("no-longer-sold",)])
    assert left
    refused = behaviour.tastes.place(behaviour.baskets([first.bought]))
    offered = behaviour.tastes.place(behaviour.baskets([each.bought for each in left]))
    assert behaviour.scaled(offered @ refused.T).max() < 0.8


def test_every_basket_of_the_pool_can_be_dismissed(many: tuple[Behaviour, Debate]) -> None:
    behaviour, answers = many
    assert suggest(behaviour, [], answers, 5, answers.baskets) == ()


def test_a_basket_is_a_part_of_a_real_one_without_what_could_tell_whose(
    many: tuple[Behaviour, Debate],
) -> None:
    behaviour, answers = many
    shop = behaviour.habits.shop
    bought = [set(row.indices) for row in shop.purchases.matrix]
    for basket in answers.baskets:
        positions = shop.catalogue.positions(basket)
        assert 3 <= len(positions) == len(set(basket)) <= 8
        assert any(set(positions) <= whole for whole in bought)
        assert shop.purchases.sales[positions].min() >= 3


def test_every_kind_of_shoppers_has_baskets_in_the_pool(many: tuple[Behaviour, Debate]) -> None:
    behaviour, answers = many
    assert len(set(behaviour.segments_of(answers.baskets))) == len(behaviour.portraits)
    assert answers.baskets == pool(behaviour)


def test_models_that_answer_alike_do_not_disagree(many: tuple[Behaviour, Debate]) -> None:
    same = debated(many[0], "best_sellers")
    assert not same.disagreement.any()
    assert same.notes == (
        "Fewer than two models could be asked, so suggestions go by coverage alone.",
    )
    assert "models" not in suggest(many[0], [], same)[0].reason
    assert 0 < many[1].disagreement.min() <= many[1].disagreement.max() <= 1


def test_where_models_disagree_more_is_suggested_first(many: tuple[Behaviour, Debate]) -> None:
    """Of baskets that add the same."""
    behaviour, answers = many
    basket = answers.baskets[0]
    twins = Debate(2, (basket, basket), np.array([0.2, 0.7]), np.array([9.0, 3.0]), ())
    first = suggest(behaviour, [], twins, 1)[0]
    assert (first.disagreement, first.shared) == (0.7, 3.0)
    assert first.reason.endswith("; the models agree on only 3 of 12 products.")


def test_who_cannot_be_asked_is_left_out_and_said(tmp_path: Path) -> None:
    behaviour = survey(two_seasons(tmp_path / "shop"))
    shop = behaviour.habits.shop
    with settled("http", shop) as served:
        candidates = {
            "far": fit_candidate(served, shop),
            "gone": Refusal("gone has no folder; fit it."),
            "best": fit_candidate(candidate_of("best_sellers"), shop),
            "bm25": fit_candidate(candidate_of("bm25"), shop),
        }
        asked = []
        found = debate(behaviour, candidates, lambda done, total: asked.append((done, total)))
    assert asked == [(1, 2), (2, 2)]
    assert found.models == 2
    assert found.notes == (
        "http was not asked: it answers over the network, too slowly for this.",
        "gone was not asked: gone has no folder; fit it.",
    )
