"""Any catalogue and purchases: what is kept, what is dropped, what is refused."""

import gzip
import json
import re
import shlex
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
    assert "leave --column and --table out" in refused(source, capsys, *options)


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
        ("product_id,title\n1,Tent\n2,Чай\n".encode("cp1251"), "row 3: its text is not UTF-8"),
        (b"product_id,title,price\n1,Tent,5 EUR\n2,Lamp,6 SEK\n", "but others are in EUR"),
        (b'product_id,title\n1,Tent\n2,"Lamp\n3,Bag\n', "row 3: a quote is opened"),
        (b'product_id,title\n1,"Tent\n2,"Lamp"\n3,Bag\n', "row 2: a quote is opened"),
        (b"product_id,title\n1,Tent\n2,Lamp,3\n", "row 3: 3 cells where the header has 2"),
        (b"product_id,title\n1,Tent\n2\n", "row 3: 1 cells where the header has 2"),
        (b"product_id,title,title\n1,Tent,x\n", "row 1: two columns are named 'title'"),
        (b"product_id,title,\n1,Tent,x\n", "row 2: column 3 has no name but holds 'x'"),
        (b"product_id,title\n01,Tent\n01,Lamp\n", "row 3: product_id is '01', as in an earlier"),
        (b"product_id,title\n1,Te\0nt\n", "row 2: a cell holds a NUL byte"),
        (b"product_id,name\n1,Tent\n", "lacks the column title; add --column catalogue.title=name"),
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
        ("2026-03-01", "the first", "row 2: bought_at is 'the first', which is not a date"),
        (",2,12.50", ",two,12.50", "row 2: quantity is 'two', which is not a number"),
        (",2,12.50", ",2,12.50 each", "row 2: price is '12.50 each', which is not a number"),
        ("shopper_id", "who", "lacks the column shopper_id; add it, or --column purchases.shopper"),
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
        "%2e%2e/%2e%2e/etc/passwd",
        "..%2fpasswd",
        "%252e%252e/passwd",
        "\\\\server\\share\\a.jpg",
        "C:\\a.jpg",
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


PICTURES = {
    "1": "/m/h/x.jpg",
    "2": "images/m/h/x.jpg",
    "3": "m/h/x.jpg, m/h/y.jpg",
    "4": "m/h/x.jpg | m/h/y.jpg",
    "5": "gr\u00f6\u00dfe.jpg",
    "6": "//m/h/x.jpg",
}


def test_pictures_are_found_however_shops_name_them(source):
    (source / "images/m/h").mkdir(parents=True)
    for name in ("m/h/x.jpg", "gro\u0308\u00dfe.jpg"):
        (source / "images" / name).write_bytes(jpeg())
    rows = "\n".join(f'{product},Tent {product},"{name}"' for product, name in PICTURES.items())
    (source / "catalogue.csv").write_text(f"product_id,title,picture\n{rows}\n", "utf-8")
    shop = imported(source)
    kept = {each: shop.catalogue[each].picture for each in PICTURES}
    assert kept == {**dict.fromkeys(PICTURES, "m/h/x.jpg"), "5": "gr\u00f6\u00dfe.jpg"}
    assert all((shop.images / name).is_file() for name in kept.values())


def test_addresses_are_counted_and_names_of_missing_pictures_told(source, capsys):
    names = ["https://cdn.example.com/1.jpg", "HTTP://cdn.example.com/2.jpg?v=1, http://a/3.jpg"]
    rows = [f'{place},Tent {place},"{name}"' for place, name in enumerate([*names, "lost.jpg"])]
    rows = "\n".join(rows)
    (source / "catalogue.csv").write_text(f"product_id,title,picture\n{rows}\n", "utf-8")
    shop = imported(source)
    said = capsys.readouterr().out
    assert "2 dropped: an address, not a file" in said
    assert "1 dropped: missing, such as 'lost.jpg'" in said
    assert shop.catalogue.pictures == []


def test_rows_that_cannot_be_read_are_left_out_up_to_a_share(source, capsys):
    lines = [f"{number},Tent {number},{number}.50" for number in range(1, 100)]
    lines[49] = "50,Tent 50,free"
    rows = "\n".join(["product_id,title,price", *lines])
    (source / "catalogue.csv").write_text(rows, "utf-8")
    (source / "purchases.csv").write_text("shopper_id,product_id,bought_at\ns,7,2026-01-01\n")
    refused(source, capsys, "--strict")
    shop = imported(source, "--unreadable", "0.02")
    said = capsys.readouterr().out
    assert "1 dropped: price unreadable, such as 'free' in row 51" in said
    assert "50" not in shop.catalogue
    error = refused_anew(source, capsys, rows.replace("Tent 60,60.50", "Tent 60,gratis"))
    assert "row 51: price is 'free'" in error
    assert "In all 2 of 99 rows cannot be read; 1.0% may be." in error


def refused_anew(source: Path, capsys, catalogue: str) -> str:
    (source / "catalogue.csv").write_text(catalogue, "utf-8")
    assert main(["import", str(source), "--shop", str(source.parent / "shop")]) == 2
    return capsys.readouterr().err


def test_all_that_is_wrong_with_a_table_is_told_at_once(source, capsys):
    rows = "1,Tent,free,maybe\n2,Lamp,5,yes\n"
    (source / "catalogue.csv").write_text(f"product_id,title,price,available\n{rows}", "utf-8")
    error = refused(source, capsys)
    assert "row 2: price is 'free'" in error
    assert "row 2: available is 'maybe', neither true nor false" in error


def test_words_of_feeds_say_what_is_available(source):
    words = ["in_stock", "In stock", "preorder", "backorder", "t", "out_of_stock", "Sold out", "f"]
    rows = "\n".join(f"{place},Tent {place},{word}" for place, word in enumerate(words))
    (source / "catalogue.csv").write_text(f"product_id,title,available\n{rows}\n", "utf-8")
    shop = imported(source)
    assert [shop.catalogue[str(place)].available for place in range(8)] == [True] * 5 + [False] * 3


def test_variants_of_a_product_are_one_and_counted(source, capsys):
    rows = "tee,Tee,50\ntee,,55\ntee,Tee,60\ncap,Cap,20\n"
    (source / "catalogue.csv").write_text(f"product_id,title,price\n{rows}", "utf-8")
    shop = imported(source)
    assert shop.catalogue.ids.tolist() == ["tee", "cap"]
    assert shop.catalogue["tee"].price == 50
    assert "2 dropped: further row of a product" in capsys.readouterr().out


def test_a_product_without_a_title_is_called_after_what_is_known_of_it(source, capsys):
    rows = "1,,Alder,Tops\n2,,,Tops\n3,,,\n"
    (source / "catalogue.csv").write_text(f"product_id,title,brand,category\n{rows}", "utf-8")
    shop = imported(source)
    assert [shop.catalogue[each].title for each in "123"] == ["Alder, Tops", "Tops", "3"]
    assert "3 noted: without a title" in capsys.readouterr().out


def test_prices_tell_the_currency_unless_an_option_does(source):
    (source / "catalogue.csv").write_text("product_id,title,price\n7,Tent,19.90 SEK\n", "utf-8")
    assert imported(source).currency == "SEK"
    assert imported(source, "--currency", "nok").currency == "NOK"


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (
            ("--currency", "Euro"),
            "write its code of three letters, such as EUR. Did you mean 'EUR'?",
        ),
        (("--locale", "de-XX-1"), "There is no locale 'de-XX-1'; write one such as en_GB or de_DE"),
        (("--column", "products.title=Name"), "there is no table 'products'"),
        (("--table", "orders=orders.csv"), "write --table catalogue=FILE"),
        (("--table", "purchases=orders.csv"), "has no table 'orders.csv', which --table gives"),
        (("--unreadable", "2"), "--unreadable 2: write a share from 0 to 1"),
    ],
)
def test_an_option_that_means_nothing_is_refused(source, capsys, option, says):
    assert says in refused(source, capsys, *option)


def test_a_locale_is_kept_as_we_write_it(source):
    assert imported(source, "--locale", "de-DE").locale == "de_DE"


def test_each_table_may_have_its_own_names(source):
    (source / "catalogue.csv").write_text("sku,product_id\n7,Tent\n", "utf-8")
    options = ("catalogue.product_id=sku", "catalogue.title=product_id")
    shop = imported(source, *(part for each in options for part in ("--column", each)))
    assert shop.catalogue["7"].title == "Tent"


def test_names_that_are_probably_meant_are_proposed_for_both_tables(source, capsys):
    (source / "catalogue.csv").rename(source / "items.csv")
    (source / "items.csv").write_text("SKU,Name,price\n7,Tent,5\n", "utf-8")
    (source / "purchases.csv").rename(source / "orders.csv")
    (source / "orders.csv").write_text("customer_id,sku,Order Date\nc,7,2026-01-01\n", "utf-8")
    error = refused(source, capsys)
    options = [
        *("--column", "purchases.shopper_id=customer_id"),
        *("--column", "purchases.product_id=sku"),
        *("--column", "purchases.bought_at=Order Date"),
        *("--column", "catalogue.product_id=SKU"),
        *("--column", "catalogue.title=Name"),
    ]
    assert shlex.split(error.partition("add ")[2].rstrip(".\n")) == options
    assert imported(source, *options).purchases.shopper_ids.tolist() == ["c"]


def test_a_folder_of_parts_as_spark_writes_it_is_one_table(source):
    frame = pd.DataFrame({"product_id": ["1", "2"], "title": ["Tent", "Lamp"]})
    parts = source / "catalogue.parquet"
    parts.mkdir()
    frame[:1].to_parquet(parts / "part-0.snappy.parquet")
    frame[1:].to_parquet(parts / "part-1.snappy.parquet")
    (parts / "_SUCCESS").touch()
    (source / "catalogue.csv").unlink()
    assert imported(source).catalogue.ids.tolist() == ["1", "2"]


def test_a_nested_column_is_left_out_and_noted(source, capsys):
    frame = pd.DataFrame({"product_id": ["7"], "title": ["Tent"], "media": [[{"large": "x"}]]})
    frame.to_parquet(source / "catalogue.parquet")
    (source / "catalogue.csv").unlink()
    assert "media" not in imported(source).catalogue.frame
    assert "1 noted: columns left out for what they hold, such as media" in capsys.readouterr().out


def test_a_look_shows_the_first_rows_as_they_are_understood_and_writes_nothing(source, capsys):
    shop = source.parent / "shop"
    assert main(["import", str(source), "--shop", str(shop), "--look"]) == 0
    said = capsys.readouterr().out
    assert "would be read as tables" in said
    assert "purchases            8 read           2 kept" in said
    assert re.search(r"product_id +title +price +colour +foods\n +00123 +NA +12.5 +red", said)
    assert re.search(r"0042 +00123 +2026-03-01 00:00 +2 +12.5", said)
    assert said.endswith("Nothing was written.\n")
    assert main(["import", str(source), "--look", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["first"]
    assert first["products"][1] == dict.fromkeys(("price", "colour", "foods"), "") | {
        "product_id": "7",
        "title": "Tent",
    }
    assert [each.name for each in source.parent.iterdir()] == [source.name]


def test_a_look_at_tables_with_other_names_says_what_they_probably_mean(source, capsys):
    (source / "catalogue.csv").write_text("SKU,Name,Preis\x1b[2J\n7,Tent,5\n", "utf-8")
    assert main(["import", str(source), "--look"]) == 2
    said = capsys.readouterr()
    assert re.search(r"SKU +product_id\?", said.out)
    assert re.search(r"Name +title\?", said.out)
    assert "\x1b" not in said.out
    assert "--column catalogue.product_id=SKU --column catalogue.title=Name" in said.err


def test_a_shop_must_be_named_where_something_is_written(source, capsys):
    assert main(["import", str(source)]) == 2
    assert "Name the folder to be written with --shop" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "Read me.\n", "a, a, and b\n", "one\ntwo, three\n", "\x00"])
def test_notes_beside_the_tables_are_no_table(source, text):
    (source / "README.txt").write_text(text)
    (source / "sitemap.xml").write_text("<urlset><url>a</url></urlset>")
    assert imported(source).catalogue.ids.tolist() == ["00123", "7"]


def test_two_catalogues_are_refused(source, capsys):
    (source / "copy.csv").write_text(PRODUCTS, "utf-8")
    (source / "catalogue.csv").rename(source / "first.csv")
    error = refused(source, capsys)
    assert "several tables look like the catalogue (copy.csv, first.csv)" in error
    assert "say which with --table catalogue=FILE" in error
    shop = imported(source, "--table", "catalogue=copy.csv")
    assert shop.catalogue.ids.tolist() == ["00123", "7"]


def test_a_source_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["import", str(tmp_path / "absent"), "--shop", str(tmp_path / "shop")]) == 2
    assert "absent does not exist" in capsys.readouterr().err


def test_an_unknown_layout_names_the_nearest(source, capsys):
    assert "Did you mean 'tables'?" in refused(source, capsys, "--layout", "table")


def test_files_of_no_layout_are_refused(tmp_path, capsys):
    source = tmp_path / "files"
    source.mkdir()
    assert "has the files of no known layout" in refused(source, capsys)
