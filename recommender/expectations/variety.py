"""Expectations about how alike the products are."""

from recommender.catalogue import Product
from recommender.expectations.finding import Answer
from recommender.expectations.options import Attribute, Count, Top, Value
from recommender.expectations.seen import Seen, among, ids, names, share, shown, texts
from recommender.expectations.values import having, phrase, spoken

PLURALS = {"category": "categories", "brand": "brands", "audience": "audiences"}


def at_most_of(
    seen: Seen,
    attribute: Attribute,
    count: Count,
    value: Value | None = None,
    in_top: Top | None = None,
) -> Answer:
    """At most so many products share one category, brand or other attribute, or have the one
    value; a product where it is not known is not counted."""
    products = seen.first(in_top)
    groups = _groups(products, attribute)
    if value is not None:
        groups = {value: having(products, attribute, value)}
    crowds = {word: those for word, those in groups.items() if len(those) > count}
    largest = max(groups.items(), key=lambda group: len(group[1]), default=("", ()))
    said = [_crowd(seen, in_top, attribute, *each) for each in (crowds or dict([largest])).items()]
    wrong = tuple(each for each in products if any(each in crowd for crowd in crowds.values()))
    which = phrase(attribute, value) if value is not None else f"with the same {spoken(attribute)}"
    return Answer(
        f"At most {count} {which}{among(in_top)}",
        not crowds,
        f"{'; '.join(said)}."
        if largest[1] or value is not None
        else f"No {spoken(attribute)} is known.",
        ids(wrong),
    )


def at_least_different(
    seen: Seen, attribute: Attribute, count: Count, in_top: Top | None = None
) -> Answer:
    """At least so many different categories, brands or other values; a product where it is not
    known adds none."""
    words = tuple(_groups(seen.first(in_top), attribute))
    plural = PLURALS.get(attribute, f"values of {spoken(attribute)}")
    listed = names(tuple(Product(word, word) for word in words))
    return Answer(
        f"At least {count} different {plural}{among(in_top)}",
        len(words) >= count,
        f"{len(words)} among {shown(seen, in_top)}: {listed}." if words else "There is none.",
    )


def _groups(products: tuple[Product, ...], attribute: str) -> dict[str, tuple[Product, ...]]:
    groups: dict[str, tuple[Product, ...]] = {}
    for product in products:
        for word in dict.fromkeys(texts(product.value(attribute))):
            groups[word] = (*groups.get(word, ()), product)
    return groups


def _crowd(
    seen: Seen, in_top: int | None, attribute: str, word: str, those: tuple[Product, ...]
) -> str:
    return f"{share(len(those), shown(seen, in_top))} {phrase(attribute, word)}"
