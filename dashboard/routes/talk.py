"""The addresses of what people say to each other about a release."""

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.releases import reviewing, talking
from dashboard.releases.choices import Deed
from dashboard.releases.person import Person
from dashboard.routes.answers import Unreadable, answering, plain
from dashboard.routes.colleagues import conversation
from dashboard.routes.review import Count, taking


class RemarkForm(BaseModel):
    """A remark on a column, a product or the scenario, or on a thread."""

    model_config = ConfigDict(extra="forbid")

    person: str
    revision: Count
    scenario: str
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
    sessions = resources.sessions()
    candidate = form.column and reviewing.candidate_in(
        sessions, name, form.revision, form.scenario, person, form.column
    )
    receipt = talking.talk(
        sessions,
        person,
        name,
        form.revision,
        form.scenario,
        form.key,
        form.text,
        deed=form.deed,
        candidate=candidate or None,
        product=form.product or None,
        thread=form.thread,
    )
    kept = ("scenario", "id", "thread", "at", "found")
    told = asdict(receipt)
    return plain({each: told[each] for each in kept}) | {
        "threads": conversation(name, form.scenario, person)
    }
