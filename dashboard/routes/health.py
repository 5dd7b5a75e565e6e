"""Alive, ready, and what Prometheus reads."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.json_response import Json
from dashboard.pictures import pictures_ready
from dashboard.releases import database
from dashboard.releases.facts import Fact
from recommender.refusal import Refusal


def routes() -> list[BaseRoute]:
    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]


def alive(_request: Request) -> Response:
    return PlainTextResponse("alive\n")


def ready(_request: Request) -> Response:
    """503 with the parts that are not; no details, for nobody is signed in here."""
    parts = readiness()
    return Json(parts, 200 if all(parts.values()) else 503)


def readiness() -> dict[str, bool]:
    return {
        "database": database_ready(),
        "shop": shop_ready(),
        "candidates": candidates_ready(),
        "pictures": pictures_ready(),
    }


def database_ready() -> bool:
    try:
        database.ping(resources.sessions())
    except Fact:
        return False
    return True


def shop_ready() -> bool:
    try:
        return len(resources.shop().catalogue) > 0
    except Refusal:
        return False


def candidates_ready() -> bool:
    try:
        return not any(isinstance(each, Refusal) for each in resources.candidates().values())
    except Refusal:
        return False


def metrics(_request: Request) -> Response:
    lines = ["# HELP vitrine_ready Whether a part is ready.", "# TYPE vitrine_ready gauge"]
    lines += [f'vitrine_ready{{part="{part}"}} {int(state)}' for part, state in readiness().items()]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
