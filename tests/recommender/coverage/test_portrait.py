"""Kinds of shoppers in a merchandiser's words, and the ways to divide what they do."""

from pathlib import Path

import numpy as np
import pytest

from recommender.coverage import Behaviour, survey
from recommender.coverage.groups import divisions
from recommender.coverage.segments import segments_of
from recommender.coverage.wording import percent, shortened, within
from tests.recommender.coverage.shops import SUMMER, mixed, shop_of, two_seasons


@pytest.fixture(scope="module")
def seasons(tmp_path_factory: pytest.TempPathFactory) -> Behaviour:
    return survey(two_seasons(tmp_path_factory.mktemp("seasons") / "shop"))


def test_a_kind_is_named_by_what_when_and_how_much_it_buys(seasons: Behaviour) -> None:
    drawn = {each.title: each for each in seasons.portraits}
    assert {each.name for each in seasons.portraits} == {
        "Beach · about €40 a basket · every second time in June",
        "Candles · about €8 a basket · every second time in December",
    }
    beach = drawn["Beach"]
    assert beach.traits == ("about €40 a basket", "every second time in June")
    assert beach.people == "people who buy beach, every second time in June"
    assert set(beach.products) == {"towel", "ball"}


def test_without_categories_a_kind_is_named_by_words_of_titles(tmp_path: Path) -> None:
    lunch = {f"a{n}": [("1", SUMMER), ("2", SUMMER)] for n in range(4)}
    lamps = {f"b{n}": [("3", SUMMER), ("4", SUMMER)] for n in range(4)}
    products = {
        "product_id": ["1", "2", "3", "4"],
        "title": ["LUNCH BAG RED", "Lunch bag, blue", "Lamp shade no. 7", "Lamp foot no. 8"],
    }
    drawn = survey(shop_of(tmp_path / "shop", lunch | lamps, products)).portraits
    assert {each.title for each in drawn} == {"“lunch”", "“lamp”"}
    assert {each.people for each in drawn} == {
        "people who buy what is called “lunch”",
        "people who buy what is called “lamp”",
    }


def test_two_kinds_of_one_name_are_told_apart_by_a_product(tmp_path: Path) -> None:
    reds = {f"a{n}": [("malbec", SUMMER), ("tannat", SUMMER)] for n in range(4)}
    others = {f"b{n}": [("merlot", SUMMER), ("gamay", SUMMER)] for n in range(4)}
    ids = ["malbec", "tannat", "merlot", "gamay", "cava"]
    products = {
        "product_id": ids,
        "title": [each.capitalize() for each in ids],
        "category": ["Red", "Red", "Red", "Red", "Sparkling"],
    }
    drawn = survey(shop_of(tmp_path / "shop", reds | others, products)).portraits
    assert {each.name for each in drawn} == {
        "Red · above all “Malbec”",
        "Red · above all “Merlot”",
    }


def test_who_buys_as_everybody_does_buys_a_bit_of_everything(seasons: Behaviour) -> None:
    portrait = seasons.painter.portrait(np.ones(len(seasons.vectors)))
    assert portrait.name.startswith("A bit of everything · about €")
    assert portrait.people == "people who buy a bit of everything"


@pytest.mark.parametrize(
    ("bought", "kinds"),
    [
        (("towel", "ball", "pillar"), ["Beach", "Candles"]),
        (("towel", "ball", "anvil", "towel", "ball"), ["Beach"]),
        (("anvil",), ["Iron"]),
    ],
)
def test_what_makes_up_most_of_a_basket_is_named_not_what_is_rare_in_it(
    seasons: Behaviour, bought: tuple[str, ...], kinds: list[str]
) -> None:
    share = np.zeros(5)
    np.add.at(share, seasons.habits.shop.catalogue.positions(bought), 1 / len(bought))
    assert [each.text for each in seasons.painter.traits.most(share)] == kinds


def test_price_levels_are_thirds_of_what_is_bought(seasons: Behaviour) -> None:
    """Half is bought for 4, half for 20: the lower third ends at 4, the upper begins at 20."""
    prices = {each.name: each for each in divisions(seasons.habits)}["price"]
    assert [
        (group.name, part) for group, part in zip(prices.groups, parts(prices), strict=True)
    ] == [
        ("Low prices, up to €4", 0.5),
        ("Middle prices, up to €20", 0.5),
    ]


def parts(division) -> list[float]:
    return division.parts.mean(axis=0).tolist()


def test_the_same_vectors_fall_into_the_same_kinds() -> None:
    random = np.random.default_rng(3)
    centres = np.eye(9)
    vectors = centres[random.integers(9, size=400)] + random.normal(0, 0.05, (400, 9))
    once, again = segments_of(vectors), segments_of(vectors)
    assert np.array_equal(once.codes, again.codes)
    assert np.array_equal(once.places, again.places)
    assert len(once.centres) == 9
    assert (np.diff(np.bincount(once.codes)) <= 0).all()


def test_fewer_than_six_kinds_of_baskets_are_kinds_of_their_own() -> None:
    vectors = np.eye(3)[[0, 1, 1, 2, 2, 2]]
    assert segments_of(vectors).codes.tolist() == [2, 1, 1, 0, 0, 0]


def test_a_large_shop_is_surveyed_by_a_sample_that_is_always_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.coverage.behaviour.MOST_SHOPPERS", 25)
    shop = mixed(tmp_path / "shop")
    once, again = survey(shop), survey(shop)
    assert once.basis == "Found in 25 of 60 shoppers, the same ones every time."
    assert np.array_equal(once.surveyed, again.surveyed)
    assert len(once.vectors) == 25
    members = np.concatenate([once.of_segment(each) for each in range(len(once.portraits))])
    assert sorted(members) == once.surveyed.tolist()


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.004, "less than 1 %"), (0.62, "62 %"), (0.996, "99 %"), (1, "100 %")],
)
def test_a_share_is_never_rounded_to_nothing_or_all(share: float, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Cushions & throws", "cushions & throws"),
        ("Marrow & Field", "Marrow & Field"),
        ("DVDs", "DVDs"),
        ("“lunch”", "“lunch”"),
        ("", ""),
    ],
)
def test_only_names_keep_their_capital_within_a_sentence(name: str, said: str) -> None:
    assert within(name) == said


def test_long_titles_are_cut_where_it_shows() -> None:
    assert shortened("short") == "short"
    assert shortened("x" * 80) == "x" * 59 + "…"
    assert shortened("Scarves, hats & gloves for the winter", 15) == "Scarves, hats…"


def test_a_shop_of_many_categories_still_has_categories(tmp_path: Path) -> None:
    """A column of so many values is otherwise no word for anybody; only the largest are parts."""
    ids = [f"p{number:03}" for number in range(260)]
    baskets = {
        f"s{who}": [(ids[each], SUMMER) for each in range(who % 26, 260, 26)] for who in range(52)
    }
    products = {"product_id": ids, "title": ids, "category": [f"C{each}" for each in range(260)]}
    behaviour = survey(shop_of(tmp_path / "shop", baskets, products))
    category = {each.name: each for each in behaviour.divisions}["category"]
    assert len(category.groups) == 25
    assert category.groups[-1].name == "All others"
    assert category.parts.sum(axis=1) == pytest.approx(1)
