"""The floor: a page with a button and sixty pictures, without Streamlit, under one uvicorn.

A click asks for the next screen's addresses as JSON and shows each picture in an <img>, every one
under an address never seen before; with `?screens=2` it turns between two screens, so from the
third click on all of them come from the browser's cache. `?pictures=24` shows fewer of them.
"""

import argparse
import itertools
from collections.abc import Sequence
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


def application(photos: Sequence[bytes]) -> Starlette:
    """`photos`: WebP; they take turns, but no two share an address."""
    turns = itertools.cycle(photos)

    def page(request: Request) -> Response:
        return HTMLResponse(PAGE)

    def screen(request: Request) -> Response:
        count = min(request.path_params["count"], PICTURES)
        first = request.path_params["number"] * PICTURES
        addresses = [f"/pictures/{first + place}.webp" for place in range(count)]
        return JSONResponse(addresses, headers={"Cache-Control": "no-store"})

    async def picture(request: Request) -> Response:
        headers = {"Cache-Control": "private, max-age=31536000, immutable"}
        return Response(next(turns), media_type="image/webp", headers=headers)

    return Starlette(
        routes=[
            Route("/", page),
            Route("/screens/{number:int}/{count:int}", screen),
            Route("/pictures/{number:int}.webp", picture),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plain_page", description=__doc__)
    parser.add_argument("folder", type=Path, help="its *.webp files, in subfolders too, are shown")
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    photos = [path.read_bytes() for path in sorted(arguments.folder.rglob("*.webp"))]
    uvicorn.run(application(photos), host="127.0.0.1", port=arguments.port, log_level="warning")


if __name__ == "__main__":
    main()
