"""A suggested scenario in words, for a reader who does not know where it was suggested."""

import pytest

from recommender.catalogue import Product
from recommender.coverage.story import agreement, story, title, why
from recommender.coverage.theme import Theme
from recommender.coverage.traits import Trait

VASE, THROW = Product("v1", "Sand vase"), Product("t1", "Wool throw")
NAMELESS = Product("0108775015", "0108775015")


def trait(text: str, column: str = "category") -> Trait:
    return Trait(column, text, 0.5, 0.2)


VASES = Theme((trait("Vases"), trait("Throws")), trait("Marrow & Field", "brand"))


def test_a_title_says_what_is_bought_and_more_only_where_another_has_it() -> None:
    products, taken = (NAMELESS, VASE), []
    for _ in range(4):
        taken.append(title(VASES, products, taken))
    assert taken == [
        "Somebody who buys vases and throws",
        "Somebody who buys vases and throws by Marrow & Field",
        "Somebody who buys vases and throws, such as “Sand vase”",
        "Somebody who buys vases and throws, no. 2",
    ]


def test_a_long_title_names_one_kind_and_a_hostile_one_still_fits_a_file() -> None:
    long = Theme((trait("Scarves, hats & gloves for winter"), trait("Cushions & throws")))
    assert title(long, (), ()) == "Somebody who buys scarves, hats & gloves for winter"
    endless = Theme((trait("x" * 5_000),), trait("y" * 5_000, "colour"))
    taken = []
    for _ in range(3):
        taken.append(title(endless, (VASE,), taken))
    assert len(set(taken)) == 3
    assert max(map(len, taken)) <= 200


@pytest.mark.parametrize(
    ("products", "bought"),
    [
        ((VASE,), "“Sand vase”"),
        ((VASE, THROW), "“Sand vase” and “Wool throw”"),
        ((VASE, THROW, NAMELESS), "“Sand vase”, “Wool throw” and 1 more"),
        ((NAMELESS, NAMELESS, THROW), "“Wool throw” and 2 more"),
        ((NAMELESS, NAMELESS), "2 products"),
    ],
)
def test_a_story_names_what_was_bought_and_never_an_id(products: tuple, bought: str) -> None:
    told = story(products, why("people who buy vases by Marrow & Field", 0.17))
    assert told == (
        f"Bought {bought}. Suggested because few scenarios speak for people who buy vases by "
        "Marrow & Field."
    )


def test_a_reason_claims_no_more_than_is_so() -> None:
    assert why("them", 0.049) == "Nobody speaks yet for them"
    assert why("them", 0.05) == why("them", 0.49) == "Few scenarios speak for them"
    assert why("them", 0.5) == "No scenario speaks fully for them"


def test_how_far_the_models_agree_is_a_count_of_products() -> None:
    assert agreement(2.4, 12) == "the models agree on only 2 of 12 products"
    assert agreement(9, 12) == "the models agree on 9 of 12 products"
    assert agreement(0.4, 12) == "the models agree on hardly any of 12 products"


def test_a_theme_is_a_short_title_and_a_phrase() -> None:
    assert VASES.title == "Vases, throws"
    assert VASES.whole == "vases and throws by Marrow & Field"
    other = Theme((trait("Vases"),), trait("bohemian", "style"))
    assert other.whole == "vases (bohemian)"
    words = Theme((trait("“lunch”", "title"), trait("“bag”", "title")))
    assert (words.title, words.whole) == ("“lunch”, “bag”", "what is called “lunch” or “bag”")
    long = Theme((trait("Scarves, hats & gloves"), trait("Trousers, skirts & shorts")))
    assert long.title == "Scarves, hats & gloves"
