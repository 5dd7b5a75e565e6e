"""Pictures by content: packs of tiles and large ones, immutable."""

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.json_response import Json
from recommender.pictures import pack

FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
DIGESTS = re.compile(r"[0-9a-f]{64}(,[0-9a-f]{64}){0,199}")


def routes() -> list[BaseRoute]:
    return [
        Route("/pictures/pack/{digests}", packed),
        Route("/pictures/{size:str}/{digest}.webp", single),
    ]


def packed(request: Request) -> Response:
    """Tiles in the order asked; see recommender.pictures.pack for the form."""
    digests = request.path_params["digests"]
    if not DIGESTS.fullmatch(digests):
        return Json({"error": "A pack is asked with at most 200 digests."}, 400)
    content = pack(resources.pictures(), digests.split(","))
    return Response(content, media_type="application/octet-stream", headers=FOREVER)


def single(request: Request) -> Response:
    size, digest = request.path_params["size"], request.path_params["digest"]
    store = resources.pictures()
    if size not in ("tile", "large") or not DIGESTS.fullmatch(digest) or not store.known(digest):
        return Json({"error": "There is no such picture."}, 404)
    content = store.tile(digest) if size == "tile" else store.large(digest)
    return Response(content, media_type="image/webp", headers=FOREVER)
