"""A front-end component's modules in one response, addressed by its content."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.json_response import Json
from dashboard.shell.encoded import FOREVER, Encoded
from dashboard.shell.modules import join

COMPONENTS = Path(__file__).parents[1] / "components"
TYPES = (".js", ".css")
ALWAYS = ("tile/composing.js",)
EARLY = {"review": "review/early.js"}
"""By folder, what asks for what the page will need while Streamlit is still on its way."""


def routes() -> list[BaseRoute]:
    return [
        Route("/front/{version}/{folder}.js", joined),
        Route("/releases", home),
    ]


@cache
def modules() -> dict[str, str]:
    """Every .js and .css by `folder/name`, read once."""
    files = sorted(path for path in COMPONENTS.glob("*/*") if path.suffix in TYPES)
    return {f"{path.parent.name}/{path.name}": path.read_text("utf-8") for path in files}


def folders() -> list[str]:
    """Those with a module of their own name, which is what a page draws with."""
    names = dict.fromkeys(name.partition("/")[0] for name in modules())
    return [each for each in names if f"{each}/{each}.js" in modules()]


@cache
def encoded(folder: str) -> Encoded:
    """The module of a folder with all that it imports."""
    roots, last = [f"{folder}/{folder}.js", *ALWAYS], ""
    if folder in EARLY:
        roots.append(EARLY[folder])
        last = f"need({EARLY[folder]!r}).begin();\n"
    return Encoded.of(join(modules(), roots, last).encode(), "text/javascript")


def address(folder: str) -> str:
    """Of a folder's module, without a leading slash."""
    return f"front/{encoded(folder).tag}/{folder}.js"


def home(request: Request) -> Response:
    """Streamlit knows its first page by no name."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}")


def joined(request: Request) -> Response:
    folder = request.path_params["folder"]
    found = encoded(folder) if folder in folders() else None
    if found is None or request.path_params["version"] != found.tag:
        return Json({"error": "There is no such module; load the page again."}, 404)
    return found.answer(request, FOREVER)
