"""One scenario: read, saved, compared, its history."""

from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.releases.person import Person
from dashboard.routes.answers import Conflict, Missing, Unreadable, answering, receiving
from dashboard.scenarios import writing
from dashboard.scenarios.facts import ChangedMeanwhile
from recommender.expectations import WrongExpectation, stated
from recommender.scenario import Scenario, load_scenario, scenario_path
from recommender.scenario.changes import Change, changes
from recommender.situation import Bought, Situation

DRAFT = "draft"
"""The id of a scenario that has none yet."""


class BoughtForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    product_id: str = Field(max_length=200)
    quantity: int = Field(default=1, ge=1, le=9999, strict=True)
    on: date | None = None


class ScenarioForm(BaseModel):
    """`Scenario.as_record()` as a page sends it; a new one has no id."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = Field(default=None, max_length=64)
    title: str = Field(max_length=200)
    story: str = Field(default="", max_length=4000)
    bought: list[BoughtForm] = Field(default=[], max_length=1000)
    shopper: dict[str, Any] = {}
    as_of: date | None = None
    slate_size: int = Field(default=12, ge=1, le=100, strict=True)
    tags: list[str] = Field(default=[], max_length=100)
    owner: str | None = Field(default=None, max_length=200)
    expectations: list[dict[str, Any]] = Field(default=[], max_length=1000)


class SaveForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    scenario: ScenarioForm
    version: str | None = Field(default=None, max_length=64)
    message: str = Field(default="", max_length=2000)


class CompareForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    before: ScenarioForm | None
    after: ScenarioForm | None


def routes() -> list[BaseRoute]:
    return [
        Route("/api/scenarios", receiving(save), methods=["POST"]),
        Route("/api/scenarios/changes", receiving(compare), methods=["POST"]),
        Route("/api/scenarios/{id}", answering(read)),
        Route("/api/scenarios/{id}/version", answering(version)),
    ]


def read(request: Request) -> dict[str, Any]:
    """The version is asked first: of a file that changes meanwhile, saving will tell."""
    scenario_id = named(request)
    folder = resources.settings().scenarios
    opened = writing.version_of(folder, scenario_id)
    if opened is None:
        raise Missing(f"There is no scenario {scenario_id}; it may have been deleted or renamed.")
    scenario = load_scenario(scenario_path(folder, scenario_id), resources.shop().catalogue)
    return {
        "scenario": scenario.as_record(),
        "version": opened,
        "products": resources.shown(scenario.situation.product_ids),
    }


def version(request: Request) -> dict[str, Any]:
    folder = resources.settings().scenarios
    return {"version": writing.version_of(folder, named(request))}


def save(person: Person, content: dict) -> dict[str, Any]:
    form = understood(SaveForm, content)
    scenario, folder = ready(form.scenario), resources.settings().scenarios
    if form.scenario.id is None:
        if twin := same_as(scenario):
            return receipt(twin, writing.version_of(folder, twin), None, "")
        scenario = replace(scenario, id=writing.free_id(folder, scenario.title))
    try:
        saved = writing.save(folder, person, scenario, form.version, form.message.strip())
    except ChangedMeanwhile as fact:
        raise Conflict(str(fact), both(scenario, fact)) from fact
    return receipt(saved.scenario_id, saved.version, saved.commit, saved.note)


def receipt(
    scenario_id: str, saved_version: str | None, commit: str | None, note: str
) -> dict[str, Any]:
    return {"id": scenario_id, "version": saved_version, "commit": commit, "note": note}


def same_as(scenario: Scenario) -> str | None:
    """The id of a scenario that says the very same: it was saved, and the answer was lost."""
    found = resources.scenarios().values()
    return next((each.id for each in found if replace(each, id=scenario.id) == scenario), None)


def both(mine: Scenario, fact: ChangedMeanwhile) -> dict[str, Any]:
    """What stands in the file now, and what it changes of mine."""
    theirs = fact.theirs
    found = changes(mine, theirs, resources.shop().catalogue) if theirs else ()
    return {
        "theirs": {
            "scenario": theirs.as_record() if theirs else None,
            "version": fact.version,
            "by": fact.by,
            "trouble": fact.trouble,
        },
        **shown(found, mine, theirs),
    }


def compare(_person: Person, content: dict) -> dict[str, Any]:
    """What changed from one scenario to another, in words and pictures."""
    form = understood(CompareForm, content)
    before, after = (each and scenario_of(each) for each in (form.before, form.after))
    return shown(changes(before, after, resources.shop().catalogue), before, after)


def shown(found: tuple[Change, ...], *scenarios: Scenario | None) -> dict[str, Any]:
    """The changes, and every product that they or the scenarios name."""
    ids = [each for change in found for each in change.product_ids]
    ids += [each for one in scenarios if one for each in one.situation.product_ids]
    return {
        "changes": [each.as_record() for each in found],
        "products": resources.shown(ids),
    }


def ready(form: ScenarioForm) -> Scenario:
    """One that can be saved and loaded again; Unreadable says what is missing."""
    if not form.title.strip():
        raise Unreadable("It has no title yet; say in a few words who the shopper is.")
    scenario, known = scenario_of(form), resources.known()
    for each in scenario.situation.bought:
        if known.wrong_value("product_id", each.product_id):
            raise Unreadable(f"The shop does not sell {each.product_id!r}; choose another product.")
    for expectation in scenario.expectations:
        stated(expectation.as_record(), known)
    return scenario


def scenario_of(form: ScenarioForm) -> Scenario:
    try:
        expectations = tuple(stated(each) for each in form.expectations)
    except WrongExpectation as error:
        raise Unreadable(f"One expectation cannot be checked: {error}") from error
    bought = tuple(Bought(each.product_id, each.quantity, each.on) for each in form.bought)
    return Scenario(
        id=form.id or DRAFT,
        title=form.title,
        story=form.story,
        situation=Situation(bought, form.shopper, form.as_of),
        slate_size=form.slate_size,
        tags=tuple(form.tags),
        owner=form.owner or None,
        expectations=expectations,
    )


def understood(form: type[BaseModel], content: dict) -> Any:
    try:
        return form(**content)
    except (ValidationError, TypeError) as error:
        raise Unreadable("This cannot be saved as it is; load the page again.") from error


def named(request: Request) -> str:
    return request.path_params["id"]
