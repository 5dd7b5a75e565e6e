"""What a page asks to tell whether its connection is blocked, open to everybody."""

from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard.routes.front import modules
from dashboard.shell.encoded import FOREVER, Encoded

SCRIPT = "sign-in/connection.js"


def routes() -> list[BaseRoute]:
    return [
        Route(f"/{SCRIPT}", script),
        Route("/sign-in/connection", let_in, methods=["POST"]),
    ]


@cache
def encoded() -> Encoded:
    return Encoded.of(modules()["sign_in/connection.js"].encode(), "text/javascript")


def address() -> str:
    """Of the script, without a leading slash; another content has another one."""
    return f"{SCRIPT}?{encoded().tag}"


def script(request: Request) -> Response:
    return encoded().answer(request, FOREVER)


async def let_in(_request: Request) -> Response:
    """Whether this page's socket would be let in: the entrance answers for itself if not."""
    return Response(status_code=204)
