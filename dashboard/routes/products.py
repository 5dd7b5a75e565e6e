"""Finding products, and one product's card."""

from typing import Any

import numpy as np
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.facets import display_facet
from dashboard.routes.answers import Missing, Unreadable, answering
from recommender.search import Counted, Search, Sort
from recommender.sold import sold_by_month, sold_with

SHOWN = 24
BESIDE, MOST_ALIKE = 12, 120
LONGEST = 200
MOST_CHOICES = 60
SECONDS_OF_LOOKING = 0.3
"""How long the first to ask waits for pictures that nobody has looked at yet."""


def routes() -> list[BaseRoute]:
    return [
        Route("/api/products", answering(products)),
        Route("/api/products/card", answering(card)),
    ]


def products(request: Request) -> dict[str, Any]:
    """One page of what was asked for, how many there are, and the facets with their counts; `note`
    says where products that look alike were sought among a part of the pictures only."""
    search, shop = resources.search(), resources.shop()
    start = beginning(request.query_params.get("from", "0"))
    chosen, sort = choices(request, search), order(request)
    found = search.look(wanted(request, search), chosen, sort)
    ids = search.catalogue.ids[found.positions[start : start + SHOWN]].tolist()
    shown = resources.shown(ids)
    more = start + SHOWN < len(found.positions)
    return {
        "products": [{"id": each, **shown[each]} for each in ids],
        "total": len(found.positions),
        "next": start + SHOWN if more else None,
        "facets": [display_facet(each, shop) for each in found.facets if told_apart(each)],
        "note": compared() if by_look(request) else "",
    }


def card(request: Request) -> dict[str, Any]:
    """All there is to see of one product; `note` says where not all pictures were compared yet."""
    position = asked(request.query_params.get("id", ""))
    shop, ids = resources.shop(), resources.search().catalogue.ids
    beside = {
        "with": ids[sold_with(shop.purchases, position, BESIDE)].tolist(),
        "looks": ids[alike(position, BESIDE)].tolist(),
    }
    own = str(ids[position])
    shown = resources.shown([own, *beside["with"], *beside["looks"]])
    months = sold_by_month(shop.purchases, position)
    return {
        "product": {"id": own, **shown[own]},
        "sold": [{"month": each.month, "pieces": each.pieces} for each in months],
        "shoppers": int(shop.purchases.sales[position]),
        **beside,
        "products": shown,
        "note": compared(),
    }


def wanted(request: Request, search: Search) -> np.ndarray:
    """Positions, best first: what the words mean, or what is like a product and what they mean."""
    words = request.query_params.get("words", "")[:LONGEST]
    like = request.query_params.get("like")
    if not like:
        return search.matches(words)
    near = similar(asked(like), request.query_params.get("by", "look"))
    return near[np.isin(near, search.matches(words))] if words.strip() else near


def by_look(request: Request) -> bool:
    return "like" in request.query_params and request.query_params.get("by", "look") == "look"


def similar(position: int, by: str) -> np.ndarray:
    if by == "look":
        return alike(position, MOST_ALIKE)
    if by == "bought":
        return sold_with(resources.shop().purchases, position, MOST_ALIKE)
    raise Unreadable(f"Products are alike by look or bought, not by {by[:LONGEST]!r}.")


def alike(position: int, count: int) -> np.ndarray:
    """Among the pictures seen so far; the others are looked at behind the pages from now on."""
    looks = resources.looks()
    looks.begin(SECONDS_OF_LOOKING)
    return looks.like(position, count)


def compared() -> str:
    """How many pictures of the shop were compared, as a sentence; "" once all were."""
    looks = resources.looks()
    if looks.seen == len(looks):
        return ""
    return f"{looks.seen:,} of {len(looks):,} pictures are compared so far."


def asked(product_id: str) -> int:
    """The product's position; Missing where the shop does not sell it."""
    catalogue = resources.shop().catalogue
    if product_id not in catalogue:
        raise Missing(f"The shop does not sell {product_id[:LONGEST]!r}.")
    return catalogue.position(product_id)


def choices(request: Request, search: Search) -> dict[str, set[str]]:
    """`facet=COLUMN:VALUE`, repeated. Unreadable where the shop has no such column to choose by."""
    chosen: dict[str, set[str]] = {}
    for each in request.query_params.getlist("facet")[:MOST_CHOICES]:
        named = [name for name in search.facets if each.startswith(f"{name}:")]
        name = max(named, key=len, default="")
        if not name:
            column = each.partition(":")[0][:LONGEST]
            raise Unreadable(f"Products of this shop cannot be chosen by {column!r}; leave it out.")
        chosen.setdefault(name, set()).add(each[len(name) + 1 :])
    return chosen


def order(request: Request) -> Sort:
    name = request.query_params.get("sort", Sort.BEST)
    if name not in list(Sort):
        known = ", ".join(Sort)
        raise Unreadable(f"Products cannot be sorted by {name[:LONGEST]!r}; there are {known}.")
    return Sort(name)


def beginning(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Unreadable(f"{text[:LONGEST]!r} is no place in the list to begin from; leave it out.")
    return int(text)


def told_apart(counted: Counted) -> bool:
    """Whether choosing in it would change anything."""
    return len(counted.values) > 1 or any(each.chosen for each in counted.values)
