"""Alive, ready, and what Prometheus reads."""

from collections.abc import Callable

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


async def alive(_request: Request) -> Response:
    """Asks nothing and waits for no thread: slow is not dead."""
    return PlainTextResponse("alive\n")


def ready(_request: Request) -> Response:
    """503 with the parts that are not; no details, for nobody is signed in here."""
    parts = readiness()
    return Json(parts, 200 if all(parts.values()) else 503)


def readiness() -> dict[str, bool]:
    """Each part by name; one that can only say why it is not ready is not ready."""
    parts = {
        "database": database_ready,
        "shop": shop_ready,
        "candidates": candidates_ready,
        "pictures": pictures_ready,
    }
    return {name: answers(part) for name, part in parts.items()}


def answers(part: Callable[[], bool]) -> bool:
    try:
        return part()
    except (Fact, Refusal):
        return False


def database_ready() -> bool:
    database.ping(resources.sessions())
    return True


def shop_ready() -> bool:
    return len(resources.shop().catalogue) > 0


def candidates_ready() -> bool:
    return not any(isinstance(each, Refusal) for each in resources.candidates().values())


def metrics(_request: Request) -> Response:
    lines = ["# HELP vitrine_ready Whether a part is ready.", "# TYPE vitrine_ready gauge"]
    lines += [f'vitrine_ready{{part="{part}"}} {int(state)}' for part, state in readiness().items()]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
