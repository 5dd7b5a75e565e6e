"""Expectations about what the products are: category, brand, audience, any attribute."""

import re

from recommender.catalogue import Product
from recommender.expectations.finding import Answer
from recommender.expectations.options import (
    Attribute,
    Audience,
    Brand,
    Category,
    Count,
    Top,
    Value,
)
from recommender.expectations.seen import (
    Seen,
    among,
    ids,
    named,
    only,
    share,
    shown,
    texts,
    wanted,
)

PREPOSITIONS = {"category": "from", "brand": "by", "audience": "for"}


def includes_category(
    seen: Seen, category: Category, at_least: Count = 1, in_top: Top | None = None
) -> Answer:
    """At least so many products are from the category; one without a category does not count."""
    return _includes(seen, "category", category, at_least, in_top)


def excludes_category(seen: Seen, category: Category, in_top: Top | None = None) -> Answer:
    """No product is from the category; one without a category is let pass."""
    return _excludes(seen, "category", category, in_top)


def only_category(seen: Seen, category: Category, in_top: Top | None = None) -> Answer:
    """Every product is from the category; one without a category breaks it."""
    return _only(seen, "category", category, in_top)


def includes_brand(
    seen: Seen, brand: Brand, at_least: Count = 1, in_top: Top | None = None
) -> Answer:
    """At least so many products are by the brand; one without a brand does not count."""
    return _includes(seen, "brand", brand, at_least, in_top)


def excludes_brand(seen: Seen, brand: Brand, in_top: Top | None = None) -> Answer:
    """No product is by the brand; one without a brand is let pass."""
    return _excludes(seen, "brand", brand, in_top)


def only_brand(seen: Seen, brand: Brand, in_top: Top | None = None) -> Answer:
    """Every product is by the brand; one without a brand breaks it."""
    return _only(seen, "brand", brand, in_top)


def includes_audience(
    seen: Seen, audience: Audience, at_least: Count = 1, in_top: Top | None = None
) -> Answer:
    """At least so many products are for the audience; one without an audience does not count."""
    return _includes(seen, "audience", audience, at_least, in_top)


def excludes_audience(seen: Seen, audience: Audience, in_top: Top | None = None) -> Answer:
    """No product is for the audience; one without an audience is let pass."""
    return _excludes(seen, "audience", audience, in_top)


def only_audience(seen: Seen, audience: Audience, in_top: Top | None = None) -> Answer:
    """Every product is for the audience; one without an audience breaks it."""
    return _only(seen, "audience", audience, in_top)


def includes_attribute(
    seen: Seen, attribute: Attribute, value: Value, at_least: Count = 1, in_top: Top | None = None
) -> Answer:
    """At least so many products have the value; one where it is not known does not count."""
    return _includes(seen, attribute, value, at_least, in_top)


def excludes_attribute(
    seen: Seen, attribute: Attribute, value: Value, in_top: Top | None = None
) -> Answer:
    """No product has the value; one where it is not known is let pass."""
    return _excludes(seen, attribute, value, in_top)


def only_attribute(
    seen: Seen, attribute: Attribute, value: Value, in_top: Top | None = None
) -> Answer:
    """Every product has the value; one where it is not known breaks it."""
    return _only(seen, attribute, value, in_top)


def phrase(attribute: str, value: str) -> str:
    """'from Sleeping', 'by Alder', 'for women', 'of colour family red'."""
    return f"{PREPOSITIONS.get(attribute, f'of {spoken(attribute)}')} {value}"


def spoken(attribute: str) -> str:
    """A column's name as words."""
    return attribute.replace("_", " ")


def plural(attribute: str) -> str:
    """A column's name as the words for several: 'categories', 'colour families', 'colours'."""
    words = spoken(attribute)
    if words.endswith("s"):
        return words
    return re.sub(r"([^aeiou])y$", r"\1ie", words) + "s"


def having(products: tuple[Product, ...], attribute: str, value: str) -> tuple[Product, ...]:
    return tuple(each for each in products if value in texts(each.value(attribute)))


def _includes(seen: Seen, attribute: str, value: str, at_least: int, in_top: int | None) -> Answer:
    those, right = phrase(attribute, value), having(seen.first(in_top), attribute, value)
    found = f"{share(len(right), shown(seen, in_top))} {those}{named(right)}"
    enough = len(right) >= at_least
    return Answer(
        f"At least {at_least} {those}{among(in_top)}",
        enough,
        f"{found}." if enough else f"{only(len(right))}{found}{wanted(at_least)}.",
        ids(right),
    )


def _excludes(seen: Seen, attribute: str, value: str, in_top: int | None) -> Answer:
    those, wrong = phrase(attribute, value), having(seen.first(in_top), attribute, value)
    return Answer(
        f"Nothing {those}{among(in_top)}",
        not wrong,
        f"{share(len(wrong), shown(seen, in_top))} {those}{named(wrong)}.",
        ids(wrong),
    )


def _only(seen: Seen, attribute: str, value: str, in_top: int | None) -> Answer:
    right = having(seen.first(in_top), attribute, value)
    wrong = tuple(each for each in seen.first(in_top) if each not in right)
    those, whole = phrase(attribute, value), shown(seen, in_top)
    found = f"{share(len(wrong), whole)} not {those}" if wrong else f"All of {whole} are {those}"
    sentence = f"Only products {those}{among(in_top)}"
    return Answer(sentence, not wrong, f"{found}{named(wrong)}.", ids(wrong))
