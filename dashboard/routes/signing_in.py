"""The demo sign-in, its fonts and its icon."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard import address, entrance, resources
from dashboard.attempts import SECONDS, Attempts
from dashboard.json_response import Json
from dashboard.releases import sign_ins
from dashboard.routes.answers import Unreadable, read_body, read_object

ASSETS = Path(__file__).parents[2] / "assets"


def routes() -> list[BaseRoute]:
    return [
        Route("/sign-in", sign_in, methods=["POST"]),
        Route("/sign-in", who_is_here),
        Route("/favicon.png", icon),
        Mount("/sign-in/fonts", StaticFiles(directory=ASSETS / "fonts")),
    ]


def icon(_request: Request) -> Response:
    return FileResponse(ASSETS / "favicon.png", headers={"Cache-Control": "max-age=86400"})


@cache
def attempts() -> Attempts:
    return Attempts()


def who_is_here(request: Request) -> Response:
    """So that the sign-in's page learns whether the browser kept the cookie."""
    person = entrance.who(request)
    content = {"person": person.id if person else None}
    return Json(content, headers={"Cache-Control": "no-store"})


async def sign_in(request: Request) -> Response:
    client = request.client.host if request.client else ""
    if not attempts().count(client, resources.settings().sign_in.per_minute):
        sentence = "Too many sign-ins came from your address; wait a minute and try again."
        return Json({"error": sentence}, 429, {"Retry-After": str(SECONDS)})
    if not entrance.may_use_demo(request):
        sentence = (
            "The demo sign-in works on this machine only; whoever runs the dashboard can allow "
            "more under [sign_in] in vitrine.toml."
        )
        return Json({"error": sentence}, 403)
    try:
        chosen = read_object(await read_body(request)).get("person")
    except Unreadable as refusal:
        return Json({"error": str(refusal)}, 400)
    person = entrance.person(chosen) if isinstance(chosen, str) else None
    if person is None:
        return Json({"error": "Nobody of that name is listed in vitrine.toml."}, 404)
    settings = resources.settings()
    hours = settings.sign_in.hours
    lifetime = timedelta(hours=hours)
    token = await run_in_threadpool(sign_ins.sign_in, resources.sessions(), person, lifetime)
    answer = Json({"person": person.id})
    answer.set_cookie(
        entrance.cookie_name(address.host_of(request)),
        token,
        max_age=hours * 3600,
        secure=address.is_secure(request, settings.server),
        httponly=True,
        samesite="strict",
    )
    return answer
