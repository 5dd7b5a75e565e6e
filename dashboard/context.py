"""A shopper's context in words: `segment: gift, country: BE` as Gift shopper, Belgium."""

from collections.abc import Mapping

from babel import Locale

KINDS_OF_SHOPPER = frozenset({"segment", "customer_group", "customer_type", "loyalty"})
"""Keys whose value says which kind of shopper this is."""
COUNTRIES = frozenset({"country", "market"})
"""Keys whose value may be a country's code of two letters."""


def context_in_words(shopper: Mapping[str, object]) -> list[str]:
    """One phrase for each fact, in their order."""
    return [fact_in_words(name, str(value)) for name, value in shopper.items()]


def fact_in_words(name: str, value: str) -> str:
    """'Gift shopper', 'Belgium', or 'Age: 40' for a fact of any other name."""
    words = value.replace("_", " ")
    if name in KINDS_OF_SHOPPER:
        return f"{words[:1].upper()}{words[1:]} shopper"
    if name in COUNTRIES and (country := Locale("en").territories.get(value.upper())):
        return country
    return f"{name.replace('_', ' ').capitalize()}: {value}"
