"""Scenarios as pages send them, and what they mean."""

from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard import resources
from dashboard.routes.answers import Unreadable
from recommender.expectations import WrongExpectation, stated
from recommender.scenario import Scenario
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


Form = TypeVar("Form", bound=BaseModel)


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


def understood(form: type[Form], content: dict) -> Form:
    """Unreadable where it is of another shape."""
    try:
        return form(**content)
    except (ValidationError, TypeError) as error:
        raise Unreadable("This cannot be saved as it is; load the page again.") from error
