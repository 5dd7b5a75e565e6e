"""Expectations about what the products cost."""

from recommender.catalogue import Product
from recommender.expectations.finding import Answer
from recommender.expectations.options import Price, Top
from recommender.expectations.seen import Seen, among, ids, names, shown


def price_between(seen: Seen, at_least: Price, at_most: Price, in_top: Top | None = None) -> Answer:
    """Every price lies between the two, both included; a product without a price breaks it."""
    products, say = seen.first(in_top), seen.wording.price
    dear = tuple(each for each in products if each.price is not None and each.price > at_most)
    cheap = tuple(each for each in products if each.price is not None and each.price < at_least)
    unpriced = tuple(each for each in products if each.price is None)
    between = f"between {say(at_least)} and {say(at_most)}"
    crowds = (
        (dear, "costs", "cost", f" more than {say(at_most)}"),
        (cheap, "costs", "cost", f" less than {say(at_least)}"),
        (unpriced, "has", "have", " no price"),
    )
    said: list[str] = []
    for wrong, one, many, than in crowds:
        if wrong:
            whole = "" if said else f" of {shown(seen, in_top)}"
            count = len(wrong)
            listed = names(wrong, lambda product: _with_price(seen, product))
            said.append(f"{count}{whole} {one if count == 1 else many}{than}: {listed}")
    broken = {each.id for wrong, *_ in crowds for each in wrong}
    return Answer(
        f"Every price {between}{among(in_top)}",
        not broken,
        f"{'; '.join(said)}." if said else f"All of {shown(seen, in_top)} cost {between}.",
        ids(tuple(each for each in products if each.id in broken)),
    )


def _with_price(seen: Seen, product: Product) -> str:
    if product.price is None:
        return product.title
    return f"{product.title} ({seen.wording.price(product.price)})"
