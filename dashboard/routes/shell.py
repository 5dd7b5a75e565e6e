"""Streamlit's page with one script of ours, which tells when the connection is blocked."""

from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard.pages import PAGES
from dashboard.routes.front import modules

SCRIPT = "/sign-in/connection.js"
HEAD = "</head>"


def routes() -> list[BaseRoute]:
    _, *others = PAGES
    return [
        *(Route(path, page) for path in ("/", "/index.html", *(f"/{each}" for each in others))),
        Route(SCRIPT, script),
        Route("/sign-in/connection", let_in, methods=["POST"]),
    ]


@cache
def shell() -> str:
    """Streamlit's index page; the script stands last in its head and waits for the rest."""
    text = (files("streamlit") / "static" / "index.html").read_text("utf-8")
    return text.replace(HEAD, f'<script type="module" src="{SCRIPT}"></script>{HEAD}', 1)


def page(_request: Request) -> Response:
    return Response(shell(), media_type="text/html", headers={"Cache-Control": "no-cache"})


def script(_request: Request) -> Response:
    content = modules()["sign_in/connection.js"]
    return Response(content, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


async def let_in(_request: Request) -> Response:
    """Whether this page's socket would be let in: the entrance answers for itself if not."""
    return Response(status_code=204)
