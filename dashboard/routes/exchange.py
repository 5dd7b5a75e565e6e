"""Scenarios carried out as a ZIP or a CSV, and in from one."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.releases.facts import NotAllowed
from dashboard.routes.answers import Unreadable, answering, read_body, read_object
from dashboard.suite.importing import bring, preview
from recommender.scenario import Scenario, scenario_path
from recommender.scenario.exchange import EMPTY_SHEET, sheet, zipped
from recommender.scenario.folder import read_text

MOST_BYTES = 16_000_000
ZIP, CSV = "application/zip", "text/csv; charset=utf-8"


class Chosen(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ids: list[Annotated[str, Field(max_length=64)]] = Field(min_length=1, max_length=5_000)


def routes() -> list[BaseRoute]:
    return [
        Route("/api/suite/export.zip", exporting(as_zip, ZIP), methods=["GET", "POST"]),
        Route("/api/suite/export.csv", exporting(as_sheet, CSV), methods=["GET", "POST"]),
        Route("/api/suite/example.csv", example),
        Route("/api/suite/import", bring_in, methods=["POST"]),
    ]


def exporting(made: Callable[[list[Scenario]], bytes], kind: str) -> Callable:
    """An endpoint that gives the scenarios asked for as a file, all where none is named."""

    async def endpoint(request: Request) -> Response:
        body = await read_body(request) if request.method == "POST" else b""
        given: list[bytes] = []
        answer = await run_in_threadpool(
            answering(lambda asked: given.append(made(chosen(asked, body)))), request
        )
        name = request.url.path.rpartition(".")[2]
        return attachment(given[0], f"scenarios.{name}", kind) if given else answer

    return endpoint


def chosen(request: Request, body: bytes) -> list[Scenario]:
    known = resources.scenarios()
    if request.method == "POST":
        try:
            wanted = Chosen.model_validate(read_object(body)).ids
        except ValidationError as error:
            raise Unreadable(
                "This cannot be exported as it was asked; load the page again."
            ) from error
    else:
        ids = request.query_params.get("ids")
        wanted = ids.split(",") if ids else list(known)
    gone = [each for each in wanted if each not in known]
    if gone:
        raise Unreadable(f"There is no scenario {gone[0][:64]!r} any more; load the page again.")
    return [known[each] for each in dict.fromkeys(wanted)]


def as_zip(scenarios: list[Scenario]) -> bytes:
    """The files as they lie there, comments and all."""
    folder = resources.scenario_folder()
    paths = [scenario_path(folder, each.id) for each in scenarios]
    return zipped({path.name: text_of(path).encode() for path in paths})


def text_of(path: Path) -> str:
    try:
        return read_text(path)
    except OSError as error:
        raise Unreadable(f"{path.name} is gone or cannot be read; load the page again.") from error


def as_sheet(scenarios: list[Scenario]) -> bytes:
    return sheet(scenarios).encode()


def example(_request: Request) -> Response:
    return attachment(EMPTY_SHEET.encode(), "scenarios-to-fill-in.csv", CSV)


def attachment(content: bytes, name: str, kind: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=kind, headers=headers)


async def bring_in(request: Request) -> Response:
    """What the file would bring; with `really=1` and the mark of what was looked at, the deed."""
    content = await read_file(request)
    return await run_in_threadpool(answering(lambda asked: imported(asked, content)), request)


async def read_file(request: Request) -> bytes | None:
    """None where it is too large: what comes after the bound is not kept."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > MOST_BYTES:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def imported(request: Request, content: bytes | None) -> dict[str, Any]:
    person, folder = request.scope["person"], resources.scenario_folder()
    if not person.roles:
        raise NotAllowed("Only people with a role in vitrine.toml can write scenarios.")
    if content is None:
        raise Unreadable("The file is over 16 MB; send fewer scenarios at once.")
    catalogue = resources.shop().catalogue
    seen = preview(content, folder, resources.suite(), catalogue)
    if "really" not in request.query_params:
        return seen.as_record(catalogue)
    mark = request.query_params.get("mark", "")
    done = bring(seen, mark, folder, person, file_name(request))
    return {"imported": len(seen.coming), "note": done.note}


def file_name(request: Request) -> str:
    """As it may stand in a commit's message."""
    name = unquote(request.headers.get("x-file-name", ""))[:100]
    return re.sub(r"[^\w .()-]+", "", name.replace("\n", " ")).strip() or "a file"
