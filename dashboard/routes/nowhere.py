"""Addresses that lead nowhere: Streamlit would answer each with its own page, and so with a 200."""

import re

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.json_response import Json
from dashboard.pages import PAGES

LOST = "lost"
"""Of the first page's address: somebody came by one that leads nowhere."""
KNOWN = (*PAGES, "sign-in", "healthz", "readyz", "metrics")


class NoPage(Convertor[str]):
    """A name that no page, file or address of ours has."""

    regex = rf"(?!(?:{'|'.join(map(re.escape, KNOWN))})$)[^/._]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


def routes() -> list[BaseRoute]:
    register_url_convertor("no_page", NoPage())
    rooms = ("api", "pictures", "front", "shell")
    return [
        *(Route(f"/{room}/{{path:path}}", unknown) for room in rooms),
        Route("/{page:no_page}", lost),
    ]


def unknown(_request: Request) -> Response:
    return Json({"error": "There is no such address."}, 404)


def lost(_request: Request) -> Response:
    """To where one arrives, which says so."""
    return RedirectResponse(f"/?{LOST}=1", 303)
