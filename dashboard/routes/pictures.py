"""Pictures by content: packs of tiles and large ones, kept for ever once they are whole."""

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.json_response import Json
from dashboard.pictures import lacking
from recommender.pictures import PictureUnknown, is_whole, pack

FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
NOT_KEPT = {"Cache-Control": "no-store"}
DIGESTS = re.compile(r"[0-9a-f]{64}(,[0-9a-f]{64}){0,199}")


def routes() -> list[BaseRoute]:
    return [
        Route("/pictures/pack/{digests}", packed),
        Route("/pictures/{size:str}/{digest}.webp", single),
    ]


def packed(request: Request) -> Response:
    """Tiles in the order asked; see recommender.pictures.pack for the form.

    A pack that lacks a picture is no pack to keep: the page asks again for what it lacks.
    """
    digests = request.path_params["digests"]
    if not DIGESTS.fullmatch(digests):
        return Json({"error": "A pack is asked with at most 200 digests."}, 400)
    asked = digests.split(",")
    lacking(asked)
    content = pack(resources.pictures(), asked)
    headers = FOREVER if is_whole(content) else NOT_KEPT
    return Response(content, media_type="application/octet-stream", headers=headers)


def single(request: Request) -> Response:
    size, digest = request.path_params["size"], request.path_params["digest"]
    store = resources.pictures()
    if size not in ("tile", "large") or lacking([digest]):
        return Json({"error": "There is no such picture."}, 404, headers=NOT_KEPT)
    try:
        content = store.tile(digest) if size == "tile" else store.large(digest)
    except PictureUnknown:
        return Json({"error": "There is no such picture."}, 404, headers=NOT_KEPT)
    return Response(content, media_type="image/webp", headers=FOREVER)
