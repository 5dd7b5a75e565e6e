"""Finding products, and one product's card."""

from typing import Any

import numpy as np
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.facets import display_facet
from dashboard.routes.answers import Unreadable, answering
from recommender.search import Counted, Search, Sort

SHOWN = 24
LONGEST = 200
MOST_CHOICES = 60


def routes() -> list[BaseRoute]:
    return [Route("/api/products", answering(products))]


def products(request: Request) -> dict[str, Any]:
    """One page of what was asked for, how many there are, and the facets with their counts."""
    search, shop = resources.search(), resources.shop()
    start = beginning(request.query_params.get("from", "0"))
    found = search.look(matches(request, search), choices(request, search), order(request))
    ids = search.catalogue.ids[found.positions[start : start + SHOWN]].tolist()
    shown = resources.shown(ids)
    more = start + SHOWN < len(found.positions)
    return {
        "products": [{"id": each, **shown[each]} for each in ids],
        "total": len(found.positions),
        "next": start + SHOWN if more else None,
        "facets": [display_facet(each, shop) for each in found.facets if told_apart(each)],
    }


def matches(request: Request, search: Search) -> np.ndarray:
    return search.matches(request.query_params.get("words", "")[:LONGEST])


def choices(request: Request, search: Search) -> dict[str, set[str]]:
    """`facet=COLUMN:VALUE`, repeated. Unreadable where the shop has no such column to choose by."""
    chosen: dict[str, set[str]] = {}
    for each in request.query_params.getlist("facet")[:MOST_CHOICES]:
        name = next((name for name in search.facets if each.startswith(f"{name}:")), None)
        if name is None:
            column = each.partition(":")[0][:LONGEST]
            raise Unreadable(f"Products of this shop cannot be chosen by {column!r}; leave it out.")
        chosen.setdefault(name, set()).add(each[len(name) + 1 :])
    return chosen


def order(request: Request) -> Sort:
    name = request.query_params.get("sort", Sort.BEST)
    try:
        return Sort(name)
    except ValueError as error:
        known = ", ".join(Sort)
        raise Unreadable(
            f"Products cannot be sorted by {name[:LONGEST]!r}; there are {known}."
        ) from error


def beginning(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Unreadable(f"{text[:LONGEST]!r} is no place in the list to begin from; leave it out.")
    return int(text)


def told_apart(counted: Counted) -> bool:
    """Whether choosing in it would change anything."""
    return len(counted.values) > 1 or any(each.chosen for each in counted.values)
