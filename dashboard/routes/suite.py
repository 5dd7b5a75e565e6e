"""All scenarios: listed, tagged, renamed, deleted, brought back."""

from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.names import unnamed
from dashboard.releases.person import Person
from dashboard.routes import exchange
from dashboard.routes.answers import Conflict, Unreadable, answering, receiving
from dashboard.scenarios import writing
from dashboard.scenarios.facts import ChangedMeanwhile, NotRecorded
from dashboard.scenarios.history import deleted
from dashboard.scenarios.repository import find_repository
from dashboard.scenarios.returning import bring_back
from dashboard.suite.cards import card, pictured
from dashboard.suite.findings import Outcome
from dashboard.suite.listing import Filters, Listing, State, counted, owners, tags
from recommender.scenario import Scenario

MOST_CARDS = 120
MOST_UNREAD = 60
LONGEST_WORDS = 200
Id = Annotated[str, Field(max_length=64)]
Tag = Annotated[str, Field(min_length=1, max_length=64, pattern=r"\S")]
Form = TypeVar("Form", bound=BaseModel)


class Asked(BaseModel):
    """Several scenarios at once."""

    model_config = ConfigDict(extra="forbid")

    ids: list[Id] = Field(min_length=1, max_length=5_000)


class Tagging(Asked):
    add: list[Tag] = Field(default=[], max_length=20)
    remove: list[Tag] = Field(default=[], max_length=20)


class Gone(BaseModel):
    """One that was deleted, and the commit that did it."""

    model_config = ConfigDict(extra="forbid")

    id: Id
    commit: str = Field(max_length=64, pattern=r"^[0-9a-f]{7,64}$")


class Returning(BaseModel):
    model_config = ConfigDict(extra="forbid")

    back: list[Gone] = Field(min_length=1, max_length=5_000)


class Renaming(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id
    to: Id
    version: str | None = None


def routes() -> list[BaseRoute]:
    return [
        Route("/api/suite", answering(suite)),
        Route("/api/suite/ids", answering(ids)),
        Route("/api/suite/findings", answering(findings)),
        Route("/api/suite/tags", receiving(tag), methods=["POST"]),
        Route("/api/suite/delete", receiving(delete), methods=["POST"]),
        Route("/api/suite/rename", receiving(rename), methods=["POST"]),
        Route("/api/suite/restore", receiving(restore), methods=["POST"]),
        Route("/api/suite/deleted", answering(gone)),
        *exchange.routes(),
    ]


def suite(request: Request) -> dict[str, Any]:
    """One page of cards among those that fit, and by what the found can be narrowed further."""
    listing, filters = resources.listing(), asked_filters(request)
    found, open_yet = found_by(listing, filters)
    start = whole(request, "from", 0)
    page = found[start : start + min(whole(request, "count", 60), MOST_CARDS)]
    unread = listing.unread(filters)
    products = resources.shown(pictured(page))
    return {
        "scenarios": [card(each, products) for each in page],
        "total": len(found),
        "all": len(listing.scenarios),
        "next": start + len(page) if start + len(page) < len(found) else None,
        "tags": counted(tags(found)),
        "owners": counted(owners(listing.scenarios)),
        "troubles": [each.as_record() for each in unread[:MOST_UNREAD]] if not start else [],
        "unread": len(listing.unreadable),
        "open": open_yet,
    }


def ids(request: Request) -> dict[str, Any]:
    """Of all that fit, for choosing them at once."""
    found, _ = found_by(resources.listing(), asked_filters(request))
    return {"ids": [each.id for each in found]}


def found_by(listing: Listing, filters: Filters) -> tuple[list[Scenario], int]:
    """Those that fit, and of how many the state is still being worked out."""
    if filters.state is State.UNREAD:
        return [], 0
    if filters.state is None:
        return listing.found(filters, nothing_known), 0
    trial, kept = resources.trial(), resources.findings()
    kept.want(listing.scenarios, trial)
    outcomes = {each.id: kept.known(each, trial) for each in listing.scenarios}
    found = listing.found(filters, lambda each: outcomes[each.id])
    return found, sum(each is None for each in outcomes.values())


def nothing_known(_scenario: Scenario) -> Outcome | None:
    return None


def findings(request: Request) -> dict[str, Any]:
    """Of the scenarios asked for, what is known by now; the others are worked out meanwhile."""
    known, trial, kept = resources.scenarios(), resources.trial(), resources.findings()
    ids = request.query_params.get("ids", "").split(",")[:MOST_CARDS]
    wanted = [known[each] for each in ids if each in known]
    outcomes = {each.id: kept.known(each, trial) for each in wanted}
    if any(each is None for each in outcomes.values()):
        kept.want([*wanted, *known.values()], trial)
    person = request.scope["person"]
    return {
        "findings": {name: told(each, person) for name, each in outcomes.items() if each},
        "pending": [name for name, each in outcomes.items() if each is None],
    }


def told(outcome: Outcome, person: Person) -> dict[str, Any]:
    """Where no model could be asked, its sentence is the models' own."""
    return {**outcome.as_record(), "sentence": unnamed(outcome.sentence, person)}


def tag(person: Person, content: dict) -> dict[str, Any]:
    asked = read(Tagging, content)
    done = writing.tag(resources.settings().scenarios, person, asked.ids, asked.add, asked.remove)
    return {"note": done.note}


def delete(person: Person, content: dict) -> dict[str, Any]:
    """Those that were there, with the way back of each, none where there is no history."""
    asked = read(Asked, content)
    done = writing.delete(resources.settings().scenarios, person, asked.ids)
    back = [{"id": each, "commit": done.commit} for each in done.ids] if done.commit else []
    return {"ids": list(done.ids), "back": back, "note": done.note}


def rename(person: Person, content: dict) -> dict[str, Any]:
    asked = read(Renaming, content)
    folder = resources.settings().scenarios
    seen = asked.version or writing.version_of(folder, asked.id)
    try:
        saved = writing.rename(folder, person, asked.id, asked.to, seen)
    except ChangedMeanwhile as fact:
        raise Conflict(str(fact), {}) from fact
    return {"id": saved.scenario_id, "version": saved.version, "note": saved.note}


def restore(person: Person, content: dict) -> dict[str, Any]:
    asked = read(Returning, content)
    commits = {each.id: each.commit for each in asked.back}
    try:
        done = bring_back(resources.settings().scenarios, person, commits)
    except ChangedMeanwhile as fact:
        raise Conflict(str(fact), {}) from fact
    return {"ids": list(commits), "note": done.note}


def gone(_request: Request) -> dict[str, Any]:
    """What was deleted and can come back, the last first; `note` where there is no history."""
    folder = resources.settings().scenarios
    return {
        "deleted": [
            {
                "id": each.scenario_id,
                "title": each.title,
                "commit": each.commit,
                "on": each.at.isoformat() if each.at else None,
                "by": each.author,
            }
            for each in deleted(folder)
        ],
        "note": why_unrecorded(folder),
    }


def why_unrecorded(folder: Path) -> str:
    """Why there is no history; empty where there is one."""
    try:
        find_repository(folder)
    except NotRecorded as trouble:
        return f"Nothing can be brought back: {trouble}"
    return ""


def read(form: type[Form], content: dict) -> Form:
    try:
        return form.model_validate(content)
    except ValidationError as error:
        raise Unreadable("This cannot be done as it was asked; load the page again.") from error


def asked_filters(request: Request) -> Filters:
    given = request.query_params
    state = given.get("state", "")
    return Filters(
        given.get("words", "")[:LONGEST_WORDS],
        tuple(given.getlist("tag")),
        given.get("owner", ""),
        State(state) if state in tuple(State) else None,
        tuple(filter(None, given.get("ids", "").split(",")))[:MOST_CARDS],
    )


def whole(request: Request, name: str, otherwise: int) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
