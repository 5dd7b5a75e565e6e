"""The two sizes in which a picture is shown, and the ground it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median_low

from PIL import Image, ImageChops, ImageOps, ImageStat

from recommender.pictures.encoding import PAPER, webp

TILE = (320, 400)
LARGE = (960, 1200)
UNIFORM_SHARE = 0.9
UNIFORM_DISTANCE = 14
MOST_ENLARGED = 5
"""Times: a smaller picture would be a blur."""
SLIVER = 0.04
"""The part of the box that may be bare on either side of a picture that is cut instead."""
STEPS, GRAIN = 6, 5
"""Into how many steps an edge is cut to see whether it changes gently, and how much of it, of 255,
may be grain."""

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
    small = _contain(large, TILE, most=MOST_ENLARGED)
    average = small.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    tile = _frame(small, TILE)
    return Thumbnails(
        webp(tile, 78), webp(large, 82), "#{:02x}{:02x}{:02x}".format(*average), *size
    )


def _contain(picture: Image.Image, box: tuple[int, int], most: float = 1) -> Image.Image:
    """Whole, within the box, enlarged to `most` times its size at the most."""
    scale = min(box[0] / picture.width, box[1] / picture.height, most)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)


def _frame(picture: Image.Image, box: tuple[int, int]) -> Image.Image:
    """In the middle of the box, on the picture's own ground where it has one: of one colour, or
    one that changes as gently as the light on a studio's wall. Without one a picture of almost the
    box's shape fills it, cut by a sliver."""
    if picture.size == box:
        return picture
    left, top = (box[0] - picture.width) // 2, (box[1] - picture.height) // 2
    tile = Image.new("RGB", box, PAPER)
    colour = _even_ground(picture, box)
    if not colour and max(left / box[0], top / box[1]) <= SLIVER:
        return ImageOps.fit(picture, box, Image.Resampling.LANCZOS)
    if colour:
        tile.paste(colour, (0, 0, *box))
    else:
        _stretch_edges(tile, picture, left, top)
    tile.paste(picture, (left, top))
    return tile


def _even_ground(picture: Image.Image, box: tuple[int, int]) -> Colour | None:
    """The colour of those edges that do not touch the box, if they have one."""
    edges = b"".join(edge.tobytes() for edge in _loose_edges(picture, box))
    colour = tuple(median_low(edges[channel::3]) for channel in range(3))
    pixels = zip(edges[0::3], edges[1::3], edges[2::3], strict=True)
    near = sum(
        all(abs(a - b) <= UNIFORM_DISTANCE for a, b in zip(pixel, colour, strict=True))
        for pixel in pixels
    )
    return colour if near >= UNIFORM_SHARE * len(edges) / 3 else None


def _stretch_edges(tile: Image.Image, picture: Image.Image, left: int, top: int) -> None:
    """Lets each loose edge that changes gently go on to the side of the tile."""
    width, height = picture.size
    bars = (
        ((0, 0, 1, height), (0, top, left, top + height)),
        ((width - 1, 0, width, height), (left + width, top, tile.width, top + height)),
        ((0, 0, width, 1), (left, 0, left + width, top)),
        ((0, height - 1, width, height), (left, top + height, left + width, tile.height)),
    )
    for edge, (x, y, right, bottom) in bars:
        gentle = _gentle(picture.crop(edge)) if right > x and bottom > y else None
        if gentle:
            tile.paste(gentle.resize((right - x, bottom - y), Image.Resampling.BILINEAR), (x, y))


def _gentle(edge: Image.Image) -> Image.Image | None:
    """The edge without its grain; None where more than grain would be lost."""
    few = min(edge.width, STEPS), min(edge.height, STEPS)
    smooth = edge.resize(few, Image.Resampling.BOX).resize(edge.size, Image.Resampling.BICUBIC)
    lost = ImageStat.Stat(ImageChops.difference(edge, smooth)).mean
    return smooth if max(lost) <= GRAIN else None


def _loose_edges(picture: Image.Image, box: tuple[int, int]) -> Iterator[Image.Image]:
    width, height = picture.size
    if width < box[0]:
        yield picture.crop((0, 0, 1, height))
        yield picture.crop((width - 1, 0, width, height))
    if height < box[1]:
        yield picture.crop((0, 0, width, 1))
        yield picture.crop((0, height - 1, width, height))
