"""A facet as it is shown: a title, its values in words, prices in the shop's currency."""

from babel.numbers import format_currency

from dashboard.display import locale, readable
from recommender.search import Counted, PriceRange, Value
from recommender.shop import Shop

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
    words = readable(column.replace("_", " "))
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
        return f"Under {_amount(prices.high, shop)}"
    if prices.high is None:
        return f"{_amount(prices.low, shop)} and more"
    return f"{_amount(prices.low, shop)} to {_amount(prices.high, shop)}"


def _amount(amount: float, shop: Shop) -> str:
    """Without decimals where it needs none."""
    form = locale(shop.locale)
    if amount != int(amount):
        return format_currency(amount, shop.currency, locale=form)
    pattern = form.currency_formats["standard"].pattern.replace(".00", "")
    return format_currency(amount, shop.currency, pattern, locale=form, currency_digits=False)
