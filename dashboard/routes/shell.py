"""Streamlit's page and files, as they were packed before anybody asked."""

from functools import cache
from mimetypes import guess_type

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import entrance, resources
from dashboard.json_response import Json
from dashboard.pages import FIRST, PAGES
from dashboard.releases.facts import Fact
from dashboard.routes import connection, front
from dashboard.shell.encoded import ASK_AGAIN, Encoded
from dashboard.shell.packing import KEPT, LINKS, SOCKET_SCRIPT, Shell, open_shell
from recommender.refusal import Refusal

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
LATER = [name for name in PAGES if name not in FIRST]
ADDRESSES = ("/", "/index.html", *(f"/{name}" for name in LATER))
DRAWN_WITH = {"": "releases"} | {name: name for name in LATER} | {"scenarios": "suite"}
"""By page, the component that its first screen is drawn with."""


def routes() -> list[BaseRoute]:
    return [
        *(Route(path, page) for path in ADDRESSES),
        Route("/shell/{key}/{path:path}", file),
    ]


@cache
def shell() -> Shell:
    """Streamlit's page and files, packed; kept beside the thumbnails where the environment cannot
    be written."""
    return open_shell([KEPT, resources.settings().pictures.parent / "shell"])


def prepare() -> None:
    """So that nobody who asks waits for what is made once."""
    for folder in front.folders():
        front.encoded(folder)
    for folder in ("", *DRAWN_WITH.values()):
        written_page(folder)


async def page(request: Request) -> Response:
    """Streamlit's page with links to what it needs first.

    Whoever is signed in gets our own modules with it, nobody else may fetch them."""
    signed_in = bool(request.cookies) and await to_thread.run_sync(is_known, request)
    folder = DRAWN_WITH.get(request.url.path.strip("/"), "") if signed_in else ""
    return written_page(folder).answer(request, {**ASK_AGAIN, "Vary": "Cookie"})


def is_known(request: Request) -> bool:
    """False too while the record cannot be asked: the page then says so itself."""
    try:
        return entrance.who(request) is not None
    except (Fact, Refusal):
        return False


@cache
def written_page(folder: str) -> Encoded:
    """`folder`: the component that the page is drawn with, empty where nobody may fetch it."""
    ours = f"./{front.address(folder)}" if folder else ""
    script = f'<script type="module" async crossorigin src="{ours}"></script>\n' if folder else ""
    blocked = f'<script type="module" src="./{connection.address()}"></script>\n'
    socket = f"<script>{SOCKET_SCRIPT}</script>\n"
    head = f"{script}{socket}{shell().head}{blocked}</head>"
    text = LINKS.sub("", shell().page).replace("</head>", head, 1)
    return Encoded.of(text.encode(), "text/html")


def file(request: Request) -> Response:
    key, path = request.path_params["key"], request.path_params["path"]
    found = shell().files.get(path) if key == shell().key else None
    if found is None:
        return Json({"error": "There is no such file; load the page again."}, 404)
    if isinstance(found, Encoded):
        return found.answer(request, FOREVER)
    return Response(found, media_type=guess_type(path)[0], headers=FOREVER)
