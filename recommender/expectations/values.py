"""Expectations about what the products are: category, brand, audience, any attribute."""

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
    counted,
    ids,
    named,
    only,
    share,
    shown,
    texts,
    wanted,
)


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


def having(products: tuple[Product, ...], attribute: str, value: str) -> tuple[Product, ...]:
    return tuple(each for each in products if value in texts(each.value(attribute)))


def _includes(seen: Seen, attribute: str, value: str, at_least: int, in_top: int | None) -> Answer:
    phrase = seen.wording.phrase(attribute, value)
    right = having(seen.first(in_top), attribute, value)
    found = f"{share(len(right), shown(seen, in_top), phrase)}{named(right)}"
    enough = len(right) >= at_least
    return Answer(
        f"At least {counted(at_least, phrase)}{among(in_top)}",
        enough,
        f"{found}." if enough else f"{only(len(right))}{found}{wanted(at_least)}.",
        ids(right),
    )


def _excludes(seen: Seen, attribute: str, value: str, in_top: int | None) -> Answer:
    phrase = seen.wording.phrase(attribute, value)
    wrong = having(seen.first(in_top), attribute, value)
    nothing = f"No {phrase.many}" if phrase.noun else f"Nothing {phrase.many}"
    return Answer(
        f"{nothing}{among(in_top)}",
        not wrong,
        f"{share(len(wrong), shown(seen, in_top), phrase)}{named(wrong)}.",
        ids(wrong),
    )


def _only(seen: Seen, attribute: str, value: str, in_top: int | None) -> Answer:
    phrase = seen.wording.phrase(attribute, value)
    right = having(seen.first(in_top), attribute, value)
    wrong = tuple(each for each in seen.first(in_top) if each not in right)
    whole = shown(seen, in_top)
    found = (
        share(len(wrong), whole, phrase, denied="not ")
        if wrong
        else f"All of {whole} are {phrase.many}"
    )
    only_those = f"Only {phrase.many}" if phrase.noun else f"Only products {phrase.many}"
    return Answer(f"{only_those}{among(in_top)}", not wrong, f"{found}{named(wrong)}.", ids(wrong))
