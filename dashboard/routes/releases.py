"""A release's addresses: the review, its scenarios, verdicts, and the gate."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.gate import ask_gate
from dashboard.releases import queries, services
from dashboard.releases.choices import Answer, State
from dashboard.releases.facts import StaleFingerprint
from dashboard.releases.person import Person
from dashboard.releases.sheets import ReleasePage
from dashboard.routes.answers import SomebodyElse, Unreadable, answering, plain, receiving

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
CLOSED = {
    State.CLOSED: "The review is closed: you can look, but not answer any more.",
    State.GO: "This release is signed GO: you can look, but not answer any more.",
    State.NO_GO: "This release is signed NO-GO: you can look, but not answer any more.",
    State.CANCELLED: "This release was cancelled: you can look, but not answer any more.",
}


class VerdictForm(BaseModel):
    """What the review page sends."""

    model_config = ConfigDict(extra="forbid", strict=True)

    person: str
    revision: int
    scenario: str = Field(max_length=64)
    candidate: str = Field(max_length=64)
    value: Answer = Field(strict=False)
    comment: str = ""
    expected_version: int = Field(ge=0)


def routes() -> list[BaseRoute]:
    at = "/api/releases/{name}"
    return [
        Route(f"{at}/review", answering(review)),
        Route(f"{at}/revisions/{{revision:int}}/scenarios/{{scenario}}", answering(scenario)),
        Route(f"{at}/verdicts", receiving_verdict, methods=["POST"]),
        Route(f"{at}/gate", answering(gate)),
    ]


def review(request: Request) -> dict[str, Any]:
    """All that a reviewer needs but the scenarios themselves."""
    name, person = request.path_params["name"], request.scope["person"]
    page = queries.release_page(resources.sessions(), name, person)
    said: dict[str, dict] = defaultdict(dict)
    for each in queries.verdicts_of(resources.sessions(), name, person):
        said[each.scenario][each.candidate] = {
            "value": each.value,
            "comment": each.comment,
            "version": each.version,
        }
    why_not = closed(page, person)
    return {
        "name": name,
        "title": page.line.title,
        "revision": page.line.revision,
        "can_answer": not why_not,
        "why_not": why_not,
        "candidates": [{"id": each["id"], "title": each["title"]} for each in page.candidates],
        "scenarios": [{"id": each.id, "title": each.title} for each in page.scenarios],
        "verdicts": said,
    }


def closed(page: ReleasePage, person: Person) -> str:
    """Why this person gives no verdicts here; empty where they do."""
    if page.line.state in CLOSED:
        return CLOSED[page.line.state]
    return "" if person.reviewer else "You can look; verdicts are given by reviewers."


def scenario(request: Request) -> dict[str, Any]:
    """One scenario as it was frozen: its shopper, slates, findings and products."""
    asked = request.path_params
    found = queries.scenario_evidence(
        resources.sessions(), asked["name"], asked["scenario"], request.scope["person"]
    )
    if found.revision != asked["revision"]:
        raise StaleFingerprint("This release was revised meanwhile; load the page again.")
    return {
        "scenario": found.scenario,
        "evidence": found.evidence,
        "products": {
            each: {name: record.get(name) for name in SHOWN}
            for each, record in found.products.items()
        },
    }


def give_verdict(name: str, person: Person, content: dict) -> dict[str, Any]:
    form = verdict_form(content)
    if form.person != person.id:
        raise SomebodyElse(f"{person.name} is signed in here now; sign in again as yourself.")
    receipt = services.give_verdict(
        resources.sessions(),
        person,
        name,
        form.revision,
        form.scenario,
        form.candidate,
        form.value,
        form.comment,
        form.expected_version,
    )
    return plain(asdict(receipt))


def verdict_form(content: dict) -> VerdictForm:
    try:
        return VerdictForm(**content)
    except (ValidationError, TypeError) as error:
        raise Unreadable("This is no verdict that can be stored; load the page again.") from error


async def receiving_verdict(request: Request) -> Any:
    name = request.path_params["name"]
    return await receiving(lambda person, content: give_verdict(name, person, content))(request)


def gate(request: Request) -> dict[str, Any]:
    return ask_gate(request.path_params["name"])
