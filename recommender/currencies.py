"""Currencies by their ISO code and by the signs that stand beside amounts."""

from functools import cache

from babel import Locale
from babel.core import get_global

SHARED = {"$": "", "¥": "", "￥": "", "kr": "", "kr.": "", "£": "GBP", "US$": "USD", "zł": "PLN"}
SHARED |= {"元": "CNY", "Kč": "CZK", "Ft": "HUF", "lei": "RON", "Fr.": "CHF", "руб.": "RUB"}
"""Signs whose currency English does not tell; "" where several countries use them."""


@cache
def codes() -> frozenset[str]:
    """All ISO 4217 codes, past ones too."""
    return frozenset(get_global("all_currencies"))


def currency_named(text: str) -> str | None:
    """The ISO code of what stands beside an amount, such as EUR, eur or €; "" where several
    currencies have this sign; None where it is none."""
    text = text.strip()
    if text.upper() in codes():
        return text.upper()
    if text in SHARED:
        return SHARED[text]
    return _by_sign().get(text)


@cache
def _by_sign() -> dict[str, str]:
    signs = Locale("en").currency_symbols
    return {sign: code for code, sign in signs.items() if sign not in codes()}
