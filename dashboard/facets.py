"""A facet as it is shown: a title, its values in words, prices in the shop's currency."""

from dashboard.display import readable
from recommender.search import Counted, PriceRange, Value
from recommender.shop import Shop
from recommender.wording import column_in_words

AVAILABLE = "available"
WORDS = {"true": "Available", "false": "Sold out"}
TITLES = {AVAILABLE: "Availability"}


def display_facet(counted: Counted, shop: Shop) -> dict[str, object]:
    """Plain data for the page."""
    return {
        "name": counted.name,
        "title": TITLES.get(counted.name) or in_words(counted.name),
        "values": [
            {
                "value": each.name,
                "title": _title(counted.name, each, shop),
                "count": each.count,
                "chosen": each.chosen,
            }
            for each in counted.values
        ],
    }


def in_words(column: str) -> str:
    """`colour_family` as Colour family."""
    words = readable(column_in_words(column))
    return words[:1].upper() + words[1:] or column


def _title(facet: str, value: Value, shop: Shop) -> str:
    if value.range:
        return price_range(value.range, shop)
    if facet == AVAILABLE:
        return WORDS.get(value.name, value.name)
    return readable(value.name)


def price_range(prices: PriceRange, shop: Shop) -> str:
    """Under €20; €20 to €50; €50 and more."""
    if prices.low is None:
        return f"Under {shop.wording.price(prices.high)}"
    if prices.high is None:
        return f"{shop.wording.price(prices.low)} and more"
    return f"{shop.wording.price(prices.low)} to {shop.wording.price(prices.high)}"
