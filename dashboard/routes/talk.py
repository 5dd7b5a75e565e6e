"""The addresses of what people say to each other about a release."""

from dataclasses import asdict
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.calling import called
from dashboard.releases import talking
from dashboard.releases.asked import Column
from dashboard.releases.choices import Deed
from dashboard.releases.person import Person
from dashboard.routes.answers import Unreadable, answering, plain
from dashboard.routes.colleagues import conversation
from dashboard.routes.forms import Count, Form, taking


class RemarkForm(Form):
    """A remark on a column, a product or the scenario, or on a thread.

    `mentions`: the ids of the people whose names were chosen, where several have the same.
    """

    key: str
    column: str | None = None
    product: str | None = None
    thread: Count | None = None
    deed: Deed = Deed.SAID
    text: str = ""
    mentions: Annotated[tuple[str, ...], Field(max_length=50)] = ()


class ReadForm(Form):
    """All threads of the scenario were read up to the remark of this id."""

    up_to: Count


def routes() -> list[BaseRoute]:
    at = "/api/releases/{name}"
    return [
        Route(f"{at}/threads", answering(read_threads)),
        Route(f"{at}/remarks", taking(RemarkForm, remark), methods=["POST"]),
        Route(f"{at}/threads/read", taking(ReadForm, read), methods=["POST"]),
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
        mentions=called(form.text, form.mentions, resources.settings().people),
    )
    kept = ("scenario", "id", "thread", "at", "found")
    told = asdict(receipt)
    return plain({each: told[each] for each in kept}) | {
        "threads": conversation(name, form.scenario, person)
    }


def read(name: str, person: Person, form: ReadForm) -> dict[str, Any]:
    talking.mark_read(resources.sessions(), person, name, form.revision, form.scenario, form.up_to)
    return {"read": form.up_to}
