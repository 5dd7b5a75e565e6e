"""What was said of a release, carried out as a file."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.figures.exporting import KINDS, NoSuchExport, export
from dashboard.releases.outcome import outcome_to_take
from dashboard.routes.answers import Missing, answering
from dashboard.routes.exchange import attachment
from dashboard.routes.figures import roles


def routes() -> list[BaseRoute]:
    return [Route("/api/releases/{name}/export/{file}", exported)]


def exported(request: Request) -> Response:
    name, file = request.path_params["name"], request.path_params["file"]
    ending = file.rpartition(".")[2]
    given: list[tuple[bytes, str]] = []
    answer = answering(lambda asked: given.append(made(asked)))(request)
    if not given:
        return answer
    content, kind = given[0]
    return attachment(content, f"{name}-{file.rpartition('.')[0]}.{ending}", kind)


def made(request: Request) -> tuple[bytes, str]:
    """The file's content and kind."""
    what, _, ending = request.path_params["file"].rpartition(".")
    name = request.path_params["name"]
    found = outcome_to_take(resources.sessions(), name, request.scope["person"])
    try:
        return export(found, what, ending, roles()), KINDS[ending]
    except NoSuchExport as refusal:
        raise Missing(str(refusal)) from refusal
