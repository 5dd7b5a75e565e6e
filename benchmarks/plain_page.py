"""The floor: a page with a button and sixty pictures, without Streamlit, under one uvicorn.

A click asks for the next screen's addresses as JSON and shows each picture in an <img>, every one
under an address never seen before; with `?screens=2` it turns between two screens, so from the
third click on all of them come from the browser's cache. `?pictures=24` shows fewer of them.
`/shown/A,B` shows the pictures of these digests from the first moment on, without a script.
"""

import argparse
import itertools
from collections.abc import Mapping
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

PICTURES = 60
PAGE = f"""<!doctype html>
<html lang="en">
<title>Plain page</title>
<style>
  main {{ display: grid; grid-template-columns: repeat(10, 120px); gap: 8px }}
  img {{ width: 120px; height: 150px }}
</style>
<button>Next</button>
<main></main>
<script>
  const asked = new URLSearchParams(location.search);
  const screens = Number(asked.get("screens")) || Infinity;
  const count = Number(asked.get("pictures")) || {PICTURES};
  const pictures = Array.from({{ length: count }}, () => Object.assign(new Image(), {{ alt: "" }}));
  document.querySelector("main").append(...pictures);
  let screen = 0;
  document.querySelector("button").onclick = async () => {{
    const answer = await fetch(`/screens/${{screen++ % screens}}/${{count}}`);
    const addresses = await answer.json();
    pictures.forEach((picture, place) => {{ picture.src = addresses[place]; }});
  }};
</script>
"""


SHOWN = """<!doctype html>
<html lang="en">
<title>Plain page</title>
<style>img { width: 120px; height: 150px }</style>
<main>{pictures}</main>
"""
FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}


def application(photos: Mapping[str, bytes]) -> Starlette:
    """`photos`: WebP by digest; on the page that is clicked they take turns, but no two share an
    address."""
    turns = itertools.cycle(photos.values())

    def page(request: Request) -> Response:
        return HTMLResponse(PAGE)

    def screen(request: Request) -> Response:
        count = min(request.path_params["count"], PICTURES)
        first = request.path_params["number"] * PICTURES
        addresses = [f"/pictures/{first + place}.webp" for place in range(count)]
        return JSONResponse(addresses, headers={"Cache-Control": "no-store"})

    async def picture(request: Request) -> Response:
        return Response(next(turns), media_type="image/webp", headers=FOREVER)

    async def shown(request: Request) -> Response:
        digests = request.path_params["digests"].split(",")
        pictures = "".join(f'<img alt="" src="/tiles/{each}.webp">' for each in digests)
        return HTMLResponse(SHOWN.replace("{pictures}", pictures))

    async def tile(request: Request) -> Response:
        content = photos[request.path_params["digest"]]
        return Response(content, media_type="image/webp", headers=FOREVER)

    return Starlette(
        routes=[
            Route("/", page),
            Route("/screens/{number:int}/{count:int}", screen),
            Route("/pictures/{number:int}.webp", picture),
            Route("/shown/{digests}", shown),
            Route("/tiles/{digest}.webp", tile),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plain_page", description=__doc__)
    parser.add_argument("folder", type=Path, help="its tiles (*.webp) are shown, of subfolders too")
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    tiles = sorted(arguments.folder.rglob("*.webp"))
    tiles = [path for path in tiles if not path.name.endswith(".large.webp")]
    photos = {path.name.partition(".")[0]: path.read_bytes() for path in tiles}
    uvicorn.run(application(photos), host="127.0.0.1", port=arguments.port, log_level="warning")


if __name__ == "__main__":
    main()
