"""Which products look alike."""

from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pandas as pd
import pytest
from PIL import Image, ImageDraw

from recommender.looks import Looks
from recommender.pictures import PictureStore
from recommender.pictures.look import LOOK_SIZE
from recommender.shop import Shop, write_shop

SHAPES = {
    "red-ball": ("ellipse", "crimson", 0),
    "red-ball-again": ("ellipse", "firebrick", 8),
    "blue-ball": ("ellipse", "navy", 0),
    "red-box": ("rectangle", "crimson", 0),
    "blue-box": ("rectangle", "navy", 4),
    "green-box": ("rectangle", "seagreen", 0),
}


def draw(path: Path, shape: str, colour: str, shift: int) -> None:
    picture = Image.new("RGB", (320, 400), "ivory")
    box = (60 + shift, 100 + shift, 260 + shift, 300 + shift)
    getattr(ImageDraw.Draw(picture), shape)(box, fill=colour)
    picture.save(path)


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> Shop:
    folder = tmp_path_factory.mktemp("looks")
    for name, shape in SHAPES.items():
        draw(folder / f"{name}.png", *shape)
    (folder / "broken.png").write_bytes(b"no picture")
    names = [*SHAPES, "broken"]
    return write_shop(
        folder / "shop",
        facts={},
        catalogue=pd.DataFrame(
            {
                "product_id": ["bare", *names],
                "title": "Toy",
                "picture": [None, *(f"{each}.png" for each in names)],
            }
        ),
        purchases=pd.DataFrame(
            {"shopper_id": ["1"], "product_id": ["bare"], "bought_at": [pd.Timestamp(0, tz="UTC")]}
        ),
        pictures={f"{each}.png": folder / f"{each}.png" for each in names},
    )


@pytest.fixture(scope="module")
def looks(shop, tmp_path_factory) -> Looks:
    made = Looks(shop, PictureStore(tmp_path_factory.mktemp("pictures")))
    made.gather()
    return made


def likest(looks: Looks, shop: Shop, product_id: str, count: int = 6) -> list[str]:
    return shop.catalogue.ids[looks.like(shop.catalogue.position(product_id), count)].tolist()


def test_the_same_shape_in_nearly_the_same_colour_is_the_likest(looks, shop):
    assert likest(looks, shop, "red-ball")[0] == "red-ball-again"
    assert likest(looks, shop, "red-ball-again")[0] == "red-ball"


def test_colour_and_shape_both_count(looks, shop):
    assert set(likest(looks, shop, "blue-ball", 3)) & {"blue-box", "red-ball"}
    assert "green-box" not in likest(looks, shop, "red-ball", 2)


def test_a_product_is_not_like_itself_nor_like_one_without_a_picture(looks, shop):
    for each in SHAPES:
        assert not {each, "bare", "broken"} & set(likest(looks, shop, each))


@pytest.mark.parametrize("product_id", ["bare", "broken"])
def test_without_a_picture_nothing_is_like_it(looks, shop, product_id):
    assert likest(looks, shop, product_id) == []


def test_a_product_is_compared_with_what_was_seen_so_far(shop, tmp_path):
    looks = Looks(shop, PictureStore(tmp_path))
    assert (len(looks), looks.seen) == (len(SHAPES) + 1, 0)
    assert likest(looks, shop, "red-ball") == []
    assert looks.seen == 1
    looks.gather()
    assert looks.seen == len(looks)
    assert likest(looks, shop, "red-ball")[0] == "red-ball-again"


def test_what_was_begun_goes_on_behind_until_all_are_seen(shop, tmp_path):
    looks = Looks(shop, PictureStore(tmp_path))
    looks.begin(seconds=0)
    looks.begin(seconds=0)
    until = monotonic() + 60
    while likest(looks, shop, "red-ball")[:1] != ["red-ball-again"] and monotonic() < until:
        sleep(0.05)
    assert likest(looks, shop, "red-ball")[0] == "red-ball-again"
    assert looks.seen == len(looks)


def test_how_a_picture_looks_is_kept_beside_it_and_read_again(shop, tmp_path):
    store = PictureStore(tmp_path)
    first = Looks(shop, store)
    first.gather()
    kept = store.keep("red-ball.png", shop.images)
    assert len(np.frombuffer(store.aside(kept.digest, "look"), np.float16)) == LOOK_SIZE
    again = Looks(shop, PictureStore(tmp_path))
    again.gather()
    assert likest(again, shop, "red-ball") == likest(first, shop, "red-ball")


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 1_000])
def test_a_damaged_note_is_worked_out_again(shop, tmp_path, damage):
    store = PictureStore(tmp_path)
    for name in SHAPES:
        store.put_aside(store.keep(f"{name}.png", shop.images).digest, "look", damage)
    looks = Looks(shop, store)
    looks.gather()
    assert likest(looks, shop, "red-ball")[0] == "red-ball-again"
