"""Any catalogue and purchases: what is kept, what is dropped, what is refused."""

import gzip
import json
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from PIL import Image

from recommender.__main__ import main
from recommender.shop import Shop, open_shop

PRODUCTS = (
    "product_id,title,price,colour,foods\n00123,NA,12.50,red,\"['Beef', 'Lamb']\"\n7,Tent,,,\n"
)
PURCHASES = """shopper_id,product_id,bought_at,quantity,price
0042,00123,2026-03-01,2,12.50
0042,7,2026-03-02 10:30:00,,
,7,2026-03-02,1,
0043,,2026-03-02,1,
0043,999,2026-03-02,1,
0043,7,,1,
0043,7,2026-03-02,0,
0043,7,2026-03-02,1,-5
"""


@pytest.fixture
def source(tmp_path) -> Path:
    source = tmp_path / "files"
    source.mkdir()
    (source / "catalogue.csv").write_text(PRODUCTS, "utf-8")
    (source / "purchases.csv").write_text(PURCHASES, "utf-8")
    return source


def imported(source: Path, *options: str) -> Shop:
    shop = source.parent / "shop"
    assert main(["import", str(source), "--shop", str(shop), *options]) == 0
    return open_shop(shop)


def refused(source: Path, capsys, *options: str) -> str:
    """The sentence; nothing was written, nothing is left beside."""
    shop = source.parent / "shop"
    assert main(["import", str(source), "--shop", str(shop), *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert [each.name for each in source.parent.iterdir()] == [source.name]
    return said.err


def jpeg() -> bytes:
    stream = BytesIO()
    Image.effect_noise((64, 64), 50).save(stream, "JPEG")
    return stream.getvalue()


def test_what_is_dropped_is_counted_by_reason(source, capsys):
    shop = imported(source, "--json")
    counts = json.loads(capsys.readouterr().out)
    assert counts["layout"] == "tables"
    assert counts["purchases"] == {
        "read": 8,
        "kept": 2,
        "dropped": {
            "without a shopper": 1,
            "without a product": 1,
            "of a product the catalogue lacks": 1,
            "without a date": 1,
            "quantity below 1": 1,
            "price below 0": 1,
        },
        "notes": {},
    }
    assert shop.purchases.quantity.tolist() == [2, 1]


def test_the_account_is_printed_for_people(source, capsys):
    imported(source)
    printed = capsys.readouterr().out
    assert "purchases            8 read           2 kept" in printed
    assert "1 dropped: without a shopper" in printed


def test_ids_and_titles_are_exact(source):
    shop = imported(source)
    assert shop.catalogue.ids.tolist() == ["00123", "7"]
    assert shop.catalogue["00123"].title == "NA"
    assert shop.purchases.shopper_ids.tolist() == ["0042"]


def test_a_column_of_python_lists_becomes_lists(source):
    assert imported(source).catalogue["00123"].value("foods") == ["Beef", "Lamb"]


def test_facts_may_be_given(source):
    shop = imported(source, "--name", "Camp", "--currency", "GBP", "--licence", "CC0")
    assert (shop.name, shop.currency, shop.facts["licence"]) == ("Camp", "GBP", "CC0")
    assert shop.facts["imported_as"] == "tables"


def test_columns_may_be_named(source):
    path = source / "catalogue.csv"
    path.write_text(PRODUCTS.replace("product_id,title", "SKU,name"), "utf-8")
    purchases = source / "purchases.csv"
    purchases.write_text(PURCHASES.replace("product_id", "article"), "utf-8")
    names = ("product_id=SKU", "title=name", "product_id=article")
    shop = imported(source, *(part for name in names for part in ("--column", name)))
    assert shop.catalogue["00123"].title == "NA"
    assert len(shop.purchases) == 2


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("product_id=SKUS", "no table has a column 'SKUS'"),
        ("product=SKU", "Did you mean 'product_id'?"),
        ("product_id", "write --column product_id=SKU"),
    ],
)
def test_a_column_that_is_not_there_is_refused(source, capsys, option, says):
    assert says in refused(source, capsys, "--column", option)


def test_another_layout_takes_no_column_names(source, capsys):
    options = ("--layout", "x-wines", "--column", "product_id=SKU")
    assert "leave --column out" in refused(source, capsys, *options)


def test_parquet_and_packed_csv_read_the_same(source):
    frame = pd.read_csv(source / "catalogue.csv", dtype=str, keep_default_na=False, na_values=[""])
    frame.astype({"price": float}).to_parquet(source / "catalogue.parquet", index=False)
    (source / "catalogue.csv").unlink()
    (source / "purchases.csv.gz").write_bytes(gzip.compress(PURCHASES.encode()))
    (source / "purchases.csv").unlink()
    shop = imported(source)
    assert shop.catalogue["00123"].price == 12.5
    assert len(shop.purchases) == 2


def test_a_workbook_reads_the_same(source):
    book = Workbook()
    for line in PRODUCTS.replace("\"['Beef', 'Lamb']\"", "").splitlines():
        book.active.append(line.split(","))
    book.save(source / "catalogue.xlsx")
    (source / "catalogue.csv").unlink()
    assert imported(source).catalogue.ids.tolist() == ["00123", "7"]


def test_semicolons_and_a_byte_order_mark_are_read(source):
    text = "\ufeff" + PRODUCTS.replace("['Beef', 'Lamb']", "").replace(",", ";")
    (source / "catalogue.csv").write_text(text, "utf-8")
    assert imported(source).catalogue.ids.tolist() == ["00123", "7"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"product_id;title;price\n1;Tent;2,5\n", "row 2: price is '2,5'"),
        ("product_id,title\n1,Tent\n2,Café\n".encode("cp1252"), "row 3: its text is not UTF-8"),
        ("product_id,title\n1,Tent\n".encode("utf-16"), "row 1: its text is not UTF-8"),
        (b'product_id,title\n1,Tent\n2,"Lamp\n3,Bag\n', "row 3: a quote is opened"),
        (b'product_id,title\n1,"Tent\n2,"Lamp"\n3,Bag\n', "row 2: a quote is opened"),
        (b"product_id,title\n1,Tent\n2,Lamp,3\n", "row 3: 3 cells where the header has 2"),
        (b"product_id,title\n1,Tent\n2\n", "row 3: 1 cells where the header has 2"),
        (b"product_id,title,title\n1,Tent,x\n", "row 1: two columns are named 'title'"),
        (b"product_id,title,\n1,Tent,x\n", "row 1: column 3 has no name"),
        (b"product_id,title\n01,Tent\n01,Tent\n", "row 3: product_id is '01', as in an earlier"),
        (b"product_id,title\n1,Te\0nt\n", "row 2: a cell holds a NUL byte"),
        (b"product_id,name\n1,Tent\n", "it lacks the column title"),
        (b"", "it has no header"),
        (b"product_id,title\n,Tent\n", "row 2: product_id is missing"),
    ],
)
def test_a_broken_table_is_named_with_its_row(source, capsys, content, says):
    (source / "catalogue.csv").write_bytes(content)
    error = refused(source, capsys)
    assert says in error
    assert "catalogue.csv" in error


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2026-03-01", "01.03.2026", "row 2: bought_at is '01.03.2026', which is not a date"),
        (",2,12.50", ",two,12.50", "row 2: quantity is 'two', which is not a number"),
        (",2,12.50", ",2,12.50€", "row 2: price is '12.50€', which is not a number"),
        ("shopper_id", "who", "it lacks the column shopper_id; add it"),
    ],
)
def test_a_broken_purchase_is_named_with_its_row(source, capsys, old, new, says):
    (source / "purchases.csv").write_text(PURCHASES.replace(old, new), "utf-8")
    error = refused(source, capsys)
    assert says in error
    assert "purchases.csv" in error


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(source, capsys):
    (source / "catalogue.csv").unlink()
    content = b"product_id,title\n" + b"1,Tent\n" * 10_000_000
    (source / "catalogue.csv.gz").write_bytes(gzip.compress(content, 1))
    assert "unpacks to more than 100 times its size" in refused(source, capsys)


def test_what_does_not_unpack_is_named(source, capsys):
    (source / "catalogue.csv").unlink()
    (source / "catalogue.csv.gz").write_bytes(gzip.compress(PRODUCTS.encode())[:-10])
    assert "catalogue.csv.gz: it does not unpack" in refused(source, capsys)


def test_pictures_are_kept_or_counted_by_reason(source, capsys):
    rows = "1,Tent,a/1.jpg\n2,Lamp,2.jpg\n3,Bag,3.jpg\n4,Mat,\n5,Mug,5.jpg\n"
    (source / "catalogue.csv").write_text(f"product_id,title,picture\n{rows}", "utf-8")
    (source / "images/a").mkdir(parents=True)
    (source / "images/a/1.jpg").write_bytes(jpeg())
    (source / "images/3.jpg").write_bytes(b"")
    (source / "images/5.jpg").write_bytes(b"<svg/>")
    shop = imported(source, "--json")
    counts = json.loads(capsys.readouterr().out)["pictures"]
    assert (counts["read"], counts["kept"]) == (4, 1)
    assert counts["dropped"] == {"empty": 1, "format": 1, "missing": 1}
    assert [shop.catalogue[each].picture for each in "12345"] == ["a/1.jpg", *[None] * 4]
    assert (shop.images / "a/1.jpg").is_file()


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%2fpasswd",
        "%252e%252e/passwd",
        "\\\\server\\share\\a.jpg",
        "C:\\a.jpg",
        "http://example.com/a.jpg",
        "file:///etc/passwd",
        "a%00.jpg",
        "a/./b.jpg",
    ],
)
def test_a_picture_name_that_leads_away_is_refused_with_its_row(source, capsys, name):
    rows = f"product_id,title,picture\n1,Tent,\n2,Lamp,{name}\n"
    (source / "catalogue.csv").write_text(rows, "utf-8")
    error = refused(source, capsys)
    assert "catalogue.csv, row 3: picture" in error


@pytest.mark.parametrize("linked", ["a.jpg", "folder"])
def test_a_symbolic_link_among_the_pictures_is_refused(source, capsys, linked):
    outside = source / "outside"
    outside.mkdir()
    (outside / "a.jpg").write_bytes(jpeg())
    (source / "images").mkdir()
    target = outside / "a.jpg" if linked == "a.jpg" else outside
    (source / "images" / linked).symlink_to(target)
    name = linked if linked == "a.jpg" else "folder/a.jpg"
    rows = f"product_id,title,picture\n7,Tent,{name}\n"
    (source / "catalogue.csv").write_text(rows, "utf-8")
    assert "is a symbolic link" in refused(source, capsys)


def test_two_catalogues_are_refused(source, capsys):
    (source / "copy.csv").write_text(PRODUCTS, "utf-8")
    (source / "catalogue.csv").rename(source / "products.csv")
    assert "several tables look like the catalogue" in refused(source, capsys)


def test_a_source_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["import", str(tmp_path / "absent"), "--shop", str(tmp_path / "shop")]) == 2
    assert "absent does not exist" in capsys.readouterr().err


def test_an_unknown_layout_names_the_nearest(source, capsys):
    assert "Did you mean 'tables'?" in refused(source, capsys, "--layout", "table")


def test_files_of_no_layout_are_refused(tmp_path, capsys):
    source = tmp_path / "files"
    source.mkdir()
    assert "has the files of no known layout" in refused(source, capsys)
