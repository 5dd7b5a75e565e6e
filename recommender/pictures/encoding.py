"""The one form in which pictures leave the house: opaque sRGB WebP without metadata."""

from io import BytesIO

from PIL import Image

PAPER = (0xF6, 0xF2, 0xEA)


def encode_webp(png: bytes, quality: int = 80) -> bytes:
    """A PNG of our own drawing as WebP; transparency is laid on paper. `quality` is 0 to 100."""
    with Image.open(BytesIO(png), formats=("PNG",)) as picture:
        return webp(flatten(picture), quality)


def webp(picture: Image.Image, quality: int) -> bytes:
    """`picture` is RGB. Method 4 takes twice the time of 2 for 3 % fewer bytes."""
    stream = BytesIO()
    picture.save(stream, "WEBP", quality=quality, method=2)
    return stream.getvalue()


def flatten(picture: Image.Image) -> Image.Image:
    """RGB, transparency laid on paper."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    over = picture.convert("RGBA")
    ground = Image.new("RGB", over.size, PAPER)
    ground.paste(over, mask=over.getchannel("A"))
    return ground
