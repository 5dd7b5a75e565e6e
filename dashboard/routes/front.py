"""The front-end components' modules, addressed by their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.json_response import Json

COMPONENTS = Path(__file__).parents[1] / "components"
TYPES = {".js": "text/javascript", ".css": "text/css"}


def routes() -> list[BaseRoute]:
    return [
        Route("/front/{version}/{folder}/{name}", module),
        Route("/releases", home),
    ]


@cache
def modules() -> dict[str, bytes]:
    """Every .js and .css by `folder/name`, read once."""
    files = sorted(path for path in COMPONENTS.glob("*/*") if path.suffix in TYPES)
    return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in files}


@cache
def version() -> str:
    """One digest of all modules: they import each other by relative address."""
    digest = sha256()
    for name, content in modules().items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:16]


def home(request: Request) -> Response:
    """Streamlit knows its first page by no name."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}")


def module(request: Request) -> Response:
    name = f"{request.path_params['folder']}/{request.path_params['name']}"
    content = modules().get(name)
    if content is None or request.path_params["version"] != version():
        return Json({"error": "There is no such module; load the page again."}, 404)
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return Response(content, media_type=TYPES[Path(name).suffix], headers=headers)
