"""Real photos of wine bottles as tiles."""

from io import BytesIO

import pytest
from PIL import Image

from recommender.pictures import PictureStore, keep_many, pack

pytestmark = pytest.mark.real_data

TEAL = (77, 107, 114)


@pytest.fixture(scope="module")
def images(real_data):
    return real_data / "x-wines" / "images"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return PictureStore(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def kept(store, images):
    return keep_many(store, sorted(images.iterdir()), images)


def tile(store, kept) -> Image.Image:
    return Image.open(BytesIO(store.tile(kept.digest)))


def test_every_photo_becomes_a_light_tile_of_one_size(store, kept):
    assert len(kept) == 100
    assert {(each.trouble, each.width, each.height) for each in kept} == {(None, 480, 640)}
    assert {tile(store, each).size for each in kept} == {(320, 400)}
    assert sum(len(store.tile(each.digest)) for each in kept) / len(kept) < 13_000


def test_most_bottles_stand_on_their_own_ground_up_to_the_edge(store, kept):
    """Most of them were cut out onto one teal; the tile's outermost column has it too."""
    corners = [tile(store, each).getpixel((1, 200)) for each in kept]
    teal = [
        corner
        for corner in corners
        if all(abs(a - b) < 12 for a, b in zip(corner, TEAL, strict=True))
    ]
    assert len(teal) > 50


def test_a_screen_of_sixty_is_one_response_under_a_megabyte(store, kept):
    packed = pack(store, [each.digest for each in kept[:60]])
    assert 100_000 < len(packed) < 1_000_000
