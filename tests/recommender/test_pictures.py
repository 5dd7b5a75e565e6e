"""Pictures become thumbnails that show the whole product, once, whoever asks."""

import hashlib
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from recommender.pictures import (
    PackTooLarge,
    PictureStore,
    PictureUnknown,
    Workshop,
    encode_webp,
    inspect_picture,
    keep_many,
    pack,
)
from recommender.pictures.shelf import Shelf

PAPER = (0xF6, 0xF2, 0xEA)
UNKNOWN = "0" * 64


@pytest.fixture(scope="module")
def workshop():
    return Workshop(2)


@pytest.fixture
def store(tmp_path, workshop):
    return PictureStore(tmp_path / "var", workshop)


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    return folder


def opened(blob: bytes) -> Image.Image:
    picture = Image.open(BytesIO(blob))
    assert picture.format == "WEBP"
    return picture


def near(pixel, colour, distance=6) -> bool:
    return all(abs(a - b) <= distance for a, b in zip(pixel, colour, strict=True))


def with_a_red_product(size, ground) -> Image.Image:
    """A red square in the middle of an even ground."""
    picture = Image.new("RGB", size, ground)
    middle = size[0] // 2, size[1] // 2
    picture.paste((200, 20, 20), (middle[0] - 40, middle[1] - 40, middle[0] + 40, middle[1] + 40))
    return picture


def test_a_drawn_png_becomes_webp_of_its_size_on_paper():
    stream = BytesIO()
    Image.new("RGBA", (48, 60), (0, 0, 0, 0)).save(stream, "PNG")
    picture = opened(encode_webp(stream.getvalue()))
    assert picture.size == (48, 60)
    assert near(picture.getpixel((20, 20)), PAPER)


def test_a_tile_is_four_by_five_and_a_large_one_is_at_most_960_by_1200(store, images):
    with_a_red_product((3000, 2000), (250, 250, 250)).save(images / "wide.jpg")
    kept = store.keep("wide.jpg", images)
    assert (kept.width, kept.height) == (3000, 2000)
    assert opened(store.tile(kept.digest)).size == (320, 400)
    assert opened(store.large(kept.digest)).size == (960, 640)


def test_a_small_original_fills_its_tile_and_is_never_enlarged_beyond(store, images):
    with_a_red_product((200, 100), (0, 0, 255)).save(images / "small.png")
    kept = store.keep("small.png", images)
    assert opened(store.large(kept.digest)).size == (200, 100)
    tile = opened(store.tile(kept.digest))
    assert near(tile.getpixel((160, 200)), (200, 20, 20))
    assert near(tile.getpixel((160, 140)), (200, 20, 20))
    assert near(tile.getpixel((160, 100)), (0, 0, 255))


def test_an_icon_is_not_made_a_blur(store, images):
    Image.new("RGB", (16, 20), (200, 20, 20)).save(images / "icon.png")
    Image.effect_noise((16, 20), 120).convert("RGB").save(images / "busy.png")
    tile = opened(store.tile(store.keep("busy.png", images).digest))
    assert near(tile.getpixel((160 - 45, 200)), PAPER)


def test_a_busy_photo_of_almost_the_shape_of_a_tile_fills_it(store, images):
    Image.effect_noise((480, 640), 120).convert("RGB").point(lambda v: v // 2).save(
        images / "busy.png"
    )
    tile = opened(store.tile(store.keep("busy.png", images).digest))
    assert not near(tile.getpixel((1, 200)), PAPER, 60)


@pytest.mark.parametrize("size", [(300, 500), (500, 300)])
def test_a_ground_that_changes_gently_goes_on_to_the_side_of_the_tile(store, images, size):
    light = Image.linear_gradient("L").resize(size).point(lambda value: 150 + value // 4)
    if size[0] > size[1]:
        light = light.transpose(Image.Transpose.ROTATE_90).resize(size)
    wall = light.convert("RGB")
    wall.paste((90, 20, 20), (size[0] // 3, size[1] // 3, 2 * size[0] // 3, 2 * size[1] // 3))
    wall.save(images / "wall.png")
    tile = opened(store.tile(store.keep("wall.png", images).digest))
    for place in range(20, 300, 40):
        point, beside = (
            ((2, place), (45, place)) if size[1] > size[0] else ((place, 5), (place, 150))
        )
        assert near(tile.getpixel(point), tile.getpixel(beside), 8)


def test_an_even_ground_goes_on_to_the_edge_of_the_tile(store, images):
    with_a_red_product((480, 480), (77, 107, 114)).save(images / "even.png")
    tile = opened(store.tile(store.keep("even.png", images).digest))
    assert near(tile.getpixel((160, 5)), (77, 107, 114))
    assert near(tile.getpixel((160, 395)), (77, 107, 114))


def test_a_product_that_touches_the_box_does_not_change_the_ground_beside_it(store, images):
    bottle = Image.new("RGB", (480, 640), (77, 107, 114))
    bottle.paste((10, 10, 10), (120, 0, 360, 640))
    bottle.save(images / "bottle.png")
    tile = opened(store.tile(store.keep("bottle.png", images).digest))
    assert near(tile.getpixel((2, 200)), (77, 107, 114))


def test_a_photo_without_an_even_ground_stands_on_paper(store, images):
    Image.effect_noise((480, 480), 120).convert("RGB").save(images / "busy.png")
    tile = opened(store.tile(store.keep("busy.png", images).digest))
    assert near(tile.getpixel((160, 5)), PAPER)


def test_the_ground_is_the_average_colour(store, images):
    half = Image.new("RGB", (320, 400), (0, 0, 0))
    half.paste((200, 100, 50), (0, 0, 160, 400))
    half.save(images / "half.png")
    assert store.keep("half.png", images).ground == "#643219"


def test_the_digest_is_the_sha256_of_the_originals_bytes(store, images):
    with_a_red_product((100, 100), PAPER).save(images / "a.png")
    kept = store.keep("a.png", images)
    assert kept.digest == hashlib.sha256((images / "a.png").read_bytes()).hexdigest()


def test_nothing_a_camera_wrote_leaves_the_house(store, images):
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    Image.new("RGB", (400, 500), (9, 9, 9)).save(
        images / "a.jpg",
        exif=exif,
        comment=b"private",
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    kept = store.keep("a.jpg", images)
    for blob in (store.tile(kept.digest), store.large(kept.digest)):
        picture = opened(blob)
        assert not picture.getexif()
        assert picture.info.keys().isdisjoint({"exif", "icc_profile", "xmp", "comment"})
        assert b"somebody" not in blob


def linear_profile() -> bytes:
    """sRGB's primaries with an even curve, as an ICC profile."""
    primaries = {"r": (0.4361, 0.2225, 0.0139), "g": (0.3851, 0.7169, 0.0971)}
    primaries["b"] = (0.1431, 0.0606, 0.7139)
    tags = {b"wtpt": xyz(0.9642, 1.0, 0.8249)}
    for colour, values in primaries.items():
        tags[f"{colour}XYZ".encode()] = xyz(*values)
        tags[f"{colour}TRC".encode()] = b"curv" + bytes(8)
    offset = 128 + 4 + 12 * len(tags)
    table, content = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        table += name + struct.pack(">II", offset + len(content), len(value))
        content += value
    header = struct.pack(">I4xI", offset + len(content), 0x02400000) + b"mntrRGB XYZ "
    return (header + bytes(12) + b"acsp").ljust(68, b"\0").ljust(128, b"\0") + table + content


def xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def test_colours_are_shown_through_the_pictures_own_profile(store, images):
    """Half the light is 188 of 255 in sRGB: 255 * (1.055 * 0.502 ** (1 / 2.4) - 0.055)."""
    picture = Image.new("RGB", (100, 100), (128, 128, 128))
    picture.save(images / "linear.png", icc_profile=linear_profile())
    kept = store.keep("linear.png", images)
    assert near(opened(store.large(kept.digest)).getpixel((50, 50)), (188, 188, 188))


def test_an_unchanged_file_is_not_read_again_and_a_changed_one_has_a_new_digest(store, images):
    with_a_red_product((100, 100), PAPER).save(images / "a.png")
    time.sleep(0.05)  # what was written this instant is never remembered
    first = store.keep("a.png", images)
    assert store.keep(images / "a.png", images) is first
    with_a_red_product((100, 100), (0, 255, 0)).save(images / "a.png")
    assert store.keep("a.png", images).digest != first.digest
    assert store.known(first.digest)


def test_another_process_finds_what_was_kept_with_its_ground(store, images, tmp_path, workshop):
    with_a_red_product((100, 120), PAPER).save(images / "a.png")
    kept = store.keep("a.png", images)
    again = PictureStore(tmp_path / "var", workshop)
    assert again.known(kept.digest)
    assert again.keep("a.png", images) == kept


def test_several_threads_and_processes_keep_the_same_pictures_at_once(images, tmp_path):
    for number in range(6):
        with_a_red_product((100 + number, 120), PAPER).save(images / f"{number}.png")
    script = (
        "import sys; from pathlib import Path; from recommender.pictures import *\n"
        "images, var = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "kept = keep_many(PictureStore(var), sorted(images.iterdir()), images)\n"
        "print(*(each.digest for each in kept))"
    )
    command = [sys.executable, "-c", script, str(images), str(tmp_path / "var")]
    with ThreadPoolExecutor(3) as threads:
        runs = list(threads.map(lambda _: subprocess.check_output(command, text=True), range(3)))
    assert len(set(runs)) == 1
    store = PictureStore(tmp_path / "var")
    assert all(opened(store.tile(digest)).size == (320, 400) for digest in runs[0].split())
    assert not [path for path in (tmp_path / "var").rglob(".*") if path.is_file()]


def test_many_are_kept_in_order_and_the_progress_is_told(store, images):
    for number in range(5):
        Image.new("RGB", (10, 10), (number, 0, 0)).save(images / f"{number}.png")
    paths = [images / "3.png", images / "missing.png", images / "1.png"]
    told = []
    kept = keep_many(store, paths, images, lambda done, all_: told.append((done, all_)))
    assert [each.digest for each in kept] == [store.keep(path, images).digest for path in paths]
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("digest", ["", "abc", UNKNOWN, UNKNOWN + "\n", "../" * 21 + "x", "A" * 64])
def test_a_digest_that_is_none_or_not_known_has_no_picture(store, digest):
    assert not store.known(digest)
    with pytest.raises(PictureUnknown):
        store.tile(digest)
    with pytest.raises(PictureUnknown):
        store.large(digest)


def test_a_pack_is_every_tile_in_order_each_after_its_length(store, images):
    with_a_red_product((100, 100), PAPER).save(images / "a.png")
    with_a_red_product((100, 100), (0, 0, 0)).save(images / "b.png")
    first, second = (store.keep(name, images).digest for name in ("a.png", "b.png"))
    packed = pack(store, [second, UNKNOWN, "../../etc/passwd", first])
    expected = b""
    for blob in (store.tile(second), b"", b"", store.tile(first)):
        expected += len(blob).to_bytes(4, "big") + blob
    assert packed == expected


def test_a_pack_has_at_most_200_pictures(store):
    assert pack(store, [UNKNOWN] * 200) == bytes(800)
    with pytest.raises(PackTooLarge, match="at most 200"):
        pack(store, [UNKNOWN] * 201)


def test_a_shelf_forgets_what_was_not_asked_for_longest():
    shelf = Shelf(capacity=10)
    shelf.put("a", b"1234")
    shelf.put("b", b"1234")
    assert shelf.find("a") == b"1234"
    shelf.put("c", b"1234")
    assert (shelf.find("a"), shelf.find("b"), shelf.find("c")) == (b"1234", None, b"1234")
    shelf.put("a", b"1")
    shelf.put("d", b"12345")
    assert (shelf.find("a"), shelf.find("c"), shelf.find("d")) == (b"1", b"1234", b"12345")


def test_an_inspection_says_the_size_without_keeping(images, workshop):
    Image.new("RGB", (30, 20)).save(images / "a.gif")
    inspection = inspect_picture("a.gif", images, workshop)
    assert (inspection.width, inspection.height, inspection.trouble) == (30, 20, None)


def test_a_workshop_leaves_no_process_behind():
    script = (
        "from recommender.pictures import Workshop\n"
        "workshop = Workshop(1)\n"
        "with workshop._borrow() as worker: print(worker._process.pid, flush=True)\n"
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    process = Path("/proc") / run.stdout.strip()
    deadline = time.monotonic() + 20
    while _running(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert run.stdout.strip().isdigit()
    assert not _running(process)


def _running(process: Path) -> bool:
    """A zombie waits only for whoever reaps orphans here."""
    try:
        return process.joinpath("stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
