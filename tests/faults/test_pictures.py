"""D6 and D7: pictures nobody vouches for end in a placeholder with a sentence, within limits."""

import json
import os
import random
import signal
import struct
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from recommender.pictures import (
    PictureStore,
    PictureTrouble,
    Workshop,
    inspect_picture,
)

PAPER = (0xF6, 0xF2, 0xEA)
MEMORY = 512_000_000


@pytest.fixture(scope="module")
def workshop():
    return Workshop(1, seconds=20)


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "shop" / "images"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def store(tmp_path, workshop):
    return PictureStore(tmp_path / "var", workshop)


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def png(width: int, height: int, *, colour: int = 0, depth: int = 8, extra: bytes = b"") -> bytes:
    """All zeros; colour as in the PNG header: 0 grey, 2 RGB, 6 RGBA."""
    channels = {0: 1, 2: 3, 6: 4}[colour]
    row = bytes(1 + (width * depth * channels + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = chunk(b"IHDR", header), extra, chunk(b"IDAT", packed), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def saved(picture: Image.Image, form: str, **options) -> bytes:
    stream = BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def many_scans() -> bytes:
    """A progressive JPEG that repeats its last scan: 1 MB that decodes for minutes."""
    picture = saved(Image.new("L", (7000, 7000), 9), "JPEG", progressive=True)
    scan = picture[picture.rfind(b"\xff\xda") : -2]
    return picture[:-2] + scan * (1_000_000 // len(scan)) + b"\xff\xd9"


def large_pixel(store: PictureStore, digest: str, at: tuple[int, int]) -> tuple[int, ...]:
    return Image.open(BytesIO(store.large(digest))).getpixel(at)


def near(pixel, colour, distance=8) -> bool:
    return all(abs(a - b) <= distance for a, b in zip(pixel, colour, strict=True))


def refused(store: PictureStore, images, name: str, content: bytes):
    """The trouble and its sentence, the same from an inspection."""
    (images / name).write_bytes(content)
    kept = store.keep(name, images)
    inspection = inspect_picture(name, images, store.workshop)
    assert kept.digest is None
    assert (kept.trouble, kept.note) == (inspection.trouble, inspection.sentence)
    return kept.trouble, kept.note


def test_too_many_pixels_in_few_bytes_are_not_opened(store, images):
    bomb = png(13_000, 13_000, depth=1)
    assert len(bomb) < 50_000
    assert refused(store, images, "a.png", bomb) == (
        PictureTrouble.TOO_LARGE,
        "The picture is 13,000 x 13,000 pixels; at most 50 million are opened.",
    )


def test_a_truncated_picture_is_damaged(store, images):
    whole = saved(Image.effect_noise((300, 300), 50), "JPEG")
    trouble, sentence = refused(store, images, "a.jpg", whole[: len(whole) // 2])
    assert trouble is PictureTrouble.DAMAGED
    assert "cut off" in sentence


@pytest.mark.parametrize("chunk_name", [b"iCCP", b"zTXt"])
def test_a_profile_or_text_that_inflates_to_100_mb_is_not_inflated(store, images, chunk_name):
    bomb = chunk(chunk_name, b"x\0\0" + zlib.compress(bytes(100_000_000), 9))
    trouble, _ = refused(store, images, "a.png", png(10, 10, extra=bomb))
    assert trouble is PictureTrouble.DAMAGED


def test_a_broken_profile_does_not_hide_the_picture(store, images):
    (images / "a.jpg").write_bytes(
        saved(Image.new("RGB", (50, 50), (10, 200, 30)), "JPEG", icc_profile=b"no profile" * 20)
    )
    kept = store.keep("a.jpg", images)
    assert near(large_pixel(store, kept.digest, (25, 25)), (10, 200, 30))


def test_a_picture_that_decodes_for_minutes_is_stopped_and_the_next_one_opens(images, tmp_path):
    store = PictureStore(tmp_path / "var", Workshop(1, seconds=2))
    (images / "slow.jpg").write_bytes(many_scans())
    (images / "next.png").write_bytes(png(10, 10))
    kept = store.keep("slow.jpg", images)
    assert kept.trouble is PictureTrouble.SLOW
    assert kept.note.startswith("The picture took over 2 seconds to open")
    store.workshop.seconds = 60
    assert store.keep("next.png", images).digest


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html></html>"]
)
def test_a_document_named_as_a_picture_is_none(store, images, content):
    trouble, sentence = refused(store, images, "a.jpg", content)
    assert trouble is PictureTrouble.FORMAT
    assert "save it as JPEG" in sentence


@pytest.mark.parametrize("form", ["PPM", "TGA", "PCX", "ICO", "EPS", "PDF", "JPEG2000"])
def test_a_form_outside_the_allow_list_is_not_opened(store, images, form):
    picture = saved(Image.new("RGB", (32, 32)), form)
    assert refused(store, images, "a.jpg", picture)[0] is PictureTrouble.FORMAT


def test_an_empty_file_says_so(store, images):
    trouble, sentence = refused(store, images, "a.jpg", b"")
    assert trouble is PictureTrouble.EMPTY
    assert "0 bytes" in sentence


def test_a_file_over_40_mb_is_not_read(store, images):
    with (images / "a.png").open("wb") as file:
        file.truncate(40_000_001)
    kept = store.keep("a.png", images)
    assert kept.trouble is PictureTrouble.TOO_HEAVY
    assert "40,000,001 bytes" in kept.note


def test_missing_folders_and_pipes_are_no_pictures(store, images):
    (images / "folder.jpg").mkdir()
    os.mkfifo(images / "pipe.jpg")
    assert store.keep("nowhere.jpg", images).note == "The picture nowhere.jpg is missing."
    assert store.keep("folder.jpg", images).trouble is PictureTrouble.NO_FILE
    assert store.keep("pipe.jpg", images).trouble is PictureTrouble.NO_FILE
    assert store.keep("", images).trouble is PictureTrouble.NO_FILE


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_an_animation_shows_its_first_frame(store, images, form):
    first = Image.new("RGB", (60, 60), (200, 0, 0))
    later = [Image.new("RGB", (60, 60), (0, 0, 200)) for _ in range(3)]
    (images / "a").write_bytes(saved(first, form, save_all=True, append_images=later))
    kept = store.keep("a", images)
    assert near(large_pixel(store, kept.digest, (30, 30)), (200, 0, 0))


@pytest.mark.parametrize(
    ("form", "mode", "colour", "seen"),
    [
        ("JPEG", "CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("PNG", "I;16", 40_000, (155, 155, 155)),
        ("TIFF", "I;16", 40_000, (155, 155, 155)),
        ("TIFF", "F", 99.0, (99, 99, 99)),
        ("PNG", "1", 1, (255, 255, 255)),
        ("PNG", "LA", (0, 0), PAPER),
        ("PNG", "RGBA", (0, 0, 0, 128), (123, 121, 117)),
        ("WEBP", "RGBA", (0, 0, 0, 0), PAPER),
        ("AVIF", "RGB", (10, 200, 30), (10, 200, 30)),
        ("BMP", "RGB", (10, 200, 30), (10, 200, 30)),
    ],
)
def test_every_kind_of_pixel_is_shown_as_it_was_meant(store, images, form, mode, colour, seen):
    (images / "a").write_bytes(saved(Image.new(mode, (50, 50), colour), form))
    kept = store.keep("a", images)
    assert near(large_pixel(store, kept.digest, (25, 25)), seen)


def test_a_transparent_colour_of_a_palette_is_paper(store, images):
    picture = Image.new("P", (50, 50), 0)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.paste(1, (0, 0, 25, 50))
    (images / "a.gif").write_bytes(saved(picture, "GIF", transparency=0))
    kept = store.keep("a.gif", images)
    assert near(large_pixel(store, kept.digest, (40, 25)), PAPER)
    assert near(large_pixel(store, kept.digest, (10, 25)), (0, 0, 255))


def two_halves(depth: int, colour: int, left: bytes, right: bytes, transparent: bytes) -> bytes:
    """A PNG of 96 x 50: `left` and `right` are the bytes of eight pixels (grey: colour 0, RGB: 2)
    of each half, `transparent` the one colour that is, as a PNG names it."""
    rows = (b"\0" + left * 6 + right * 6) * 50
    header = struct.pack(">IIBBBBB", 96, 50, depth, colour, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"tRNS", transparent), chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("depth", "colour", "left", "right", "transparent", "seen"),
    [
        (16, 0, b"\xff\xff" * 8, b"\x75\x30" * 8, b"\xff\xff", (117, 117, 117)),
        (16, 0, b"\x75\x30" * 8, b"\xff\xff" * 8, b"\x75\x30", (255, 255, 255)),
        (16, 0, b"\x75\x30" * 8, b"\x75\x31" * 8, b"\x75\x30", (117, 117, 117)),
        (16, 2, b"\xff\xff\0\0\0\0" * 8, b"\x75\x30" * 24, b"\xff\xff\0\0\0\0", (117,) * 3),
        (16, 2, b"\x75\x30" * 24, b"\x30\x30" * 24, b"\x75\x30" * 3, (48, 48, 48)),
        (16, 2, b"\0" * 48, b"\0\xc8" * 24, b"\0" * 6, (0, 0, 0)),
        (16, 2, b"\x80\0" * 24, b"\x80\xff" * 24, b"\x80\0" * 3, (128, 128, 128)),
        (16, 2, b"\xff\xff" * 24, b"\xff\0" * 24, b"\xff\xff" * 3, (255, 255, 255)),
        (16, 2, b"\x80\0" * 24, b"\x80\0\x80\0\x80\1" * 8, b"\x80\0" * 3, (128, 128, 128)),
        (16, 2, b"\x80\0" * 24, b"\x90\0" * 24, b"\x80\0" * 3, (144, 144, 144)),
        (8, 0, b"\xff" * 8, b"\x10" * 8, b"\x00\xff", (16, 16, 16)),
        (4, 0, b"\xff" * 4, b"\x33" * 4, b"\x00\x0f", (51, 51, 51)),
        (2, 0, b"\xff" * 2, b"\x55" * 2, b"\x00\x03", (85, 85, 85)),
        (1, 0, b"\xff", b"\x00", b"\x00\x01", (0, 0, 0)),
        (1, 0, b"\x00", b"\xff", b"\x00\x00", (255, 255, 255)),
    ],
)
def test_only_the_one_transparent_colour_of_a_png_is_paper_however_deep_it_is(
    store, images, depth, colour, left, right, transparent, seen
):
    (images / "a.png").write_bytes(two_halves(depth, colour, left, right, transparent))
    kept = store.keep("a.png", images)
    assert near(large_pixel(store, kept.digest, (10, 25)), PAPER)
    assert near(large_pixel(store, kept.digest, (86, 25)), seen)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("size", [(80, 40), (4000, 2000)])
def test_a_camera_held_sideways_is_turned(store, images, form, size):
    """EXIF 6: the right edge is up in the file's pixels, so red at the left comes to the top."""
    picture = Image.new("RGB", size, (0, 0, 255))
    picture.paste((255, 0, 0), (0, 0, size[0] // 4, size[1]))
    exif = Image.Exif()
    exif[0x0112] = 6
    (images / "a").write_bytes(saved(picture, form, exif=exif))
    kept = store.keep("a", images)
    assert (kept.width, kept.height) == size[::-1]
    shown = Image.open(BytesIO(store.large(kept.digest)))
    assert shown.height == 2 * shown.width
    assert near(shown.getpixel((shown.width // 2, 5)), (255, 0, 0))
    assert near(shown.getpixel((shown.width // 2, shown.height - 5)), (0, 0, 255))


@pytest.mark.parametrize("exif", [b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0", b"Exif\0\0MM"])
def test_broken_camera_notes_do_not_hide_the_picture(store, images, exif):
    (images / "a.jpg").write_bytes(saved(Image.new("RGB", (50, 40), (9, 99, 9)), "JPEG", exif=exif))
    assert store.keep("a.jpg", images).width == 50


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "a/../../secret.png",
        "/etc/passwd",
        "%2e%2e/secret.png",
        "%252e%252e%252fsecret.png",
        "..\\secret.png",
        "\\\\server\\share\\a.png",
        "//server/share/a.png",
        "C:/a.png",
        "a.png\0.jpg",
        "http://169.254.169.254/a.png",
        "file:///etc/passwd",
        "a\nb.png",
        "x" * 5_000,
        "\ud800.png",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(store, images, name):
    (images.parent / "secret.png").write_bytes(png(10, 10))
    for path in (name, images / name):
        kept = store.keep(path, images)
        assert kept.trouble is PictureTrouble.OUTSIDE
        assert kept.note.endswith("leads out of the shop's images; rename it.")
        assert inspect_picture(path, images, store.workshop).trouble is PictureTrouble.OUTSIDE


def test_a_link_may_stay_in_the_folder_but_not_leave_it(store, images):
    (images / "real.png").write_bytes(png(10, 10))
    (images.parent / "secret.png").write_bytes(png(10, 10))
    (images / "inside.png").symlink_to("real.png")
    (images / "outside.png").symlink_to("../secret.png")
    (images / "up").symlink_to("..")
    (images / "loop.png").symlink_to("loop.png")
    assert store.keep("inside.png", images).digest
    assert store.keep("outside.png", images).trouble is PictureTrouble.OUTSIDE
    assert store.keep("up/secret.png", images).trouble is PictureTrouble.OUTSIDE
    assert store.keep("loop.png", images).trouble is PictureTrouble.UNREADABLE


@pytest.mark.parametrize("name", ["100% wool.jpg", "grün 10:30.jpg", "👗.jpg", "a b/c.d.jpg"])
def test_an_unusual_but_honest_name_is_opened(store, images, name):
    (images / name).parent.mkdir(exist_ok=True)
    (images / name).write_bytes(png(10, 10))
    assert store.keep(name, images).digest


def test_no_room_for_a_thumbnail_says_so_and_works_again_with_room(images, tmp_path, workshop):
    (tmp_path / "var").write_text("a file stands where the folder should")
    store = PictureStore(tmp_path / "var", workshop)
    (images / "a.png").write_bytes(png(10, 10))
    kept = store.keep("a.png", images)
    assert kept.trouble is PictureTrouble.UNSTORED
    assert str(tmp_path / "var") in kept.note
    (tmp_path / "var").unlink()
    assert store.keep("a.png", images).digest


def test_a_worker_that_dies_between_two_pictures_is_replaced(store, images):
    (images / "a.png").write_bytes(png(10, 10))
    (images / "b.png").write_bytes(png(11, 11))
    assert store.keep("a.png", images).digest
    with store.workshop._borrow() as worker:
        worker._process.kill()
        worker._process.wait()
    assert store.keep("b.png", images).digest


def test_a_worker_that_dies_over_a_picture_takes_nothing_with_it(images, tmp_path):
    store = PictureStore(tmp_path / "var", Workshop(1, seconds=120))
    (images / "slow.jpg").write_bytes(many_scans())
    (images / "next.png").write_bytes(png(10, 10))
    others = {child.pid for child in psutil.Process().children()}
    with ThreadPoolExecutor(1) as threads:
        opening = threads.submit(store.keep, "slow.jpg", images)
        while not (started := {child.pid for child in psutil.Process().children()} - others):
            time.sleep(0.01)
        os.kill(started.pop(), signal.SIGKILL)
        assert opening.result().trouble is PictureTrouble.DAMAGED
    assert store.keep("next.png", images).digest


WHOLE = [
    saved(Image.effect_noise((40, 30), 60).convert(mode), form)
    for form, mode in [
        ("JPEG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("WEBP", "RGB"),
        ("GIF", "P"),
        ("AVIF", "RGB"),
        ("TIFF", "RGB"),
        ("BMP", "RGB"),
    ]
]


@st.composite
def scratched(draw) -> bytes:
    """A real picture with up to twenty bytes changed, perhaps cut."""
    content = bytearray(draw(st.sampled_from(WHOLE)))
    chance = random.Random(draw(st.integers()))
    for _ in range(draw(st.integers(0, 20))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content[: draw(st.integers(0, len(content)))])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.one_of(st.binary(max_size=200), scratched()))
def test_whatever_the_bytes_are_there_is_a_picture_or_a_sentence(
    content, tmp_path_factory, workshop
):
    folder = tmp_path_factory.mktemp("images")
    (folder / "a.jpg").write_bytes(content)
    kept = PictureStore(folder / "var", workshop).keep("a.jpg", folder)
    assert (kept.digest is None) == bool(kept.note) == (kept.trouble is not None)


BOMBS = {
    "grey.png": lambda: png(13_000, 13_000, depth=1),
    "rgba.png": lambda: png(7_000, 7_000, colour=6),
    "deep.png": lambda: png(7_000, 7_000, depth=16),
    "thin.png": lambda: png(50_000_000, 1, depth=1),
    "text.png": lambda: png(
        9, 9, extra=chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(1_000_000))) * 100
    ),
    "scans.jpg": many_scans,
    "cmyk.jpg": lambda: saved(
        Image.new("CMYK", (7_000, 7_000)), "JPEG", progressive=True, subsampling=0
    ),
    "big.webp": lambda: saved(Image.new("RGB", (7_000, 7_000)), "WEBP", method=0),
    "big.avif": lambda: saved(Image.new("RGB", (7_000, 7_000)), "AVIF", speed=10),
    "big.tif": lambda: saved(Image.new("RGB", (7_000, 7_000)), "TIFF", compression="tiff_lzw"),
}

MEASURED = """
import json, resource, sys
from pathlib import Path
from recommender.pictures import PictureStore, Workshop, keep_many
images = Path(sys.argv[1])
store = PictureStore(images.parent / "var", Workshop(2, seconds=5))
kept = keep_many(store, sorted(images.iterdir()), images)
with store.workshop._borrow() as one, store.workshop._borrow() as other:
    one.dismiss()
    other.dismiss()
unit = 1 if sys.platform == "darwin" else 1024
peaks = [resource.getrusage(who).ru_maxrss * unit
         for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({"peaks": peaks, "answered": sum(bool(k.digest or k.note) for k in kept)}))
"""

BETWEEN = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"
"""Linux hands a starting process's peak on to what it starts: this one has a low one."""


def test_no_process_takes_over_512_mb_whatever_is_opened(images):
    for name, make in BOMBS.items():
        (images / name).write_bytes(make())
    output = subprocess.check_output(
        [sys.executable, "-c", BETWEEN, sys.executable, "-c", MEASURED, str(images)], text=True
    )
    measured = json.loads(output)
    assert measured["answered"] == len(BOMBS)
    assert max(measured["peaks"]) < MEMORY
