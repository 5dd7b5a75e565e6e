"""python -m recommender import, where the tables would make a shop that misleads."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from recommender.__main__ import main
from recommender.shop import ShopUnreadable, open_shop

PRODUCTS = "product_id,title\n00101,Backpack\n00102,Tent\n"
PURCHASES = "shopper_id,product_id,bought_at\ns1,00101,2026-01-02\ns2,00102,2026-01-03\n"


def tables(folder: Path, products: str = PRODUCTS, purchases: str = PURCHASES) -> Path:
    folder.mkdir()
    (folder / "catalogue.csv").write_text(products, "utf-8")
    (folder / "purchases.csv").write_text(purchases, "utf-8")
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A good shop of two purchases."""
    assert main(["import", str(tables(tmp_path / "good")), "--shop", str(tmp_path / "shop")]) == 0
    return tmp_path / "shop"


EMPTY = {
    "zeros lost": (PRODUCTS, PURCHASES.replace(",00", ","), "lost the zeros in front of its ids"),
    "capitals": (
        PRODUCTS.replace("00101", "ab").replace("00102", "cd"),
        PURCHASES.replace("00101", "AB").replace("00102", "CD"),
        "the first one is of 'AB', the catalogue's first product is 'ab'; they differ in capitals",
    ),
    "numbers": (
        PRODUCTS,
        PURCHASES.replace("00101", "00101.0").replace("00102", "00102.0"),
        "a .0 behind",
    ),
    "another catalogue": (PRODUCTS, PURCHASES.replace("001", "x"), "name the column that holds"),
    "no products": ("product_id,title\n", PURCHASES, "has no products, so nothing can be fitted"),
    "no purchases": (PRODUCTS, PURCHASES.partition("\n")[0] + "\n", "has no purchases, so nothing"),
    "no dates": (
        PRODUCTS,
        PURCHASES.replace("2026-01-02", "").replace("2026-01-03", ""),
        "none of 2 purchases is kept (2 without a date), so nothing can be fitted",
    ),
    "each its own reason": (
        PRODUCTS,
        PURCHASES.replace("s1", "").replace("2026-01-03", ""),
        "none of 2 purchases is kept (1 without a shopper, 1 without a date)",
    ),
}


@pytest.mark.parametrize(("products", "purchases", "said"), EMPTY.values(), ids=EMPTY)
def test_a_good_shop_is_never_replaced_by_one_in_which_nothing_can_be_fitted(
    shop, tmp_path, capsys, products, purchases, said
):
    source = tables(tmp_path / "new", products, purchases)
    capsys.readouterr()
    assert main(["import", str(source), "--shop", str(shop)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.endswith(f"The shop in {shop} stays as it is.\n")
    assert len(open_shop(shop).purchases) == 2


def test_the_first_id_of_each_side_is_named(shop, tmp_path, capsys):
    source = tables(tmp_path / "new", PRODUCTS, PURCHASES.replace(",00", ","))
    assert main(["import", str(source), "--shop", str(shop)]) == 2
    said = capsys.readouterr().err
    assert "the first one is of '101', the catalogue's first product is '00101'" in said


MANY = "shopper_id,product_id,bought_at\n" + "s1,00101,2026-01-02\n" * 50
LITTLE = {
    "spelt otherwise": (
        MANY.replace("00101", "101") + "s1,00102,2026-01-03\n",
        "only 1 of 51 purchases are of products of the catalogue: the first other one is of '101', "
        "the catalogue's first product is '00101'; one of the tables lost the zeros",
    ),
    "no dates": (
        MANY.replace("2026-01-02", "") + "s1,00102,2026-01-03\n",
        "only 1 of 51 purchases would be kept (50 without a date); mend its tables",
    ),
    "each its own reason": (
        MANY.replace("2026-01-02", "", 25).replace("s1,00101,2026", ",00101,2026")
        + "s1,00102,2026-01-03\n",
        "only 1 of 51 purchases would be kept (25 without a shopper, 25 without a date)",
    ),
}


@pytest.mark.parametrize(("purchases", "said"), LITTLE.values(), ids=LITTLE)
def test_a_good_shop_is_never_replaced_by_one_that_keeps_next_to_nothing(
    shop, tmp_path, capsys, purchases, said
):
    source = tables(tmp_path / "new", PRODUCTS, purchases)
    capsys.readouterr()
    assert main(["import", str(source), "--shop", str(shop)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert "name another folder with --shop" in told.err
    assert told.err.endswith(f"The shop in {shop} stays as it is.\n")
    assert len(open_shop(shop).purchases) == 2


def test_a_shop_that_always_kept_little_is_replaced_by_the_like(tmp_path):
    little, shop = LITTLE["no dates"][0], tmp_path / "shop"
    for name in ("first", "next"):
        source = tables(tmp_path / name, PRODUCTS, little)
        assert main(["import", str(source), "--shop", str(shop)]) == 0
    assert open_shop(shop).facts["imported_from"] == str(tmp_path / "next")


def test_a_tenth_is_enough_to_replace_a_good_shop(shop, tmp_path):
    purchases = MANY.replace("00101", "x") + "s1,00102,2026-01-03\n" * 6
    source = tables(tmp_path / "new", PRODUCTS, purchases)
    assert main(["import", str(source), "--shop", str(shop)]) == 0
    assert len(open_shop(shop).purchases) == 6


IDS = [f"p{number:02}" for number in range(30)]


def pictured(folder: Path, present: list[str], named: bool = True) -> Path:
    """Thirty products, each of which names a picture; only those `present` have one."""
    rows = [f"{each},Tent,{each}.png" if named else f"{each},Tent," for each in IDS]
    products = "\n".join(["product_id,title,picture", *rows]) + "\n"
    tables(folder, products, PURCHASES.replace("00101", "p00").replace("00102", "p01"))
    for each in present:
        (folder / "images").mkdir(exist_ok=True)
        Image.new("RGB", (8, 8), "red").save(folder / "images" / f"{each}.png")
    return folder


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    """One source with all of its pictures."""
    return pictured(tmp_path_factory.mktemp("sources") / "whole", IDS)


@pytest.mark.parametrize(
    ("present", "named", "said"),
    [
        ([], True, "0 of its 30 pictures can be shown (30 missing), not so 'p00.png'; the shop"),
        (["p00", "p02"], True, "2 of its 30 pictures can be shown (28 missing), not so 'p01.png'"),
        ([], False, "it names no pictures; the shop has 30, such as 'p00.png'; put the pictures"),
    ],
)
def test_a_shop_with_pictures_is_never_replaced_by_one_without(
    sources, tmp_path, capsys, present, named, said
):
    shop = tmp_path / "shop"
    assert main(["import", str(sources), "--shop", str(shop)]) == 0
    source = pictured(tmp_path / "new", present, named)
    capsys.readouterr()
    assert main(["import", str(source), "--shop", str(shop)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert f"put the pictures into {source / 'images'} and import it again" in told
    assert len(list((shop / "images").iterdir())) == 30
    assert main(["import", str(pictured(tmp_path / "some", IDS[:5])), "--shop", str(shop)]) == 0
    assert len(list((shop / "images").iterdir())) == 5


def test_where_no_shop_stands_yet_an_empty_one_is_written_and_said_to_be(tmp_path, capsys):
    source = tables(tmp_path / "new", PRODUCTS, PURCHASES.replace(",00", ","))
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 0
    assert "no purchase is of a product of the catalogue" in capsys.readouterr().err


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("prices", [["1.290", "2.450"], ["899", "1.290"], [" 1.290", "12.990 "]])
def test_prices_that_may_be_thousands_or_decimals_are_refused(tmp_path, capsys, mark, prices):
    source = priced(tmp_path / "new", mark, prices)
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 2
    said = capsys.readouterr().err
    assert "every price with a point has three digits after it" in said
    assert "write 1290.00 or 1.2900, whichever is meant" in said


@pytest.mark.parametrize(
    ("prices", "says"),
    [
        (["1,299", "2,450"], "every price with a comma has three digits after it"),
        (["1.299,00", "12.50"], "but others mark their decimals otherwise"),
        (["1.29.900", "5"], "which is not a number; write it as 12.50 or 1299.00"),
    ],
)
def test_a_mark_that_may_be_either_is_refused_with_its_row(tmp_path, capsys, prices, says):
    source = priced(tmp_path / "new", ";", prices)
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 2
    said = capsys.readouterr().err
    assert "row 2: price is " in said or "row 3: price is " in said
    assert says in said


@pytest.mark.parametrize(
    ("mark", "prices", "read"),
    [
        (",", ["1.299", "2.5"], [1.299, 2.5]),
        (",", ["0.999", "1.299"], [0.999, 1.299]),
        (",", ["1.299", "1299.500"], [1.299, 1299.5]),
        (",", ["1.2990", "2.4500"], [1.299, 2.45]),
        (",", ["1299", "2450"], [1299, 2450]),
        (";", ["899", "1.299"], [899, 1299]),
        (";", ["12.50", "1.299"], [12.5, 1.299]),
        (";", ["1299.00", "2450.00"], [1299, 2450]),
        (";", ["1.299,00", "12,50"], [1299, 12.5]),
        (";", ["2,5", "3"], [2.5, 3]),
        (",", ["1'299.00", "5"], [1299, 5]),
        (";", ["1 299,00 €", "€ 5"], [1299, 5]),
        (",", ["19.90 EUR", "eur1299.00"], [19.9, 1299]),
    ],
)
def test_prices_whose_notation_is_plain_are_read_as_they_are_meant(tmp_path, mark, prices, read):
    source = priced(tmp_path / "new", mark, prices)
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 0
    assert pd.read_parquet(tmp_path / "shop" / "catalogue.parquet")["price"].tolist() == read


def test_thousands_that_were_read_are_noted(tmp_path, capsys):
    source = priced(tmp_path / "new", ";", ["1.299", "2.450"])
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 0
    assert "2 noted: price such as 1.299 read as 1299" in capsys.readouterr().out


def test_prices_of_purchases_and_of_a_shop_written_by_hand_are_asked_after_too(tmp_path, capsys):
    bought = "shopper_id,product_id,bought_at,price\ns1,00101,2026-01-02,1.290\n"
    source = tables(tmp_path / "new", PRODUCTS, bought)
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 2
    assert "purchases.csv, row 2: price is '1.290'" in capsys.readouterr().err
    hand = priced(tmp_path / "hand", ",", ["1.299", "2.450"])
    (hand / "shop.toml").write_text("")
    assert main(["search", "--shop", str(hand), "Tent"]) == 2
    assert "catalogue.csv, row 2: price is '1.299'" in capsys.readouterr().err


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("quantities", [["1.000", "2.000"], ["12", "1.500"], [" 1.000", "12"]])
def test_quantities_that_may_be_thousands_or_decimals_are_refused(
    tmp_path, capsys, mark, quantities
):
    source = counted(tmp_path / "new", mark, quantities)
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 2
    assert "every quantity with a point has three digits after it" in capsys.readouterr().err
    assert not (tmp_path / "shop").exists()


@pytest.mark.parametrize(
    ("mark", "quantities", "read"),
    [
        (";", ["1.299", "2.000"], [1299, 2000]),
        (";", ["3", "1.001"], [3, 1001]),
        (";", ["1.000", "2.0"], [1, 2]),
        (",", ["1.000", "2.0"], [1, 2]),
        (",", ["6.0", "12"], [6, 12]),
    ],
)
def test_quantities_whose_notation_is_plain_are_read_as_they_are_meant(
    tmp_path, mark, quantities, read
):
    source = counted(tmp_path / "new", mark, quantities)
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 0
    assert pd.read_parquet(tmp_path / "shop/purchases.parquet")["quantity"].tolist() == read


def test_thousands_of_pieces_that_were_read_are_noted_beside_those_of_prices(tmp_path, capsys):
    source = counted(tmp_path / "new", ";", ["1.299;2.499", "2;30"])
    path = source / "purchases.csv"
    path.write_text(path.read_text().replace("quantity", "quantity;price"))
    assert main(["import", str(source), "--shop", str(tmp_path / "shop")]) == 0
    said = capsys.readouterr().out
    assert "1 noted: quantity such as 1.299 read as 1299" in said
    assert "1 noted: price such as 2.499 read as 2499" in said


def test_quantities_of_a_shop_written_by_hand_are_asked_after_too(tmp_path, capsys):
    hand = counted(tmp_path / "hand", ",", ["1.000", "2.000"])
    (hand / "shop.toml").write_text("")
    with pytest.raises(ShopUnreadable, match="every quantity with a point has three digits"):
        _ = open_shop(hand).purchases


def counted(folder: Path, mark: str, quantities: list[str]) -> Path:
    rows = [f"s1,00101,2026-01-02,{each}" for each in "@#"]
    rows = ["shopper_id,product_id,bought_at,quantity", *rows]
    text = "\n".join(rows).replace(",", mark)
    text = text.replace("@", quantities[0]).replace("#", quantities[1])
    return tables(folder, PRODUCTS, text + "\n")


def priced(folder: Path, mark: str, prices: list[str]) -> Path:
    rows = ["00101,Backpack", "00102,Tent"]
    lines = [f"{row},{price}" for row, price in zip(rows, ("@", "@@"), strict=True)]
    text = "\n".join(["product_id,title,price", *lines]).replace(",", mark)
    return tables(folder, text.replace("@@", prices[1]).replace("@", prices[0]) + "\n")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("title", "Tent\x1b[2J", "holds the control character ESC (U+001B)"),
        ("product_id", "00\x00101", "holds the control character NUL (U+0000)"),
        ("colours", ["red", "gre\x07en"], "holds the control character BEL (U+0007)"),
    ],
)
def test_text_that_cannot_be_shown_is_refused_with_its_product(
    shop, tmp_path, capsys, column, cell, said
):
    source = tables(tmp_path / "new")
    (source / "catalogue.csv").unlink()
    product = {"product_id": "00101", "title": "Tent", "colours": ["red"], column: cell}
    pq.write_table(pa.Table.from_pylist([product]), source / "catalogue.parquet")
    assert main(["import", str(source), "--shop", str(shop)]) == 2
    assert f"the {column} of product {product['product_id']!r} {said}" in capsys.readouterr().err
    assert open_shop(shop).catalogue["00101"].title == "Backpack"
