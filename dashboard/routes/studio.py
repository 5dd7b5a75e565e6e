"""What the studio asks: every candidate's slate for a draft, and what a new one starts from."""

from collections.abc import Iterable
from datetime import date
from random import SystemRandom
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.evidence import standing
from dashboard.releases.facts import NotAllowed
from dashboard.releases.lettering import column, columns_outside, untold
from dashboard.releases.person import Person
from dashboard.routes.answers import Unreadable, answering, receiving
from dashboard.scenarios.starts import habits, templates
from dashboard.secret import kept_secret
from recommender.evaluation import evaluate_all
from recommender.expectations import stated
from recommender.fitted import staleness
from recommender.refusal import Refusal
from recommender.scenario import Scenario
from recommender.shopper import anonymous
from recommender.situation import Bought, Situation

MET = 3
"""Real shoppers shown at once."""
KEY = "shoppers.key"
"""Says by how much shoppers' days are moved; lies beside the pictures."""


class BoughtForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    product_id: str = Field(max_length=200)
    quantity: int = Field(default=1, ge=1, le=9999)
    on: date | None = None


class Question(BaseModel):
    """A scenario as it is being written."""

    model_config = ConfigDict(extra="forbid")

    bought: list[BoughtForm] = Field(max_length=1000)
    shopper: dict[str, Any] = {}
    as_of: date | None = None
    slate_size: int = Field(default=12, ge=1, le=100)
    expectations: list[dict[str, Any]] = Field(default=[], max_length=1000)
    scenario: str | None = None


def routes() -> list[BaseRoute]:
    return [
        Route("/api/slates", receiving(slates), methods=["POST"]),
        Route("/api/starts", answering(starts)),
        Route("/api/shoppers", answering(shoppers)),
        Route("/api/shoppers/kinds", answering(kinds)),
    ]


def starts(_request: Request) -> dict[str, Any]:
    """The templates with their pictures, and the words that other scenarios use."""
    found = templates(resources.settings().scenarios, resources.shop().catalogue)
    return {
        "templates": [
            {
                "name": each.id,
                "title": each.title,
                "story": each.story,
                "scenario": each.as_record(),
            }
            for each in found
        ],
        "products": resources.shown(bought_in(found)),
        **habits(resources.suite().scenarios),
    }


def shoppers(request: Request) -> dict[str, Any]:
    """A few real shoppers who bought this or are of this kind, without what tells who they are."""
    if not request.scope["person"].roles:
        raise NotAllowed("Only people with a role in vitrine.toml can look at real shoppers.")
    shop, secret = resources.shop(), kept_secret(resources.settings().pictures.with_name(KEY))
    bought = request.query_params.get("bought", "")[:200] or None
    among, random = of_kind(request.query_params.get("kind")), SystemRandom()
    met = [anonymous(shop, random, secret, bought=bought, among=among) for _ in range(MET)]
    told = {situation.product_ids: situation.as_record() for situation in met}
    return {
        "shoppers": [{"bought": each["bought"], "as_of": each["as_of"]} for each in told.values()],
        "products": resources.shown(product_id for ids in told for product_id in ids),
    }


def of_kind(name: str | None) -> np.ndarray | None:
    """Codes of its shoppers in the shop's purchases; None where no kind is asked for."""
    if name is None:
        return None
    found = resources.behaviour()
    if found is None or name not in map(str, range(len(found.portraits))):
        raise Unreadable("There is no such kind of shoppers; choose another one.")
    return found.of_segment(int(name))


def kinds(_request: Request) -> dict[str, Any]:
    """The kinds of shoppers found in the purchases; none as long as they are being read."""
    found = resources.behaviour()
    portraits = found.portraits if found else ()
    return {
        "ready": found is not None,
        "kinds": [{"id": at, "name": each.name} for at, each in enumerate(portraits)],
    }


def bought_in(scenarios: Iterable[Scenario]) -> list[str]:
    return [each for scenario in scenarios for each in scenario.situation.product_ids]


def slates(person: Person, content: dict) -> dict[str, Any]:
    """Every candidate's slate and findings for what was bought, as it stands on the screen.

    Whoever is blind in a release gets them by letter, in an order of this scenario's own.
    """
    scenario = asked(content)
    evidence = answers(scenario)
    columns = columns_outside(resources.sessions(), person, scenario.id, list(evidence))
    if columns is None:
        titles = {each.id: each.title for each in resources.settings().candidates}
        shown = [{"id": name, "title": titles[name]} for name in evidence]
    else:
        evidence = {letter: untold(evidence[name]) for letter, name in columns.items()}
        shown = [column(letter) for letter in evidence]
    seen = bought_in([scenario])
    seen += [each["product_id"] for one in evidence.values() for each in one["slate"]]
    return {
        "scenario": scenario.as_record(),
        "candidates": shown,
        "evidence": evidence,
        "products": resources.shown(seen),
    }


def answers(scenario: Scenario) -> dict[str, dict]:
    """By candidate, in the order of the settings; one that cannot be opened says why."""
    opened = resources.candidates()
    fitted = {name: each for name, each in opened.items() if not isinstance(each, Refusal)}
    found = evaluate_all([scenario], fitted, resources.shop().catalogue, standing())
    records = {each.candidate: each.as_record() for each in found}
    for name, record in records.items():
        record["note"] = record["note"] or staleness(fitted[name], resources.shop())
    return {
        name: records.get(name) or {"slate": [], "findings": [], "note": str(each)}
        for name, each in opened.items()
    }


def asked(content: dict) -> Scenario:
    try:
        question = Question(**content)
    except (ValidationError, TypeError) as error:
        raise Unreadable("This basket cannot be asked for; load the page again.") from error
    catalogue = resources.shop().catalogue
    bought = tuple(Bought(each.product_id, each.quantity, each.on) for each in question.bought)
    for each in bought:
        if each.product_id not in catalogue:
            raise Unreadable(f"The shop no longer sells {each.product_id!r}; remove it.")
    return Scenario(
        id=question.scenario or "draft",
        title="",
        story="",
        situation=Situation(bought, question.shopper, question.as_of),
        slate_size=question.slate_size,
        expectations=tuple(stated(each, resources.known()) for each in question.expectations),
    )
