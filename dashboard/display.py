"""A product as it is shown: title, price as text, readable attributes, its picture's digest."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from recommender.catalogue import Product
from recommender.pictures import PictureStore
from recommender.shop import Shop
from recommender.wording import written_amount

LONGEST_TEXT = 600
SHOWN = (
    "title",
    "category",
    "brand",
    "price",
    "available",
    "attributes",
    "picture",
    "picture_note",
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def display(shop: Shop, store: PictureStore, product_ids: Iterable[str]) -> dict[str, dict]:
    """Every product that the shop sells, by id, as plain data for pages and frozen evidence."""
    known = dict.fromkeys(each for each in product_ids if each in shop.catalogue)
    return {each: display_product(shop, store, shop.catalogue[each]) for each in known}


def display_product(shop: Shop, store: PictureStore, product: Product) -> dict:
    kept = store.keep(product.picture, shop.images) if product.picture else None
    return {
        "title": title(product),
        "category": readable(product.category) or None,
        "brand": readable(product.brand) or None,
        "price": price(product.price, shop),
        "available": product.available,
        "attributes": attributes(product.attributes or {}),
        "picture": kept.digest if kept else None,
        "picture_path": product.picture,
        "picture_note": kept.note if kept else "",
    }


def shown(products: Mapping[str, Mapping[str, object]]) -> dict[str, dict]:
    """The fields of frozen products that pages show, by product id."""
    return {each: {name: record.get(name) for name in SHOWN} for each, record in products.items()}


def title(product: Product) -> str:
    """As it is shown: its id where nothing of it can be read."""
    return readable(product.title) or product.id


def price(amount: float | None, shop: Shop) -> str | None:
    """In the shop's currency, if it names one, and its form; None where there is no price."""
    if amount is None:
        return None
    return _amount(amount, shop.currency, shop.locale)


@lru_cache(maxsize=10_000)
def _amount(amount: float, currency: str, locale_name: str) -> str:
    """Writing a price takes as long as reading the product; shops repeat theirs."""
    return written_amount(amount, currency, locale_name)


def attributes(values: Mapping[str, object]) -> dict[str, str]:
    texts = {name: readable(value) for name, value in values.items()}
    return {name: text for name, text in texts.items() if text}


def readable(value: object) -> str:
    """A cell in words; control characters are left out, long texts are cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(readable(each) for each in value)
    text = CONTROL.sub("", str(value)).strip()
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
