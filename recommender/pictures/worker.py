"""The process that opens pictures nobody vouches for: little memory, no files, killed when slow.

Started by the workshop, as `python -m recommender.pictures.worker DESCRIPTOR`.
"""

import json
import os
import resource
import signal
import sys
from multiprocessing.connection import Connection

from PIL import AvifImagePlugin, Image

from recommender.pictures.decoding import decode
from recommender.pictures.thumbnail import LARGE, draw_thumbnails
from recommender.pictures.trouble import PictureRefused

MEMORY = 512_000_000


def fence() -> None:
    """Memory is bounded by the system where it can; Pillow's own pixel limit gives way to ours."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    Image.MAX_IMAGE_PIXELS = None
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1


def serve(connection: Connection) -> None:
    """Order and original in; facts as JSON, then what was drawn, or only the trouble as JSON."""
    while True:
        try:
            order, original = connection.recv_bytes(), connection.recv_bytes()
        except EOFError:
            return
        for message in answer(order, original):
            connection.send_bytes(message)


def answer(order: bytes, original: bytes) -> list[bytes]:
    """`order` is b"draw" or b"measure"."""
    try:
        picture, size = decode(original, LARGE)
    except PictureRefused as refused:
        return [_json({"trouble": refused.trouble, "sentence": str(refused)})]
    if order == b"measure":
        return [_json({"width": size[0], "height": size[1]})]
    drawn = draw_thumbnails(picture, size)
    facts = {"ground": drawn.ground, "width": drawn.width, "height": drawn.height}
    return [_json(facts), drawn.tile, drawn.large]


def _json(facts: dict) -> bytes:
    return json.dumps(facts).encode()


if __name__ == "__main__":
    fence()
    with Connection(int(sys.argv[1])) as connection:
        serve(connection)
