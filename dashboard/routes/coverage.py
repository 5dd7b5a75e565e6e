"""Whom the suite stands for, whom nobody speaks for, and the next best scenarios."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.coverage.drawing import division, headline
from dashboard.names import unnamed
from dashboard.releases.person import Person
from dashboard.routes import scenario
from dashboard.routes.answers import Conflict, Unreadable, answering, receiving
from dashboard.routes.scenario_forms import understood
from dashboard.scenarios import dismissing, writing
from dashboard.scenarios.facts import ChangedMeanwhile
from recommender.coverage import Dismissal, Suggestion
from recommender.refusal import Refusal


class BasketForm(BaseModel):
    """What was bought in a suggestion."""

    model_config = ConfigDict(extra="forbid")

    bought: list[Annotated[str, Field(max_length=200)]] = Field(min_length=1, max_length=100)


class WithdrawForm(BaseModel):
    """A scenario that was just added, as it was then."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(max_length=64)
    version: str = Field(max_length=64)


def routes() -> list[BaseRoute]:
    return [
        Route("/api/coverage", answering(coverage)),
        Route("/api/suggestions", answering(suggestions)),
        Route("/api/suggestions/accept", receiving(accept), methods=["POST"]),
        Route("/api/suggestions/withdraw", receiving(withdraw), methods=["POST"]),
        Route("/api/suggestions/dismiss", receiving(dismiss), methods=["POST"]),
        Route("/api/suggestions/recall", receiving(recall), methods=["POST"]),
    ]


def coverage(_request: Request) -> dict[str, Any]:
    """All that the page draws but the suggestions; `reading` says what is being waited for."""
    behaviour = resources.behaviour()
    if behaviour is None:
        return {"reading": f"Reading {len(resources.shop().purchases):,} purchases…"}
    suite, found = resources.suite(), resources.covered(behaviour)
    segments = resources.kinds(found)
    seen = [each for kind in segments for each in kind["products"]]
    seen += [each for kind in segments for one in kind["spokesmen"] for each in one["bought"]]
    return {
        "headline": headline(found),
        "basis": behaviour.basis,
        "segments": segments,
        "divisions": [division(each, found.covered) for each in found.divisions[1:]],
        "unread": len({each.partition(":")[0] for each in suite.troubles}),
        "products": resources.shown(seen),
    }


def suggestions(request: Request) -> dict[str, Any]:
    person = request.scope["person"]
    aside, trouble = put_aside()
    behaviour = resources.behaviour()
    proposals = behaviour and resources.proposals(behaviour, aside)
    if proposals is None:
        return {"reading": "Asking the models about the shoppers nobody speaks for yet…"}
    return {
        "suggestions": [proposed(each) for each in proposals.suggestions],
        "notes": [*trouble, *dict.fromkeys(unnamed(each, person) for each in proposals.notes)],
        "products": resources.shown(
            product for each in proposals.suggestions for product in each.bought
        ),
    }


def put_aside() -> tuple[tuple[Dismissal, ...], list[str]]:
    """And why it cannot be told, if so: then suggestions are better than none."""
    try:
        return resources.dismissed(), []
    except Refusal as refusal:
        return (), [f"{refusal} Until then, what you put aside may be suggested again."]


def proposed(suggestion: Suggestion) -> dict[str, Any]:
    """`scenario`: as it would be saved."""
    return {
        "segment": suggestion.segment,
        "reason": suggestion.reason,
        "scenario": {**suggestion.as_scenario("new").as_record(), "id": None},
    }


def accept(person: Person, content: dict) -> dict[str, Any]:
    """Saved as it was suggested; the same one sent twice is saved once."""
    return {**scenario.save(person, {"scenario": content.get("scenario")}), **now()}


def withdraw(person: Person, content: dict) -> dict[str, Any]:
    """Undo of this person's own accepting, as long as nobody has worked on it since."""
    form = understood(WithdrawForm, content)
    folder = resources.scenario_folder()
    try:
        done = writing.withdraw(folder, person, form.id, form.version)
    except ChangedMeanwhile as fact:
        sentence = "Somebody has worked on this scenario since; it stays."
        raise Conflict(sentence, {}) from fact
    return {"note": done.note, **now()}


def dismiss(person: Person, content: dict) -> dict[str, Any]:
    form = understood(BasketForm, content)
    folder, catalogue = resources.scenario_folder(), resources.shop().catalogue
    unsold = next((each for each in form.bought if each not in catalogue), None)
    if unsold is not None:
        raise Unreadable(f"The shop does not sell {unsold!r}; load the page again.")
    return {"note": dismissing.record_dismissal(folder, person, form.bought).note}


def recall(person: Person, content: dict) -> dict[str, Any]:
    """Undo of putting aside."""
    form = understood(BasketForm, content)
    folder = resources.scenario_folder()
    return {"note": dismissing.recall_dismissal(folder, person, form.bought).note, **now()}


def now() -> dict[str, Any]:
    """The headline as it has become, as far as the shoppers are surveyed."""
    behaviour = resources.behaviour()
    return {"headline": headline(resources.covered(behaviour)) if behaviour else None}
