"""Finding products as one types."""

import numpy as np
import pandas as pd
import pytest

from recommender.catalogue import Catalogue
from recommender.search import Search

CATALOGUE = Catalogue(
    pd.DataFrame(
        {
            "product_id": ["tent-2p", "tent-4p", "lamp-01", "bag-001", "rose-01", "stove-1"],
            "title": [
                "Two-person tent",
                "Family tent",
                "Camping lamp",
                "Sleeping bag",
                "Crème rosé",
                "Gas stove",
            ],
            "category": ["Tents", "Tents", "Light", "Sleeping", "Drinks", "Cooking"],
            "brand": ["Nordhavn", "Nordhavn", "Camping Co", None, "Château Bleu", "Lamp & Sons"],
            "materials": [["cotton"], None, ["steel", "glass"], ["down"], None, ["steel"]],
            "litres": [1.5, np.nan, 2.0, 3.0, np.nan, 4.0],
        }
    )
)


@pytest.fixture(scope="module")
def search() -> Search:
    return Search(CATALOGUE, np.array([1, 5, 2, 0, 9, 0]))


@pytest.mark.parametrize("words", ["family tent", "tent family", "Tent FAMILY", "famly tent"])
def test_order_case_and_typing_errors_are_forgiven(search, words):
    assert search.find(words)[0] == "tent-4p"


@pytest.mark.parametrize("words", ["creme rose", "CRÈME ROSÉ", "rose cre", "chateau", "chateua"])
def test_missing_accents_are_forgiven(search, words):
    assert search.find(words) == ["rose-01"]


@pytest.mark.parametrize("words", ["sl", "sle", "sleep", "sleepi", "sleeping b", "slepeing"])
def test_the_word_being_typed_may_be_half_typed(search, words):
    assert search.find(words)[0] == "bag-001"


def test_only_the_last_word_may_be_half_typed(search):
    assert search.find("tent fam") == ["tent-4p"]
    assert "tent-4p" not in search.find("fam stove")


WHOLE = ["Large brown teapot with a lid", "Necklace of glass pearls on a long chain"]
APART = ["Large white tea-pot with a lid", "Silver neck lace on a very long chain"]
OTHERS = ["Teal enamel casserole, a pot with two handles", "Lace boots in grey", "Long-neck vase"]
SPLIT = Catalogue(
    pd.DataFrame(
        {"product_id": list("abcdefg"), "title": [*WHOLE, *APART, *OTHERS]},
    )
)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("teapot", "ac"),
        ("tea pot", "ac"),
        ("Tea-Pot", "ac"),
        ("tea po", "ac"),
        ("tea pot with a lid", "ac"),
        ("brown tea pot", "a"),
        ("white teapot", "c"),
        ("necklace", "bd"),
        ("neck lace", "bd"),
        ("pearls neck lace", "b"),
        ("silver necklace", "d"),
    ],
)
def test_words_joined_or_split_are_found_in_long_titles_too(words, meant):
    search = Search(SPLIT)
    assert set(search.find(words, len(meant))) == set(meant)


def test_a_word_is_split_only_where_a_title_has_its_parts_side_by_side():
    assert (
        Search(
            Catalogue(pd.DataFrame({"product_id": ["a"], "title": ["Pet seat for the car"]}))
        ).find("carpet")
        == []
    )


def test_a_title_weighs_more_than_a_brand(search):
    assert search.find("lamp") == ["lamp-01", "stove-1"]


def test_attributes_are_found_also_in_lists(search):
    assert search.find("steel") == ["lamp-01", "stove-1"]
    assert search.find("cotton") == ["tent-2p"]


def test_an_id_is_found(search):
    assert search.find("tent-2p")[0] == "tent-2p"


def test_of_equally_good_products_the_best_seller_comes_first(search):
    assert search.find("nordhavn") == ["tent-4p", "tent-2p"]


def test_without_sales_the_catalogues_order_decides():
    assert Search(CATALOGUE).find("nordhavn") == ["tent-2p", "tent-4p"]


@pytest.mark.parametrize("words", ["", "  ", "?!"])
def test_no_words_give_the_best_sellers(search, words):
    assert search.find(words, limit=3) == ["rose-01", "tent-4p", "lamp-01"]


def test_where_no_product_has_all_words_some_are_enough(search):
    assert search.find("family xylophone") == ["tent-4p"]


def test_nothing_like_it_is_nothing(search):
    assert search.find("xylophone") == []


@pytest.mark.parametrize("words", ['title:"tent', "a AND (", "x" * 10_000, "tent " * 1_000, "\0"])
def test_no_text_is_a_command(search, words):
    assert isinstance(search.find(words), list)


def test_the_limit_holds(search):
    assert len(search.find("tent", limit=1)) == 1


def test_an_empty_catalogue_finds_nothing():
    empty = Catalogue(pd.DataFrame({"product_id": ["a"], "title": ["b"]}).astype("str").iloc[:0])
    assert Search(empty).find("tent") == []


UNSPACED = Catalogue(
    pd.DataFrame(
        {
            "product_id": list("abcdef"),
            "title": ["二人用テント", "超轻双人帐篷", "เต็นท์สองคน", "ランプ", "Cafe\u0301", "ﾃｰﾌﾞﾙ"],
            "category": ["テント", "户外", "กลางแจ้ง", "照明", "飲み物", None],
        }
    )
)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("テント", ["a"]),
        ("テン", ["a"]),
        ("二", ["a"]),
        ("人用", ["a"]),
        ("帐篷", ["b"]),
        ("篷", ["b"]),
        ("双人 帐篷", ["b"]),
        ("เต็นท์", ["c"]),
        ("สองคน", ["c"]),
        ("ランプ", ["d"]),
        ("caf\u00e9", ["e"]),
        ("cafe\u0301", ["e"]),
        ("テーブル", ["f"]),
    ],
)
def test_parts_of_words_are_found_where_nobody_writes_blanks(words, meant):
    assert Search(UNSPACED, np.zeros(6)).find(words) == meant
