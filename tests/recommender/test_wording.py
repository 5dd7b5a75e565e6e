"""How a shop's prices and attributes are said."""

from pathlib import Path

import pytest

from recommender.catalogue import Catalogue
from recommender.expectations import check, expect, sentence
from recommender.expectations.seen import finder
from recommender.shop import ShopUnreadable, open_shop
from recommender.situation import Situation
from recommender.slate import Recommendation, Slate
from recommender.wording import Wording, WrongWords, plural
from tests.recommender.camping import camping, catalogue_frame

EUROS = Wording("EUR", "en_GB")


def found(wording: Wording, name: str, options: dict, *product_ids: str) -> tuple[str, str]:
    """What is expected and what was found, of a slate of these products."""
    catalogue, stated = Catalogue(catalogue_frame(), wording), expect(name, options)
    ranked = (Recommendation(rank, each, 1.0) for rank, each in enumerate(product_ids, start=1))
    finding = check(Slate("a", tuple(ranked)), Situation.of(), finder(catalogue), [stated])[-1]
    assert finding.sentence == sentence(stated, catalogue)
    return finding.sentence, finding.detail


def test_a_price_is_said_in_the_shops_currency_and_what_is_wrong_with_it():
    options = {"at_least": 10, "at_most": 200}
    said, detail = found(EUROS, "price_between", options, "tent-4p", "tent-2p", "lamp-01", "012")
    assert said == "Every price between €10 and €200"
    assert detail == (
        "1 of the 4 costs more than €200: Family tent (€249); "
        "1 costs less than €10: Mug (€9.50); 1 has no price: Lantern."
    )


def test_a_noun_is_counted_as_one():
    words = Wording(said={"season": "{a value} | {values}"})
    one, _ = found(words, "includes_attribute", {"attribute": "season", "value": "cup"})
    assert one == "At least 1 cup"
    two = {"attribute": "season", "value": "cup", "at_least": 2, "in_top": 6}
    assert found(words, "includes_attribute", two)[0] == "At least 2 cups among the first 6"
    never = {"attribute": "season", "value": "apron"}
    assert found(words, "excludes_attribute", never, "012", "bag-01") == (
        "No aprons",
        "None of the 2 is an apron.",
    )
    assert found(words, "only_attribute", never, "012", "bag-01")[1].startswith(
        "2 of the 2 are not aprons: "
    )


@pytest.mark.parametrize(
    ("column", "value", "one", "many"),
    [
        ("category", "Toys", "from Toys", "from Toys"),
        ("season", "summer", "for summer", "for summer"),
        ("colour_family", "red", "in red", "in red"),
        ("kind", "soft toy", "a soft toy", "soft toys"),
        ("kind", "trousers", "trousers", "trousers"),
        ("kind", "dress", "a dress", "dresses"),
        ("vintage_year", "2015", "of vintage year 2015", "of vintage year 2015"),
    ],
)
def test_usual_columns_are_said_as_people_say_them(column: str, value: str, one: str, many: str):
    phrase = EUROS.phrase(column, value)
    assert (phrase.one, phrase.many) == (one, many)


def test_columns_in_words_have_a_plural():
    assert [plural(each) for each in ("category", "colour", "dress", "colours")] == [
        "categories",
        "colours",
        "dresses",
        "colours",
    ]


def test_a_shop_adds_its_own_words_and_keeps_them(tmp_path: Path):
    folder = tmp_path / "shop"
    camping(folder)
    with (folder / "shop.toml").open("a") as toml:
        toml.write('\n[words]\ncolours = "dyed {value}"\n')
    assert open_shop(folder).wording.phrase("colours", "blue").one == "dyed blue"
    camping(folder)
    assert open_shop(folder).wording.phrase("colours", "blue").one == "dyed blue"


@pytest.mark.parametrize("words", ['"in {colour}"', "3", '""'])
def test_words_that_cannot_be_said_are_refused_with_their_place(tmp_path: Path, words: str):
    folder = tmp_path / "shop"
    camping(folder)
    with (folder / "shop.toml").open("a") as toml:
        toml.write(f"\n[words]\ncolours = {words}\n")
    with pytest.raises(ShopUnreadable, match=r"shop\.toml: \[words\] colours: "):
        _ = open_shop(folder).catalogue
    with pytest.raises(WrongWords):
        Wording(said={"colours": "{nothing}"})
