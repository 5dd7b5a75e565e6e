"""A review's addresses: what there is to answer, and what was said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.calling import callable_people
from dashboard.context import context_in_words
from dashboard.display import shown
from dashboard.pictures import lacking
from dashboard.releases import queries, reviewing, waiting_words
from dashboard.releases.choices import Answer, State
from dashboard.releases.facts import StaleFingerprint
from dashboard.releases.lettering import untold
from dashboard.releases.person import Person
from dashboard.releases.sheets import ReviewLine, ReviewSheet, ScenarioEvidence
from dashboard.releases.stored import Origin
from dashboard.routes.answers import (
    answering,
    plain,
)
from dashboard.routes.colleagues import answers_of_others, conversation

CLOSED = {
    State.CLOSED: "The review is closed: you can look, but not answer any more.",
    State.GO: "This release is signed GO: you can look, but not answer any more.",
    State.NO_GO: "This release is signed NO-GO: you can look, but not answer any more.",
    State.CANCELLED: "This release was cancelled: you can look, but not answer any more.",
}


def routes() -> list[BaseRoute]:
    at = "/api/releases/{name}"
    return [
        Route("/api/first/review", answering(first)),
        Route(f"{at}/review", answering(asked_review)),
        Route(f"{at}/revisions/{{revision}}/scenarios/{{scenario}}", answering(asked_scenario)),
    ]


def by(request: Request) -> Person:
    """Who asks."""
    return request.scope["person"]


def asked_review(request: Request) -> dict[str, Any]:
    return review(request.path_params["name"], by(request))


def asked_scenario(request: Request) -> dict[str, Any]:
    asked = request.path_params
    return scenario(asked["name"], asked["revision"], asked["scenario"], by(request))


def first(request: Request) -> dict[str, Any]:
    """What the page reads first, by the addresses that give the same: the review and its first
    shopper, and the person that they are for. The page's own query names release and scenario, or
    leaves them to us."""
    person, asked = by(request), request.query_params
    name = asked.get("release") or queries.next_review(resources.sessions(), person)
    if name is None:
        return {"person": person.id, "answers": {}}
    given = review(name, person)
    at, revision = f"/api/releases/{name}", str(given["revision"])
    answers = {f"{at}/review": given}
    if shopper := first_scenario(given, asked.get("scenario")):
        page = scenario(name, revision, shopper, person)
        answers[f"{at}/revisions/{revision}/scenarios/{shopper}"] = page
    return {"person": person.id, "answers": answers}


def first_scenario(given: dict[str, Any], wanted: str | None) -> str | None:
    """The id of the scenario that a review opens at: the wanted one, else the first that is asked
    and has an open verdict, else the first of all; None where there is none. `given` is what
    `review` answers."""

    def is_open(line: dict[str, Any]) -> bool:
        said = given["verdicts"].get(line["id"], {})
        return line["asked"] and any(
            said.get(each["letter"], {}).get("value", Answer.NONE) == Answer.NONE
            for each in line["columns"]
        )

    lines = given["scenarios"]
    found = [each for each in lines if each["id"] == wanted] or list(filter(is_open, lines))
    return next((each["id"] for each in found + lines), None)


def review(name: str, person: Person) -> dict[str, Any]:
    """All that a reviewer needs but the scenarios themselves."""
    sheet = reviewing.review_sheet(resources.sessions(), name, person)
    why_not = " ".join(filter(None, (closed(sheet.state, person), sheet.sight.why)))
    return plain(
        {
            "name": sheet.name,
            "title": sheet.title,
            "revision": sheet.revision,
            "due_on": sheet.due_on,
            "blind": sheet.blind,
            "can_answer": not closed(sheet.state, person),
            "why_not": why_not,
            "reasons": [each.model_dump() for each in resources.settings().review.reasons],
            "scenarios": drawn_queue(sheet),
            "pace": asdict(sheet.pace),
            "people": callable_people(resources.settings().people),
            "carried": dict(
                waiting_words.words_in(resources.sessions(), sheet.name, person).carried
            ),
            **said(sheet),
        }
    )


def drawn_queue(sheet: ReviewSheet) -> list[dict[str, Any]]:
    """The scenarios in the order of the queue; `situation` is the same wherever judgements are."""
    lines = {each.id: each for each in sheet.scenarios}
    return [
        {
            **drawn_line(lines[each.scenario], sheet),
            "situation": lines[each.scenario].situation,
            "asked": each.asked,
            "why": each.why,
        }
        for each in sheet.queue
    ]


def drawn_line(line: ReviewLine, sheet: ReviewSheet) -> dict[str, Any]:
    titles = {} if sheet.blind else sheet.candidates
    return {
        "id": line.id,
        "title": line.title,
        "columns": [
            {"letter": letter, "title": titles.get(candidate, "")}
            for letter, candidate in line.columns.items()
        ],
    }


def said(sheet: ReviewSheet) -> dict[str, Any]:
    """This person's answers: verdicts and preferences by column, judgements by product."""
    lines = {line.id: line for line in sheet.scenarios}
    verdicts: dict[str, dict] = defaultdict(dict)
    for each in sheet.verdicts:
        verdicts[each.scenario][each.candidate] = {
            "value": each.value,
            "comment": each.comment,
            "version": each.version,
            "carried": origin(each.origin),
        }
    preferences = {
        each.scenario: {
            "best": list(by_letter(lines[each.scenario], dict.fromkeys(each.best))),
            "version": each.version,
            "carried": origin(each.origin),
        }
        for each in sheet.preferences
    }
    judged: dict[str, dict] = defaultdict(dict)
    for each in sheet.judgements:
        judged[each.situation][each.product] = {
            "value": each.value,
            "reasons": each.reasons,
            "comment": each.comment,
            "version": each.version,
            "said": origin(each.origin),
        }
    return {
        "verdicts": {name: by_letter(lines[name], given) for name, given in verdicts.items()},
        "preferences": preferences,
        "judgements": {line.id: judged[line.situation] for line in sheet.scenarios},
    }


def by_letter(line: ReviewLine, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given by candidate, in the order of the columns: any other would tell whose."""
    return {letter: given[each] for letter, each in line.columns.items() if each in given}


def origin(found: Origin | None) -> dict[str, Any] | None:
    return {"title": found.title, "on": found.on} if found else None


def closed(state: State, person: Person) -> str:
    """Why this person gives no answers here; empty where they do."""
    if state in CLOSED:
        return CLOSED[state]
    return "" if person.reviewer else "You can look; answers are given by reviewers."


def scenario(name: str, revision: str, wanted: str, person: Person) -> dict[str, Any]:
    """One scenario as it was frozen: its shopper, its products, a slate in each column."""
    found = reviewing.scenario_evidence(resources.sessions(), name, wanted, person)
    if str(found.revision) != revision:
        raise StaleFingerprint("This release was revised meanwhile; load the page again.")
    return {
        "scenario": found.scenario,
        "context": context_in_words(found.scenario.get("shopper") or {}),
        "evidence": {
            letter: column(found, candidate) for letter, candidate in found.columns.items()
        },
        "products": shown(found.products),
        "unseen": sorted(lacking(pictures_of(found))),
        "others": answers_of_others(found.release, wanted, person),
        "threads": conversation(found.release, wanted, person),
    }


def pictures_of(found: ScenarioEvidence) -> Iterable[str]:
    return filter(None, (each.get("picture") for each in found.products.values()))


def column(found: ScenarioEvidence, candidate: str) -> dict[str, Any]:
    """A slate without its scores, and while it is blind without all that tells whose it is."""
    record = found.evidence[candidate]
    if found.blind:
        record = untold(record)
    return {
        "slate": [
            {"product_id": row["product_id"], "reason": row["reason"]} for row in record["slate"]
        ],
        "note": record.get("note", ""),
        "trouble": record.get("trouble"),
        "findings": record["findings"],
    }
