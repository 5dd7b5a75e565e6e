"""One scenario: read, saved, compared, its history."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.releases.person import Person
from dashboard.routes.answers import Conflict, Missing, answering, receiving
from dashboard.routes.scenario_forms import (
    CompareForm,
    SaveForm,
    ready,
    scenario_of,
    understood,
)
from dashboard.scenarios import writing
from dashboard.scenarios.author import Author
from dashboard.scenarios.conversions import refuse_converted
from dashboard.scenarios.facts import ChangedMeanwhile, NotRecorded
from dashboard.scenarios.history import Revision, added, history, last_writer
from dashboard.scenarios.renames import renamed_to
from dashboard.scenarios.repository import find_repository
from recommender.scenario import Scenario, load_scenario, scenario_path
from recommender.scenario.changes import Change, changes


def routes() -> list[BaseRoute]:
    return [
        Route("/api/scenarios", receiving(save), methods=["POST"]),
        Route("/api/scenarios/changes", receiving(compare), methods=["POST"]),
        Route("/api/scenarios/{id}", answering(read)),
        Route("/api/scenarios/{id}/version", answering(version)),
        Route("/api/scenarios/{id}/history", answering(past)),
    ]


def read(request: Request) -> dict[str, Any]:
    """The version is asked first: of a file that changes meanwhile, saving will tell."""
    folder, scenario_id = resources.scenario_folder(), request.path_params["id"]
    opened = writing.version_of(folder, scenario_id)
    if opened is None:
        raise Missing(f"There is no scenario {scenario_id}; it may have been deleted or renamed.")
    scenario = load_scenario(scenario_path(folder, scenario_id), resources.shop().catalogue)
    known, record = added(folder, scenario_id), scenario.as_record()
    note = unrecorded(folder, scenario_id)
    return {
        "scenario": record,
        "version": opened,
        "products": resources.shown(products_of(record)),
        "recorded": not note,
        "note": note,
        "added": {
            "bought": {each: who(author) for each, author in known.bought.items()},
            "expectations": [who(author) for author in known.expectations],
        },
    }


def unrecorded(folder: Path, scenario_id: str) -> str:
    """Why nothing that is saved of it is recorded in a history; empty where it is."""
    try:
        repository = find_repository(folder)
        refuse_converted(repository, [f"{scenario_id}.yaml"])
        trouble = repository.obstacle()
    except NotRecorded as error:
        trouble = str(error)
    return trouble and f"What is saved here is not recorded in a history: {trouble}"


def version(request: Request) -> dict[str, Any]:
    """Who wrote it is asked only where it is not the version that was seen."""
    folder, scenario_id = resources.scenario_folder(), request.path_params["id"]
    now = writing.version_of(folder, scenario_id)
    if now == request.query_params.get("seen"):
        return {"version": now, "renamed_to": None, "by": None, "on": None}
    to = renamed_to(folder, scenario_id) if now is None else None
    return {"version": now, "renamed_to": to, **who(last_writer(folder, scenario_id))}


def past(request: Request) -> dict[str, Any]:
    """Every revision, newest first, with what it changed."""
    folder, catalogue = resources.scenario_folder(), resources.shop().catalogue
    found = history(folder, request.path_params["id"], catalogue=catalogue)
    revisions = [as_record(each) for each in found.revisions]
    pictured = [each for one in found.revisions for each in pictures_of(one)]
    return {"revisions": revisions, "products": resources.shown(pictured), "note": found.note}


def pictures_of(revision: Revision) -> Iterable[str]:
    yield from (each for change in revision.changes for each in change.product_ids)
    yield from products_of(revision.scenario.as_record()) if revision.scenario else ()


def as_record(revision: Revision) -> dict[str, Any]:
    return {
        "commit": revision.commit,
        "on": revision.at.isoformat(),
        "by": revision.author,
        "message": revision.message,
        "changes": [each.as_record() for each in revision.changes],
        "scenario": revision.scenario.as_record() if revision.scenario else None,
        "trouble": revision.trouble,
    }


def save(person: Person, content: dict) -> dict[str, Any]:
    form, folder = understood(SaveForm, content), resources.scenario_folder()
    scenario, opened = ready(form.scenario), form.version
    if form.scenario.id is None:
        twin = same_as(scenario)
        named = twin or writing.free_id(folder, scenario.title)
        opened = writing.version_of(folder, twin) if twin else None
        scenario = replace(scenario, id=named)
    try:
        saved = writing.save(folder, person, scenario, opened, form.message.strip())
    except ChangedMeanwhile as fact:
        if fact.theirs != scenario:
            raise Conflict(str(fact), both(scenario, fact)) from fact
        saved = writing.save(folder, person, scenario, fact.version)
    return receipt(saved)


def receipt(saved: writing.Saved) -> dict[str, Any]:
    return {
        "id": saved.scenario_id,
        "version": saved.version,
        "commit": saved.commit,
        "note": saved.note,
    }


def same_as(scenario: Scenario) -> str | None:
    """The id of a scenario that says the very same: it was saved, and the answer was lost."""
    there = resources.scenario_folder().is_dir()
    found = resources.scenarios().values() if there else ()
    return next((each.id for each in found if replace(each, id=scenario.id) == scenario), None)


def both(mine: Scenario, fact: ChangedMeanwhile) -> dict[str, Any]:
    """What stands in the file now, and what it changes of mine."""
    theirs = fact.theirs
    found = changes(mine, theirs, resources.shop().catalogue) if theirs else ()
    return {
        "theirs": {
            "scenario": theirs.as_record() if theirs else None,
            "version": fact.version,
            "trouble": fact.trouble,
            "renamed_to": fact.renamed_to,
            "kept": not unrecorded(resources.scenario_folder(), mine.id),
            **who(Author(fact.by, fact.on)),
        },
        **shown(found, mine, theirs),
    }


def who(author: Author) -> dict[str, Any]:
    return {"by": author.by, "on": author.on.isoformat() if author.on else None}


def compare(_person: Person, content: dict) -> dict[str, Any]:
    """What changed from one scenario to another, in words and pictures."""
    form = understood(CompareForm, content)
    before, after = (each and scenario_of(each) for each in (form.before, form.after))
    return shown(changes(before, after, resources.shop().catalogue), before, after)


def shown(found: tuple[Change, ...], *scenarios: Scenario | None) -> dict[str, Any]:
    """The changes, and every product that they or the scenarios name."""
    ids = [each for change in found for each in change.product_ids]
    ids += [each for one in scenarios if one for each in products_of(one.as_record())]
    return {
        "changes": [each.as_record() for each in found],
        "products": resources.shown(ids),
    }


def products_of(record: dict[str, Any]) -> Iterable[str]:
    """What was bought, and what the expectations name."""
    yield from (each["product_id"] for each in record["bought"])
    options = (each for stated in record["expectations"] for each in stated.values())
    yield from (str(each["product"]) for each in options if "product" in each)
