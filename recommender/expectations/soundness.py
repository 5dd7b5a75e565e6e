"""Expectations that every shopper has, whatever they like."""

from recommender.catalogue import Product
from recommender.expectations.finding import Answer
from recommender.expectations.options import Count
from recommender.expectations.seen import Seen, ids, named, only, share, shown, wanted
from recommender.wording import Phrase


def nothing_already_bought(seen: Seen) -> Answer:
    """Nothing is shown that the shopper bought before."""
    wrong = tuple(each for each in seen.products if each.id in seen.bought)
    return _none_wrong("Nothing already bought", seen, wrong, "already bought")


def everything_available(seen: Seen) -> Answer:
    """Everything shown can be bought; what the catalogue says nothing about can, what it does not
    list cannot."""
    wrong = tuple(each for each in seen.products if not each.available)
    return _none_wrong("Nothing that is sold out", seen, wrong, "sold out")


def everything_with_picture(seen: Seen) -> Answer:
    """The catalogue names a picture for everything shown."""
    wrong = tuple(each for each in seen.products if not each.picture)
    return _none_wrong("Nothing without a picture", seen, wrong, "without a picture")


def at_least_recommendations(seen: Seen, count: Count) -> Answer:
    """At least so many products are shown."""
    found = len(seen.products)
    told = f"{_products(found)} {'is' if found == 1 else 'are'} shown"
    enough = found >= count
    detail = f"{told}." if enough else f"{only(found)}{told}{wanted(count)}."
    return Answer(f"At least {_products(count)}", enough, detail)


def _none_wrong(sentence: str, seen: Seen, wrong: tuple[Product, ...], fault: str) -> Answer:
    detail = f"{share(len(wrong), shown(seen, None), Phrase(fault, fault))}{named(wrong)}."
    return Answer(sentence, not wrong, detail, ids(wrong))


def _products(count: int) -> str:
    return f"{count} {'product' if count == 1 else 'products'}"
