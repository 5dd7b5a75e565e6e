"""From bytes nobody vouches for to an upright sRGB picture; runs in the worker process only."""

import struct
from io import BytesIO

import numpy as np
from PIL import Image, ImageChops, ImageCms, ImageOps

from recommender.pictures.encoding import flatten
from recommender.pictures.trouble import PictureRefused, PictureTrouble, damaged

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP")
MOST_PIXELS = 50_000_000
HEAVIEST_PROFILE = 4_000_000
STRIP = 2_000_000

LIES = (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, struct.error)
"""What Pillow's decoders raise on bytes that are not what they say."""


def decode(original: bytes, box: tuple[int, int]) -> tuple[Image.Image, tuple[int, int]]:
    """RGB, upright, the first frame, and the original's size; PictureRefused where it cannot be.

    Reduced while decoding, but to no less than twice of what fits `box`.
    """
    try:
        return _decode(original, box)
    except MemoryError as error:
        raise _too_much() from error
    except LIES as error:
        raise damaged() from error


def _decode(original: bytes, box: tuple[int, int]) -> tuple[Image.Image, tuple[int, int]]:
    picture = _open(original)
    size = picture.size
    if size[0] * size[1] > MOST_PIXELS:
        raise _too_large(size)
    picture.draft(None, _drafted(size, box))
    _scale_transparent_colour(picture)
    _load(picture, original)
    small = _shrink(picture, max(1, int(_surplus(picture.size, box) / 2)))
    upright = _upright(_srgb(small, picture.info.get("icc_profile")), picture)
    turned = (upright.width > upright.height) != (size[0] > size[1])
    return upright, size[::-1] if turned else size


def _open(original: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(original), formats=FORMATS)
    except Image.UnidentifiedImageError as error:
        raise PictureRefused(
            PictureTrouble.FORMAT,
            f"The file is no picture that can be opened, whatever its name says; "
            f"save it as {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
        ) from error


def _scale_transparent_colour(picture: Image.Image) -> None:
    """Call it before the pixels are loaded, while the picture still knows how they are stored.

    Pillow spreads a PNG's pixels over eight bits, but leaves the one transparent colour that the
    file names in the file's own bits, where it would hide another colour or none.
    """
    colour = picture.info.get("transparency")
    stored = picture.tile[0].args if picture.format == "PNG" and picture.tile else None
    match stored, colour:
        case "L;2", int():
            picture.info["transparency"] = (colour & 3) * 85
        case "L;4", int():
            picture.info["transparency"] = (colour & 15) * 17


def _load(picture: Image.Image, original: bytes) -> None:
    """RGBA where a PNG of sixteen bits a colour names a transparent one, compared in all of them.

    Pillow keeps the upper eight bits alone, which many colours share with the transparent one. Read
    as if each pair of bytes stood the other way round, the file gives the lower eight.
    """
    colour = picture.info.get("transparency")
    tile = picture.tile[0] if picture.format == "PNG" and picture.tile else None
    if tile is None or tile.args != "RGB;16B" or not isinstance(colour, tuple):
        picture.load()
        return
    del picture.info["transparency"]
    opaque = Image.new("L", picture.size)
    _mark_other_colours(opaque, _lower_eight_bits(original), [each & 255 for each in colour])
    _mark_other_colours(opaque, picture, [each >> 8 for each in colour])
    picture.putalpha(opaque)


def _lower_eight_bits(original: bytes) -> Image.Image:
    picture = _open(original)
    picture.tile = [picture.tile[0]._replace(args="RGB;16L")]
    return picture


def _mark_other_colours(marks: Image.Image, picture: Image.Image, colour: list[int]) -> None:
    """Sets `marks` (mode L) to 255 where the picture has another colour; in strips, as all of it at
    once takes another 200 MB."""
    width, height = picture.size
    step = max(1, STRIP // width)
    for top in range(0, height, step):
        box = (0, top, width, min(top + step, height))
        strip, found = picture.crop(box), marks.crop(box)
        for band, value in zip(strip.getbands(), colour, strict=True):
            table = [0 if each == value else 255 for each in range(256)]
            found = ImageChops.lighter(found, strip.getchannel(band).point(table))
        marks.paste(found, box)


def _surplus(size: tuple[int, int], box: tuple[int, int]) -> float:
    """How often the picture fits what fits the box, whichever way up it will be."""
    upright = max(size[0] / box[0], size[1] / box[1])
    turned = max(size[1] / box[0], size[0] / box[1])
    return min(upright, turned)


def _drafted(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """The least size that a JPEG may be decoded to."""
    scale = max(1.0, _surplus(size, box) / 2)
    return max(1, int(size[0] / scale)), max(1, int(size[1] / scale))


def _shrink(picture: Image.Image, factor: int) -> Image.Image:
    """In strips, because converting 50 million pixels at once takes 200 MB more."""
    if factor == 1:
        return _plain(picture)
    width, height = picture.size
    step = max(1, STRIP // width // factor) * factor
    small = None
    for top in range(0, height, step):
        strip = _plain(picture.crop((0, top, width, min(top + step, height)))).reduce(factor)
        if small is None:
            small = Image.new(strip.mode, (strip.width, -(-height // factor)))
        small.paste(strip, (0, top // factor))
    return small


def _plain(picture: Image.Image) -> Image.Image:
    """A mode that can be reduced and colour-managed: RGBA, RGB, L, CMYK, LAB or YCbCr."""
    if picture.mode.startswith("I"):
        return _from_sixteen_bits(picture)
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in ("P", "1", "F"):
        return picture.convert("RGB")
    return picture


def _from_sixteen_bits(picture: Image.Image) -> Image.Image:
    """L, or RGBA where one grey is transparent: that one is compared in all of its sixteen bits."""
    grey = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    transparent = picture.info.get("transparency")
    if transparent is None:
        return grey
    opaque = np.asarray(picture) != transparent
    alpha = Image.fromarray(np.where(opaque, 255, 0).astype(np.uint8))
    return Image.merge("LA", (grey, alpha)).convert("RGBA")


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB on paper; a profile that is broken, of another mode or a bomb is passed over."""
    if not profile or len(profile) > HEAVIEST_PROFILE:
        return flatten(picture)
    colours = picture.convert("RGB") if picture.mode == "RGBA" else picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        managed = ImageCms.profileToProfile(colours, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return flatten(picture)
    if picture.mode == "RGBA":
        managed.putalpha(picture.getchannel("A"))
    return flatten(managed)


def _upright(picture: Image.Image, source: Image.Image) -> Image.Image:
    """Turned as the source's EXIF says; Pillow has turned a TIFF already and struck that out."""
    try:
        picture.getexif()[0x0112] = source.getexif().get(0x0112, 1)
        return ImageOps.exif_transpose(picture)
    except LIES:
        return picture


def _too_large(size: tuple[int, int]) -> PictureRefused:
    return PictureRefused(
        PictureTrouble.TOO_LARGE,
        f"The picture is {size[0]:,} x {size[1]:,} pixels; "
        f"at most {MOST_PIXELS // 1_000_000} million are opened.",
    )


def _too_much() -> PictureRefused:
    return PictureRefused(
        PictureTrouble.TOO_LARGE,
        "The picture needs too much memory to open; save it with fewer pixels.",
    )
