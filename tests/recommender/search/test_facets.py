"""How many products there are of each kind, whatever else was chosen."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.catalogue import Catalogue
from recommender.search import Found, Search
from tests.recommender.camping import catalogue_frame

CAMPING = Catalogue(catalogue_frame())


@pytest.fixture(scope="module")
def search() -> Search:
    return Search(CAMPING)


def counts(found: Found, name: str) -> list[tuple[str, int]]:
    facet = next(each for each in found.facets if each.name == name)
    return [(each.name, each.count) for each in facet.values]


def found_ids(search: Search, found: Found) -> set[str]:
    return set(search.catalogue.ids[found.positions])


def test_every_kind_is_counted_the_most_frequent_first(search):
    found = search.look(search.matches(""))
    assert counts(found, "category") == [
        ("sleeping", 2),
        ("tents", 2),
        ("kitchen", 1),
        ("light", 1),
    ]
    assert counts(found, "brand") == [("Alder", 2), ("Birch", 2), ("Cedar", 2)]
    assert counts(found, "audience") == [("adults", 4), ("families", 2)]
    assert counts(found, "available") == [("true", 6), ("false", 1)]


def test_each_entry_of_a_list_counts(search):
    found = search.look(search.matches(""))
    assert counts(found, "colours") == [("red", 3), ("blue", 2), ("green", 1)]


def test_a_choice_narrows_the_other_facets_and_not_its_own(search):
    found = search.look(search.matches(""), {"category": {"tents"}})
    assert found_ids(search, found) == {"tent-2p", "tent-4p"}
    assert counts(found, "category")[:2] == [("sleeping", 2), ("tents", 2)]
    assert counts(found, "brand") == [("Alder", 2)]
    assert counts(found, "colours") == [("red", 2)]


def test_two_values_of_one_facet_are_either_and_of_two_facets_both(search):
    either = search.look(search.matches(""), {"colours": {"red", "blue"}})
    assert found_ids(search, either) == {"tent-2p", "tent-4p", "bag-01", "mat-01"}
    both = search.look(search.matches(""), {"colours": {"red"}, "category": {"sleeping"}})
    assert found_ids(search, both) == {"mat-01"}
    assert counts(both, "colours") == [("blue", 2), ("red", 1)]
    assert counts(both, "category") == [("tents", 2), ("sleeping", 1)]


def test_words_narrow_every_facet(search):
    found = search.look(search.matches("tent"), {"category": {"tents"}})
    assert counts(found, "category") == [("tents", 2)]


def test_a_chosen_value_is_listed_even_where_nothing_has_it(search):
    found = search.look(search.matches("tent"), {"category": {"kitchen", "no such"}})
    assert len(found.positions) == 0
    facet = next(each for each in found.facets if each.name == "category")
    assert [(each.name, each.count, each.chosen) for each in facet.values] == [
        ("tents", 2, False),
        ("kitchen", 0, True),
        ("no such", 0, True),
    ]


def test_at_most_thirty_values_are_listed_and_the_chosen_one():
    brands = [f"brand {number:02}" for number in range(40) for _ in range(40 - number)]
    ids = [str(number) for number in range(len(brands))]
    frame = pd.DataFrame({"product_id": ids, "title": "Mug", "brand": brands})
    search = Search(Catalogue(frame))
    found = search.look(search.matches(""), {"brand": {"brand 39"}})
    listed = counts(found, "brand")
    assert listed[:30] == [(f"brand {number:02}", 40 - number) for number in range(30)]
    assert listed[30:] == [("brand 39", 1)]


def test_prices_are_counted_in_ranges_from_cheap_to_dear(search):
    found = search.look(search.matches(""))
    assert counts(found, "price") == [
        ("-10", 1),
        ("10-20", 1),
        ("20-50", 1),
        ("50-100", 1),
        ("100-200", 1),
        ("200-", 1),
    ]
    dear = search.look(search.matches(""), {"price": {"100-200", "200-"}})
    assert found_ids(search, dear) == {"tent-2p", "tent-4p"}


def test_what_every_product_has_of_its_own_is_no_facet(search):
    assert {"product_id", "title", "picture", "season"}.isdisjoint(search.facets)


def test_sentences_are_no_facet():
    story = ["A tent for two in the rain.", "A lamp for the long dark evenings."]
    frame = pd.DataFrame({"product_id": list("abcd"), "title": "Thing", "story": story * 2})
    assert "story" not in Search(Catalogue(frame)).facets


def test_category_price_brand_and_colour_come_first_availability_last_the_useful_before():
    frame = pd.DataFrame(
        {
            "product_id": [str(number) for number in range(12)],
            "title": "Thing",
            "available": [True] * 11 + [False],
            "rare": ["yes"] + [None] * 10 + ["no"],
            "season": ["summer", "winter", "spring"] * 4,
            "audience": ["men"] * 11 + ["women"],
            "colour": ["red", "blue"] * 6,
            "brand": ["A", "B"] * 6,
            "price": [5.0, 500.0] * 6,
            "category": ["tents", "lamps"] * 6,
        }
    )
    expected = ["category", "price", "brand", "colour", "season", "audience", "available"]
    assert list(Search(Catalogue(frame)).facets) == expected


def test_a_gap_among_flags_means_available():
    frame = pd.DataFrame(
        {"product_id": ["a", "b", "c"], "title": "Mug", "available": [True, None, False]}
    )
    search = Search(Catalogue(frame))
    assert counts(search.look(search.matches("")), "available") == [("true", 2), ("false", 1)]


KINDS = st.sampled_from(["red", "blue", "Grün", "a:b", "0"])
ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), KINDS),
        st.one_of(st.none(), st.lists(KINDS, max_size=3)),
        st.booleans(),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=30,
)
CHOICES = st.dictionaries(
    st.sampled_from(["brand", "colour", "available", "size"]),
    st.sets(st.sampled_from(["red", "blue", "Grün", "a:b", "0", "1", "true", "nothing"])),
)


def words(cell: object) -> set[str]:
    if isinstance(cell, list):
        return set(cell)
    if isinstance(cell, bool | np.bool_):
        return {"true" if cell else "false"}
    return set() if cell is None or cell != cell else {str(cell)}


@settings(max_examples=80, deadline=None)
@given(ROWS, CHOICES, st.data())
def test_counts_are_always_those_of_a_plain_count(rows, choices, data):
    frame = pd.DataFrame(rows, columns=["brand", "colour", "available", "size"])
    frame.insert(0, "product_id", [str(place) for place in range(len(rows))])
    frame.insert(1, "title", "Mug")
    search = Search(Catalogue(frame))
    choices = {name: kinds for name, kinds in choices.items() if kinds and name in search.facets}
    positions = np.array(
        data.draw(st.lists(st.integers(0, len(rows) - 1), unique=True)), dtype=np.int32
    )
    found = search.look(positions, choices)
    matched = frame.iloc[positions]
    for facet in found.facets:
        left = narrowed(matched, {k: v for k, v in choices.items() if k != facet.name})
        expected = Counter(word for cell in left[facet.name] for word in words(cell))
        assert {each.name: each.count for each in facet.values if each.count} == expected
        assert {each.name for each in facet.values if each.chosen} == choices.get(facet.name, set())
    kept = narrowed(matched, choices)["product_id"].tolist()
    assert search.catalogue.ids[found.positions].tolist() == kept


def narrowed(frame: pd.DataFrame, choices: dict[str, set[str]]) -> pd.DataFrame:
    for name, kinds in choices.items():
        kept = [bool(words(cell) & kinds) for cell in frame[name]]
        frame = frame[np.array(kept, dtype=bool)]
    return frame
