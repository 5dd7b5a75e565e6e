"""The addresses of what a review adds up to, and of the pictures behind each figure."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.display import shown
from dashboard.figures import behind, sheet, waiting
from dashboard.figures.groups import holders
from dashboard.figures.part import Part, narrowed
from dashboard.releases.choices import State
from dashboard.releases.outcome import (
    Outcome,
    outcome,
    outcome_for,
    shown_products,
    why_withheld,
)
from dashboard.routes.answers import Unreadable, answering, start_of

AT_ONCE = 24


def routes() -> list[BaseRoute]:
    at = "/api/releases/{name}/figures"
    return [
        Route(at, answering(figures)),
        Route(f"{at}/slates", answering(slates)),
        Route(f"{at}/products", answering(products)),
    ]


def figures(request: Request) -> dict[str, Any]:
    """Of each candidate once the review is closed; before, how far it is with each shopper."""
    person = request.scope["person"]
    sessions, name = resources.sessions(), request.path_params["name"]
    found, withheld = outcome(sessions, name), why_withheld(sessions, name, person)
    head = {
        "name": found.release,
        "title": found.title,
        "revision": found.revision,
        "state": found.state,
        "blind": bool(withheld),
        "unnamed": "" if found.state is State.IN_REVIEW else withheld,
    }
    if withheld:
        drawn = waiting.waiting(found)
        seen = [each for shopper in drawn["shoppers"] for each in shopper["bought"]]
    else:
        drawn = sheet.figures(found, part_of(request, found), roles(), reasons())
        seen = sheet.pictured(drawn)
        head["can_export"] = bool(person.roles)
    return {**head, **drawn, "products": drawn_products(found, seen)}


def slates(request: Request) -> dict[str, Any]:
    """The slates behind a mark of one candidate, some at a time; `next` where more follow."""
    found = asked(request)
    seen = narrowed(found, part_of(request, found))
    candidate = request.query_params.get("candidate", "")
    which = request.query_params.get("which", "")
    if candidate not in [each["id"] for each in found.candidates] or which not in list(
        behind.Behind
    ):
        raise Unreadable("There is no such figure any more; load the page again.")
    start = start_of(request)
    chosen = behind.slates_behind(seen, candidate, behind.Behind(which))
    lines = behind.slate_lines(seen, chosen[start : start + AT_ONCE])
    pictured = [one for each in lines for one in (*each["products"], *each["bought"])]
    return {
        "count": len(chosen),
        "next": start + AT_ONCE if len(chosen) > start + AT_ONCE else None,
        "slates": lines,
        "products": drawn_products(found, pictured),
    }


def products(request: Request) -> dict[str, Any]:
    """What was said against one product, or for one reason."""
    found = asked(request)
    seen = narrowed(found, part_of(request, found))
    product = request.query_params.get("product", "")
    reason = request.query_params.get("reason", "")
    if not product and not reason:
        raise Unreadable("There is no such figure any more; load the page again.")
    start = start_of(request)
    lines = behind.product_lines(seen, reasons(), product=product, reason=reason)
    here = lines[start : start + AT_ONCE]
    return {
        "count": len(lines),
        "next": start + AT_ONCE if len(lines) > start + AT_ONCE else None,
        "cases": here,
        "products": drawn_products(found, [each["product"] for each in here]),
    }


def asked(request: Request) -> Outcome:
    name = request.path_params["name"]
    return outcome_for(resources.sessions(), name, request.scope["person"])


def part_of(request: Request, found: Outcome) -> Part:
    """The shoppers and people that the address names."""
    said = request.query_params
    people = frozenset({said["person"]}) if said.get("person") else None
    if said.get("role"):
        theirs = holders(found, roles()).get(said["role"], frozenset())
        people = theirs if people is None else people & theirs
    return Part(said.get("tag", ""), said.get("segment", ""), people)


def roles() -> dict[str, tuple[str, ...]]:
    return {each.id: each.roles for each in resources.settings().people}


def reasons() -> dict[str, str]:
    """Their titles, as the business lists them now."""
    return {each.id: each.title for each in resources.settings().review.reasons}


def drawn_products(found: Outcome, product_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """As they were frozen."""
    return shown(shown_products(resources.sessions(), found.release, product_ids))
