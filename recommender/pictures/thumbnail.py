"""The two sizes in which a picture is shown, and the ground it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median_low

from PIL import Image

from recommender.pictures.encoding import PAPER, webp

TILE = (320, 400)
LARGE = (960, 1200)
UNIFORM_SHARE = 0.9
UNIFORM_DISTANCE = 14

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Thumbnails:
    """`tile` is always 320 x 400, `large` at most 960 x 1200: WebP. Width and height: original."""

    tile: bytes
    large: bytes
    ground: str
    width: int
    height: int


def draw_thumbnails(picture: Image.Image, size: tuple[int, int]) -> Thumbnails:
    """`picture` is RGB and upright, `size` its original's."""
    large = _contain(picture, LARGE)
    small = _contain(large, TILE)
    average = small.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    tile = _frame(small, TILE)
    return Thumbnails(
        webp(tile, 78), webp(large, 82), "#{:02x}{:02x}{:02x}".format(*average), *size
    )


def _contain(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """Whole, within the box, never enlarged."""
    scale = min(box[0] / picture.width, box[1] / picture.height)
    if scale >= 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _frame(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """In the middle of the box, on the picture's own ground where it has one."""
    if picture.size == box:
        return picture
    tile = Image.new("RGB", box, _surrounding(picture, box))
    tile.paste(picture, ((box[0] - picture.width) // 2, (box[1] - picture.height) // 2))
    return tile


def _surrounding(picture: Image.Image, box: tuple[int, int]) -> Colour:
    """The colour of those edges that do not touch the box, if they have one; else paper."""
    edges = b"".join(edge.tobytes() for edge in _loose_edges(picture, box))
    colour = tuple(median_low(edges[channel::3]) for channel in range(3))
    pixels = zip(edges[0::3], edges[1::3], edges[2::3], strict=True)
    near = sum(
        all(abs(a - b) <= UNIFORM_DISTANCE for a, b in zip(pixel, colour, strict=True))
        for pixel in pixels
    )
    return colour if near >= UNIFORM_SHARE * len(edges) / 3 else PAPER


def _loose_edges(picture: Image.Image, box: tuple[int, int]) -> Iterator[Image.Image]:
    width, height = picture.size
    if width < box[0]:
        yield picture.crop((0, 0, 1, height))
        yield picture.crop((width - 1, 0, width, height))
    if height < box[1]:
        yield picture.crop((0, 0, width, 1))
        yield picture.crop((0, height - 1, width, height))
