"""The demo shop: large and varied enough to judge a recommender by, and always the same."""

import re

import pytest

from recommender.demo import build_demo_shop
from recommender.demo.catalogue import demo_catalogue, load_lines
from recommender.demo.drawing import PICTURES
from recommender.demo.palette import family, load_palette
from recommender.shop import Shop

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return build_demo_shop(tmp_path_factory.mktemp("demo") / "shop")


def test_the_shop_is_large_enough_to_judge_by(shop: Shop) -> None:
    facts = shop.facts
    assert facts["products"] >= 480
    assert facts["shoppers"] >= 3000
    assert facts["purchases"] >= 40_000
    assert demo_catalogue()["category"].nunique() >= 14


def test_it_opens_with_every_product_and_purchase_it_says_it_has(shop: Shop) -> None:
    assert len(shop.catalogue) == shop.facts["products"]
    assert shop.name == "Aldermere"
    assert shop.currency == "EUR"


def test_every_picture_it_names_is_there_and_a_few_products_have_none(shop: Shop) -> None:
    pictures = demo_catalogue()["picture"]
    assert 3 <= pictures.isna().sum() <= 30
    assert {path.name for path in shop.images.iterdir()} == set(pictures.dropna())


def test_a_few_products_are_not_available() -> None:
    assert 5 <= (~demo_catalogue()["available"]).sum() <= 60


def test_every_product_is_drawn_and_all_pictures_together_are_light() -> None:
    drawn = {path.stem: path.stat().st_size for path in PICTURES.glob("*.webp")}
    assert set(drawn) == set(demo_catalogue()["product_id"])
    assert sum(drawn.values()) <= 10 * MEGABYTE


def test_ids_are_short_slugs_and_titles_name_one_product_each() -> None:
    catalogue = demo_catalogue()
    slug = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
    assert [each for each in catalogue["product_id"] if not slug.fullmatch(each)] == []
    assert catalogue["product_id"].is_unique
    assert catalogue.loc[catalogue["title"].duplicated(), "title"].tolist() == []


def test_a_line_is_sold_in_each_of_its_colours() -> None:
    line = next(each for each in load_lines() if each.slug == "aran-roll-neck")
    rows = demo_catalogue().set_index("product_id").loc[[line.product_id(c) for c in line.colours]]
    assert rows.loc["aran-roll-neck-oat", "title"] == "Aran roll-neck in oat lambswool"
    assert set(rows["colour"]) == set(line.colours)


def test_every_colour_of_a_line_is_in_the_palette() -> None:
    named = {colour for line in load_lines() for colour in (*line.colours, *line.inks)}
    assert named - set(load_palette()) == set()


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("chalk", "light"), ("black", "dark"), ("tomato", "red"), ("sky", "blue"), ("moss", "green")],
)
def test_a_colour_belongs_to_the_family_one_would_say(colour: str, expected: str) -> None:
    assert family(colour) == expected


def test_building_twice_writes_the_same_tables(shop: Shop, tmp_path) -> None:
    again = build_demo_shop(tmp_path / "again")
    for table in ("catalogue.parquet", "purchases.parquet", "shop.toml"):
        assert (again.folder / table).read_bytes() == (shop.folder / table).read_bytes()
