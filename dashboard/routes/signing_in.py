"""The demo sign-in, its fonts, and the way out."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard import entrance, resources
from dashboard.releases import services

FONTS = Path(__file__).parents[2] / "assets" / "fonts"


def routes() -> list[BaseRoute]:
    return [
        Route("/sign-in", sign_in, methods=["POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
        Mount("/sign-in/fonts", StaticFiles(directory=FONTS)),
    ]


async def sign_in(request: Request) -> Response:
    from starlette.concurrency import run_in_threadpool

    if not entrance.may_use_demo(request):
        sentence = "The demo sign-in works on this machine only; ask for a real sign-in."
        return JSONResponse({"error": sentence}, 403)
    try:
        chosen = (await request.json())["person"]
    except (ValueError, KeyError, TypeError):
        return JSONResponse({"error": "Say who you are: {“person”: ID}."}, 400)
    person = entrance.person(chosen) if isinstance(chosen, str) else None
    if person is None:
        return JSONResponse({"error": "Nobody of that name is listed in vitrine.toml."}, 404)
    hours = resources.settings().sign_in.hours
    token = await run_in_threadpool(services.sign_in, resources.sessions(), person.id, hours)
    answer = JSONResponse({"person": person.id})
    answer.set_cookie(
        entrance.COOKIE, token, max_age=hours * 3600, httponly=True, samesite="strict"
    )
    return answer


def sign_out(request: Request) -> Response:
    services.sign_out(resources.sessions(), request.cookies.get(entrance.COOKIE, ""))
    answer = JSONResponse({})
    answer.delete_cookie(entrance.COOKIE)
    return answer
