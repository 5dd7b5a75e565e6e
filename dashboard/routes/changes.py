"""What changed since the last GO, as the page draws it."""

from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.display import shown
from dashboard.releases.change_sheets import (
    ChangedColumn,
    ChangedScenario,
    ChangesSheet,
    RemarkNow,
)
from dashboard.releases.changes import changes_sheet
from dashboard.releases.moves import Place
from dashboard.releases.waiting_words import words_in
from dashboard.routes.answers import answering, plain


def routes() -> list[BaseRoute]:
    return [Route("/api/releases/{name}/changes", answering(changes))]


def changes(request: Request) -> dict[str, Any]:
    sheet = changes_sheet(
        resources.sessions(), request.path_params["name"], request.scope["person"]
    )
    words = words_in(resources.sessions(), sheet.name, request.scope["person"])
    reasons = {each.id: each.title for each in resources.settings().review.reasons}
    return plain(
        {
            "name": sheet.name,
            "title": sheet.title,
            "blind": sheet.blind,
            "unnamed": sheet.sight.why,
            "unanswered": unanswered(sheet),
            "since": since(sheet),
            "scenarios": [drawn(each, reasons) for each in sheet.scenarios],
            "unmoved": sheet.unmoved,
            "questions": words.questions,
            "asked_about": next(iter(words.carried), None),
            "products": shown(sheet.products),
            "products_before": shown(sheet.products_before),
        }
    )


def unanswered(sheet: ChangesSheet) -> dict[str, Any] | None:
    waits = sheet.unanswered
    return waits and {"name": waits.name, "title": waits.title, "shoppers": waits.shoppers}


def since(sheet: ChangesSheet) -> dict[str, Any] | None:
    found = sheet.since
    return found and {"release": found.release, "on": found.on, "candidate": found.candidate}


def drawn(scenario: ChangedScenario, reasons: dict[str, str]) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": scenario.title,
        "kind": scenario.kind,
        "reshaped": scenario.reshaped,
        "unanswered": scenario.unanswered,
        "veiled": scenario.veiled,
        "bought": scenario.bought,
        "before": [place(each) for each in scenario.before],
        "columns": [column(each) for each in scenario.columns],
        "remarks": [remark(each, reasons) for each in scenario.remarks],
        "more": scenario.more,
    }


def column(changed: ChangedColumn) -> dict[str, Any]:
    return {
        "letter": changed.letter,
        "title": changed.title,
        "moved": changed.moved,
        "slate": [place(each) for each in changed.places],
        "left": changed.left,
    }


def place(each: Place) -> dict[str, Any]:
    return {"product_id": each.product, "move": each.move, "place": each.place, "was": each.was}


def remark(found: RemarkNow, reasons: dict[str, str]) -> dict[str, Any]:
    said = found.remark
    return {
        "who": said.who,
        "value": said.value,
        "reasons": [reasons.get(each, each) for each in said.reasons],
        "text": said.text,
        "product": said.product,
        "of_slate": said.of_slate,
        "at": said.at,
        "there": found.there,
        "columns": found.columns,
    }
