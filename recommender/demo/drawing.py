"""Drawing: the picture of every product, from the shapes and forms of `assets/demo`."""

import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from recommender.demo.catalogue import Line, products
from recommender.demo.finish import Finish
from recommender.demo.palette import ASSETS, load_palette
from recommender.demo.relief import draw_relief
from recommender.demo.solids import draw_solid
from recommender.demo.studio import png
from recommender.pictures import encode_webp

PICTURES = ASSETS / "pictures"
STANDING = {"Bags", "Shoes", "Outdoors"}
STANDING_SHAPES = {
    "beanie",
    "bobble-hat",
    "fedora",
    "sun-hat",
    "towel-stack",
    "sheet-stack",
    "blanket-stack",
    "wellington",
}
LYING_SHAPES = {"sleeping-bag"}
QUALITY = 80


def draw_pictures(
    folder: Path = PICTURES,
    processes: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Draw every product's picture into `folder` as PRODUCT_ID.webp, replacing what is there.

    `progress` is told how many are done, of how many.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tasks = list(products())
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as workers:
        for done, (name, content) in enumerate(workers.map(_picture, tasks), start=1):
            (folder / name).write_bytes(content)
            if progress is not None:
                progress(done, len(tasks))


def _picture(task: tuple[Line, str]) -> tuple[str, bytes]:
    line, colour = task
    return f"{line.product_id(colour)}.webp", encode_webp(
        draw_product(line, colour), quality=QUALITY
    )


def draw_product(line: Line, colour: str) -> bytes:
    """The product's picture as a PNG file, 480 by 600."""
    finish = _finish(line, colour)
    shape = ASSETS / "shapes" / f"{line.shape}.svg"
    if shape.is_file():
        return png(draw_relief(shape, finish))
    return png(draw_solid(ASSETS / "forms" / f"{line.shape}.svg", finish))


def _finish(line: Line, colour: str) -> Finish:
    palette = load_palette()
    return Finish(
        colours=tuple(palette[name] for name in (colour, *line.inks)),
        fabric=line.fabric,
        trim=line.trim,
        pattern=line.pattern,
        standing=_standing(line),
        seed=zlib.crc32(line.product_id(colour).encode()),
    )


def _standing(line: Line) -> bool:
    stands = line.category in STANDING or line.shape in STANDING_SHAPES
    return stands and line.shape not in LYING_SHAPES
