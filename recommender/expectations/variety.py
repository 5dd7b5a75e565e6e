"""Expectations about how alike the products are."""

from recommender.catalogue import Product
from recommender.expectations.finding import Answer
from recommender.expectations.options import Attribute, Count, Top, Value
from recommender.expectations.seen import (
    Seen,
    among,
    counted,
    ids,
    names,
    share,
    shown,
    texts,
    wanted,
)
from recommender.expectations.values import having
from recommender.wording import column_in_words, plural


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
    if crowds:
        said.append(f"at most {count} {'is' if count == 1 else 'are'} wanted")
    elif value is None:
        said.append(f"no {column_in_words(attribute)} has more")
    wrong = tuple(each for each in products if any(each in crowd for crowd in crowds.values()))
    which = f"{count} with the same {column_in_words(attribute)}"
    if value is not None:
        which = counted(count, seen.wording.phrase(attribute, value))
    return Answer(
        f"At most {which}{among(in_top)}",
        not crowds,
        f"{'; '.join(said)}."
        if largest[1] or value is not None
        else f"{_unknown(seen, in_top, attribute)}.",
        ids(wrong),
    )


def at_least_different(
    seen: Seen, attribute: Attribute, count: Count, in_top: Top | None = None
) -> Answer:
    """At least so many different categories, brands or other values; a product where it is not
    known adds none."""
    words = tuple(_groups(seen.first(in_top), attribute))
    listed = names(tuple(Product(word, word) for word in words))
    many = plural(column_in_words(attribute))
    kinds = column_in_words(attribute) if len(words) == 1 else many
    found = f"{len(words)} {kinds} among {shown(seen, in_top)}: {listed}"
    enough = len(words) >= count
    told = f"{found}." if enough else f"Only {found}{wanted(count)}."
    return Answer(
        f"At least {count} different {many}{among(in_top)}",
        enough,
        told if words else f"{_unknown(seen, in_top, attribute)}{wanted(count)}.",
    )


def _unknown(seen: Seen, in_top: int | None, attribute: str) -> str:
    return f"None of {shown(seen, in_top)} has a known {column_in_words(attribute)}"


def _groups(products: tuple[Product, ...], attribute: str) -> dict[str, tuple[Product, ...]]:
    groups: dict[str, tuple[Product, ...]] = {}
    for product in products:
        for word in dict.fromkeys(texts(product.value(attribute))):
            groups[word] = (*groups.get(word, ()), product)
    return groups


def _crowd(
    seen: Seen, in_top: int | None, attribute: str, word: str, those: tuple[Product, ...]
) -> str:
    return share(len(those), shown(seen, in_top), seen.wording.phrase(attribute, word))
