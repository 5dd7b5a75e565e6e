"""The vocabulary: what each word means, also where the catalogue does not know."""

import re
from pathlib import Path

import pytest

from recommender.catalogue import Catalogue
from recommender.expectations import (
    WORDS,
    Finding,
    WrongExpectation,
    check,
    expect,
    known,
    read_expectations,
    sentence,
    standing_expectations,
    table,
)
from recommender.expectations.seen import finder
from recommender.situation import Situation
from recommender.slate import Recommendation, Slate, Trouble
from tests.conftest import ROOT
from tests.recommender.camping import catalogue_frame

THIRD = "Down bag is shown at place 3."
ALL = ("tent-2p", "tent-4p", "bag-01", "mat-01", "lamp-01", "012", "NO")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(catalogue_frame())


def slate(*product_ids: str, **more: object) -> Slate:
    ranked = enumerate(product_ids, start=1)
    return Slate("a", tuple(Recommendation(rank, each, 1 / rank) for rank, each in ranked), **more)


@pytest.fixture(scope="module")
def find(catalogue: Catalogue):
    def found(name: str, options: dict, *shown: str, bought: tuple[str, ...] = ()) -> Finding:
        stated = expect(name, options)
        return check(slate(*shown), Situation.of(*bought), finder(catalogue), [stated])[-1]

    return found


CASES = [
    ("includes_product", {"product": "bag-01"}, ALL, True, THIRD),
    ("includes_product", {"product": "bag-01", "in_top": 3}, ALL, True, THIRD),
    (
        "includes_product",
        {"product": "bag-01", "in_top": 2},
        ALL,
        False,
        "Down bag is shown at place 3, not among the first 2.",
    ),
    ("includes_product", {"product": "012"}, ALL[:3], False, "Mug is not shown."),
    ("excludes_product", {"product": "bag-01"}, ALL, False, THIRD),
    ("excludes_product", {"product": "012"}, ALL[:3], True, "Mug is not shown."),
    (
        "excludes_product",
        {"product": "bag-01", "in_top": 2},
        ALL,
        True,
        "Down bag is shown at place 3, not among the first 2.",
    ),
    (
        "includes_category",
        {"category": "sleeping", "at_least": 1, "in_top": 2},
        ALL,
        False,
        "None of the first 2 is from sleeping; at least 1 is wanted.",
    ),
    (
        "includes_category",
        {"category": "sleeping", "at_least": 2},
        ALL,
        True,
        "2 of the 7 are from sleeping: Down bag, Trail mat.",
    ),
    (
        "includes_category",
        {"category": "tents", "at_least": 3},
        ALL,
        False,
        "Only 2 of the 7 are from tents: Two-person tent, Family tent; at least 3 are wanted.",
    ),
    (
        "excludes_category",
        {"category": "tents"},
        ("NO",),
        True,
        "None of the one product is from tents.",
    ),
    (
        "excludes_category",
        {"category": "tents"},
        ALL,
        False,
        "2 of the 7 are from tents: Two-person tent, Family tent.",
    ),
    (
        "only_category",
        {"category": "tents", "in_top": 2},
        ALL,
        True,
        "All of the first 2 are from tents.",
    ),
    (
        "only_category",
        {"category": "tents"},
        ("tent-2p", "NO"),
        False,
        "1 of the 2 is not from tents: Norway map.",
    ),
    (
        "includes_brand",
        {"brand": "Cedar"},
        ("lamp-01",),
        False,
        "None of the one product is by Cedar; at least 1 is wanted.",
    ),
    (
        "excludes_brand",
        {"brand": "Cedar"},
        ("lamp-01",),
        True,
        "None of the one product is by Cedar.",
    ),
    (
        "only_brand",
        {"brand": "Cedar"},
        ("012", "NO", "lamp-01"),
        False,
        "1 of the 3 is not by Cedar: Lantern.",
    ),
    (
        "includes_audience",
        {"audience": "families", "at_least": 2},
        ALL,
        True,
        "2 of the 7 are for families: Family tent, Mug.",
    ),
    (
        "excludes_audience",
        {"audience": "families"},
        ("mat-01",),
        True,
        "None of the one product is for families.",
    ),
    (
        "only_audience",
        {"audience": "adults"},
        ("tent-2p", "mat-01"),
        False,
        "1 of the 2 is not for adults: Trail mat.",
    ),
    (
        "includes_attribute",
        {"attribute": "colours", "value": "blue", "at_least": 2},
        ALL,
        True,
        "2 of the 7 are of colours blue: Down bag, Trail mat.",
    ),
    (
        "includes_attribute",
        {"attribute": "season", "value": "2026", "at_least": 3},
        ALL,
        True,
        "3 of the 7 are for 2026: Family tent, Down bag, Mug.",
    ),
    (
        "excludes_attribute",
        {"attribute": "season", "value": "2024"},
        ("mat-01", "lamp-01"),
        False,
        "1 of the 2 is for 2024: Lantern.",
    ),
    (
        "only_attribute",
        {"attribute": "season", "value": "2026"},
        ("mat-01",),
        False,
        "1 of the one product is not for 2026: Trail mat.",
    ),
    (
        "price_between",
        {"at_least": 9.5, "at_most": 129.9},
        ("012", "tent-2p"),
        True,
        "All of the 2 cost between 9.50 and 129.90.",
    ),
    (
        "price_between",
        {"at_least": 10, "at_most": 200},
        ("tent-4p", "tent-2p", "lamp-01"),
        False,
        "1 of the 3 costs more than 200: Family tent (249); 1 has no price: Lantern.",
    ),
    (
        "at_most_of",
        {"attribute": "category", "count": 1},
        ALL,
        False,
        "2 of the 7 are from tents; 2 of the 7 are from sleeping; at most 1 is wanted.",
    ),
    (
        "at_most_of",
        {"attribute": "brand", "count": 1, "in_top": 1},
        ALL,
        True,
        "1 of the first 1 is by Alder; no brand has more.",
    ),
    (
        "at_most_of",
        {"attribute": "category", "count": 1, "value": "light"},
        ALL,
        True,
        "1 of the 7 is from light.",
    ),
    (
        "at_most_of",
        {"attribute": "brand", "count": 1, "value": "Birch"},
        ALL,
        False,
        "2 of the 7 are by Birch; at most 1 is wanted.",
    ),
    (
        "at_most_of",
        {"attribute": "brand", "count": 1},
        ("lamp-01",),
        True,
        "None of the one product has a known brand.",
    ),
    (
        "at_least_different",
        {"attribute": "category", "count": 5},
        ALL,
        False,
        "Only 4 categories among the 7: tents, sleeping, light and 1 more; at least 5 are wanted.",
    ),
    (
        "at_least_different",
        {"attribute": "colours", "count": 2, "in_top": 3},
        ALL,
        True,
        "2 colours among the first 3: red, blue.",
    ),
    (
        "at_least_different",
        {"attribute": "brand", "count": 1},
        ("lamp-01",),
        False,
        "None of the one product has a known brand; at least 1 is wanted.",
    ),
    (
        "everything_available",
        {},
        ALL,
        False,
        "1 of the 7 is sold out: Lantern.",
    ),
    ("everything_available", {}, ("gone",), False, "1 of the one product is sold out: gone."),
    (
        "everything_with_picture",
        {},
        ALL,
        False,
        "1 of the 7 is without a picture: Lantern.",
    ),
    ("at_least_recommendations", {"count": 7}, ALL, True, "7 products are shown."),
    (
        "at_least_recommendations",
        {"count": 2},
        ("NO",),
        False,
        "Only 1 product is shown; at least 2 are wanted.",
    ),
]


@pytest.mark.parametrize(("name", "options", "shown", "met", "detail"), CASES)
def test_a_word_is_met_or_not_and_says_what_was_found(find, name, options, shown, met, detail):
    finding = find(name, options, *shown)
    assert (finding.met, finding.detail) == (met, detail)


def test_nothing_already_bought_names_what_they_own(find):
    finding = find("nothing_already_bought", {}, *ALL, bought=("tent-2p", "bag-01", "gone"))
    assert not finding.met
    assert finding.product_ids == ("tent-2p", "bag-01")
    assert finding.detail == "2 of the 7 are already bought: Two-person tent, Down bag."


def test_every_word_of_the_vocabulary_has_a_case_here():
    assert {case[0] for case in CASES} | {"nothing_already_bought"} == set(WORDS)


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("includes_product", {"product": "012"}, "Mug must be shown"),
        ("includes_product", {"product": "012", "in_top": 3}, "Mug must be among the first 3"),
        ("excludes_product", {"product": "012"}, "Mug must not be shown"),
        ("excludes_product", {"product": "012", "in_top": 3}, "Mug must not be among the first 3"),
        (
            "includes_category",
            {"category": "sleeping", "in_top": 6},
            "At least 1 from sleeping among the first 6",
        ),
        ("excludes_brand", {"brand": "Alder"}, "Nothing by Alder"),
        ("only_audience", {"audience": "adults"}, "Only products for adults"),
        ("price_between", {"at_least": 10, "at_most": 49.5}, "Every price between 10 and 49.50"),
        ("at_most_of", {"attribute": "brand", "count": 2}, "At most 2 with the same brand"),
        (
            "at_most_of",
            {"attribute": "brand", "count": 2, "value": "Alder"},
            "At most 2 by Alder",
        ),
        (
            "at_least_different",
            {"attribute": "category", "count": 3},
            "At least 3 different categories",
        ),
        (
            "at_least_different",
            {"attribute": "colour_family", "count": 2, "in_top": 6},
            "At least 2 different colour families among the first 6",
        ),
        ("everything_available", {}, "Nothing that is sold out"),
        ("at_least_recommendations", {"count": 1}, "At least 1 product"),
    ],
)
def test_a_sentence_names_products_by_title_and_speaks_as_a_merchandiser(
    catalogue, name, options, said
):
    assert sentence(expect(name, options), catalogue) == said


def test_a_finding_s_record_has_the_agreed_shape(find):
    because = "They sleep badly."
    finding = find("includes_category", {"category": "sleeping", "because": because}, *ALL)
    assert finding.as_record() == {
        "expectation": {"includes_category": {"category": "sleeping", "because": because}},
        "sentence": "At least 1 from sleeping",
        "met": True,
        "detail": "2 of the 7 are from sleeping: Down bag, Trail mat.",
        "product_ids": ["bag-01", "mat-01"],
        "because": because,
        "standing": False,
    }


DEMANDING = {
    "includes_product",
    "includes_category",
    "includes_brand",
    "includes_audience",
    "includes_attribute",
    "at_least_different",
    "at_least_recommendations",
}
OPTIONS = {name: options for name, options, *_ in CASES} | {"nothing_already_bought": {}}


@pytest.mark.parametrize("name", WORDS)
def test_on_an_honestly_empty_slate_only_what_forbids_is_met(catalogue, name):
    empty = Slate("a", note="Nothing is known of this shopper.")
    stated = expect(name, OPTIONS[name])
    own, finding = check(empty, Situation(), finder(catalogue), [stated])
    assert not own.met
    assert own.detail == "Nothing was recommended. Nothing is known of this shopper."
    assert finding.met == (name not in DEMANDING)
    assert finding.detail == "Nothing was recommended."


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("trouble", Trouble)
def test_on_a_slate_in_trouble_nothing_is_met(catalogue, name, trouble):
    stated = expect(name, OPTIONS[name])
    found = check(slate(*ALL, trouble=trouble), Situation(), finder(catalogue), [stated], [stated])
    assert [each.met for each in found] == [False, False, False]
    assert [each.standing for each in found] == [False, True, False]
    assert len({each.detail for each in found}) == 1


def test_each_trouble_is_a_sentence_of_its_own(catalogue):
    said = {
        check(Slate("a", trouble=each), Situation(), finder(catalogue), [])[0].detail
        for each in Trouble
    }
    assert "The model did not answer in time." in said
    assert len(said) == len(Trouble)


@pytest.mark.parametrize(
    ("name", "options", "said", "option"),
    [
        ("includes_catgory", {}, "'includes_catgory'. Did you mean 'includes_category'?", None),
        (
            "includes_brand",
            {"brand": "Alder", "at_leest": 1},
            "Did you mean 'at_least'?",
            "at_leest",
        ),
        ("includes_brand", {}, "lacks its option 'brand'", None),
        ("includes_brand", {"brand": ""}, "at least 1 character", "brand"),
        ("includes_brand", {"brand": 5}, "valid string", "brand"),
        ("includes_brand", {"brand": "Aldr"}, "no brand 'Aldr'. Did you mean 'Alder'?", "brand"),
        ("excludes_category", {"category": "tent"}, "Did you mean 'tents'?", "category"),
        ("only_audience", {"audience": "adult"}, "Did you mean 'adults'?", "audience"),
        ("excludes_product", {"product": "tent-3p"}, "no product 'tent-3p'. Did you", "product"),
        ("includes_brand", {"brand": "Alder", "at_least": 0}, "greater than", "at_least"),
        ("includes_brand", {"brand": "Alder", "at_least": True}, "valid integer", "at_least"),
        ("includes_brand", {"brand": "Alder", "at_least": 3, "in_top": 2}, "nothing can", "in_top"),
        ("at_least_different", {"attribute": "brand", "count": 3, "in_top": 2}, "can", "in_top"),
        (
            "at_least_different",
            {"attribute": "brnd", "count": 3},
            "Did you mean 'brand'?",
            "attribute",
        ),
        ("at_most_of", {"attribute": "brand", "count": 3, "value": "X"}, "no brand 'X'", "value"),
        ("price_between", {"at_least": 9, "at_most": 8}, "nothing can meet it", "at_most"),
        ("price_between", {"at_least": -1, "at_most": 8}, "greater than", "at_least"),
        ("price_between", {"at_least": 1, "at_most": float("nan")}, "finite", "at_most"),
        ("includes_product", {"product": "012", "at_least": 1}, "no option 'at_least'", "at_least"),
    ],
)
def test_what_nothing_can_match_is_refused_with_the_nearest_word(
    catalogue, name, options, said, option
):
    with pytest.raises(WrongExpectation, match=re.escape(said)) as refused:
        read_expectations([{name: options}], known(catalogue))
    assert refused.value.option == option


def test_a_shop_without_audiences_says_so():
    bare = Catalogue(catalogue_frame().drop(columns="audience"))
    with pytest.raises(WrongExpectation, match="no column 'audience'"):
        read_expectations([{"only_audience": {"audience": "adults"}}], known(bare))


def test_a_standing_expectation_that_is_wrong_names_the_settings_and_the_entry():
    declared = ({"nothing_already_bought": {}}, {"everything_availible": {}})
    with pytest.raises(WrongExpectation, match=r"vitrine.toml, expect: entry 2: .*available"):
        standing_expectations(declared)


@pytest.mark.parametrize("record", ["x", {}, {"a": {}, "b": {}}, {"includes_brand": 5}])
def test_a_record_that_is_no_expectation_is_refused(record):
    with pytest.raises(WrongExpectation, match="entry 1"):
        read_expectations([record])


def test_the_readme_holds_the_table_of_the_vocabulary():
    readme = (Path(ROOT) / "README.md").read_text("utf-8")
    shown = re.search(r"<!-- expectations -->\n(.*?)\n<!-- /expectations -->", readme, re.DOTALL)
    assert shown is not None
    assert shown[1].strip() == table()


def test_the_table_has_a_row_a_word():
    assert re.findall(r"^\| `(\w+)` \|", table(), re.MULTILINE) == list(WORDS)
