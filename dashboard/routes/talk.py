"""The addresses of what people say to each other about a release."""

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.releases import talking
from dashboard.releases.asked import Column
from dashboard.releases.choices import Deed
from dashboard.releases.person import Person
from dashboard.routes.answers import Unreadable, answering, plain
from dashboard.routes.colleagues import conversation
from dashboard.routes.forms import Count, Form, taking


class RemarkForm(Form):
    """A remark on a column, a product or the scenario, or on a thread."""

    key: str
    column: str | None = None
    product: str | None = None
    thread: Count | None = None
    deed: Deed = Deed.SAID
    text: str = ""


def routes() -> list[BaseRoute]:
    at = "/api/releases/{name}"
    return [
        Route(f"{at}/threads", answering(read_threads)),
        Route(f"{at}/remarks", taking(RemarkForm, remark), methods=["POST"]),
    ]


def read_threads(request: Request) -> dict[str, Any]:
    scenario = request.query_params.get("scenario")
    if not scenario:
        raise Unreadable("This address is asked for one scenario; load the page again.")
    return {"threads": conversation(request.path_params["name"], scenario, request.scope["person"])}


def remark(name: str, person: Person, form: RemarkForm) -> dict[str, Any]:
    receipt = talking.talk(
        resources.sessions(),
        person,
        name,
        form.revision,
        form.scenario,
        form.key,
        form.text,
        deed=form.deed,
        candidate=Column(form.column) if form.column else None,
        product=form.product or None,
        thread=form.thread,
    )
    kept = ("scenario", "id", "thread", "at", "found")
    told = asdict(receipt)
    return plain({each: told[each] for each in kept}) | {
        "threads": conversation(name, form.scenario, person)
    }
