"""Expectations about what the products cost."""

from recommender.catalogue import Product
from recommender.expectations.finding import Answer
from recommender.expectations.options import Price, Top
from recommender.expectations.seen import Seen, among, ids, names, share, shown


def price_between(seen: Seen, at_least: Price, at_most: Price, in_top: Top | None = None) -> Answer:
    """Every price lies between the two, both included; a product without a price breaks it."""
    wrong = tuple(
        each
        for each in seen.first(in_top)
        if each.price is None or not at_least <= each.price <= at_most
    )
    whole, between = shown(seen, in_top), f"between {_amount(at_least)} and {_amount(at_most)}"
    found = f"{share(len(wrong), whole)} not priced {between}: {names(wrong, _with_price)}."
    return Answer(
        f"Every price {between}{among(in_top)}",
        not wrong,
        found if wrong else f"All of {whole} are priced {between}.",
        ids(wrong),
    )


def _with_price(product: Product) -> str:
    price = "no price" if product.price is None else _amount(product.price)
    return f"{product.title} ({price})"


def _amount(price: float) -> str:
    return f"{price:.0f}" if float(price).is_integer() else f"{price:.2f}"
