"""A shop folder: written by us, by hand, and broken."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recommender.shop import ShopNotWritten, ShopUnreadable, open_shop, write_shop

PRODUCTS = """product_id,title,price,available,picture,colour
00123,NA,12.50,true,a/1.jpg,red
7,Tent,,no,,
"""
PURCHASES = """shopper_id,product_id,bought_at,quantity,price
0042,00123,2026-03-01,2,12.5
0042,7,2026-03-02 10:30:00,,
"""


def by_hand(folder: Path, products: str = PRODUCTS, purchases: str = PURCHASES) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "shop.toml").write_text('name = "By hand"\ncurrency = "GBP"\n', "utf-8")
    (folder / "catalogue.csv").write_text(products, "utf-8")
    (folder / "purchases.csv").write_text(purchases, "utf-8")
    return folder


def small_shop(folder: Path, title: str = "Tent"):
    return write_shop(
        folder,
        facts={"name": "Ours", "products": 1},
        catalogue=pd.DataFrame({"product_id": ["007"], "title": [title], "picture": ["a/1.jpg"]}),
        purchases=pd.DataFrame(
            {
                "shopper_id": ["01"],
                "product_id": ["007"],
                "bought_at": pd.to_datetime(["2026-03-01"]),
            }
        ),
        pictures={"a/1.jpg": b"bytes"},
    )


def test_what_is_written_is_read_again(tmp_path):
    shop = small_shop(tmp_path / "shop")
    assert shop.name == "Ours"
    assert shop.facts["products"] == 1
    assert shop.catalogue["007"].title == "Tent"
    assert (shop.images / "a/1.jpg").read_bytes() == b"bytes"
    assert shop.purchases.shopper_ids.tolist() == ["01"]
    assert shop.purchases.quantity.tolist() == [1]


def test_a_shop_written_by_hand_as_csv_opens_with_its_ids_exact(tmp_path):
    shop = open_shop(by_hand(tmp_path / "hand"))
    assert shop.currency == "GBP"
    assert shop.catalogue.ids.tolist() == ["00123", "7"]
    product = shop.catalogue["00123"]
    assert (product.title, product.price, product.picture) == ("NA", 12.5, "a/1.jpg")
    assert product.value("colour") == "red"
    assert not shop.catalogue["7"].available
    assert shop.catalogue["7"].price is None
    purchases = shop.purchases
    assert purchases.shopper_ids.tolist() == ["0042"]
    assert purchases.product_codes.tolist() == [0, 1]
    assert purchases.quantity.tolist() == [2, 1]
    assert purchases.bought_at[1] == np.datetime64("2026-03-02T10:30:00")
    assert np.isnan(purchases.price[1])


def test_the_same_shop_opens_from_parquet(tmp_path):
    folder = by_hand(tmp_path / "hand")
    for stem in ("catalogue", "purchases"):
        frame = pd.read_csv(
            folder / f"{stem}.csv", dtype=str, keep_default_na=False, na_values=[""]
        )
        pq.write_table(
            pa.Table.from_pandas(frame, preserve_index=False), folder / f"{stem}.parquet"
        )
        (folder / f"{stem}.csv").unlink()
    shop = open_shop(folder)
    assert shop.catalogue["00123"].price == 12.5
    assert shop.purchases.quantity.tolist() == [2, 1]


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path):
    shop = open_shop(by_hand(tmp_path / "hand", products="\ufeff" + PRODUCTS))
    assert shop.catalogue.ids.tolist() == ["00123", "7"]


def test_moments_with_a_zone_become_utc(tmp_path):
    purchases = "shopper_id,product_id,bought_at\n1,7,2026-03-02T10:30:00+02:00\n1,7,2026-03-02\n"
    shop = open_shop(by_hand(tmp_path / "hand", purchases=purchases))
    assert shop.purchases.bought_at.tolist()[0].isoformat() == "2026-03-02T08:30:00"


@pytest.mark.parametrize(
    ("products", "says"),
    [
        (PRODUCTS.replace("12.50", "cheap"), "row 2: price is 'cheap', which is not a number"),
        (PRODUCTS.replace("12.50", "nan"), "row 2: price is 'nan', which is not a number"),
        (PRODUCTS.replace("12.50", "-1"), "row 2: price is '-1', below 0"),
        (
            PRODUCTS.replace("\n7,", "\n00123,"),
            "row 3: product_id is '00123', as in an earlier row",
        ),
        (PRODUCTS.replace("\n7,", "\n,"), "row 3: product_id is missing"),
        (PRODUCTS.replace(",Tent,", ",,"), "row 3: title is missing"),
        (PRODUCTS.replace("title", "name"), "lacks the column title"),
        (PRODUCTS.replace(",no,", ",perhaps,"), "row 3: available is 'perhaps'"),
        (PRODUCTS.replace("a/1.jpg", "../../../etc/passwd"), "leads out of the images folder"),
        (PRODUCTS.replace(",Tent,", ',"Tent,'), "row 3: a quote is opened and not closed"),
        (PRODUCTS.replace("price", "title"), "row 1: two columns are named 'title'"),
        (PRODUCTS.replace("Tent,", "Tent,,"), "row 3: 7 cells where the header has 6"),
        (PRODUCTS.replace("Tent,", "Tent"), "row 3: 5 cells where the header has 6"),
        (PRODUCTS.replace("Tent", "Te\0nt"), "row 3: a cell holds a NUL byte"),
        ("", "it has no header"),
    ],
)
def test_a_broken_catalogue_is_one_sentence_with_file_and_row(tmp_path, products, says):
    shop = open_shop(by_hand(tmp_path / "hand", products=products))
    with pytest.raises(ShopUnreadable) as refused:
        _ = shop.catalogue
    assert says in str(refused.value)
    assert "catalogue.csv" in str(refused.value)


@pytest.mark.parametrize(
    ("purchases", "says"),
    [
        (PURCHASES.replace("2026-03-01", "yesterday"), "row 2: bought_at is 'yesterday'"),
        (PURCHASES.replace("2026-03-01", ""), "row 2: bought_at is missing"),
        (PURCHASES.replace(",2,", ",-1,"), "row 2: quantity is '-1'"),
        (
            PURCHASES.replace(",2,", ",1.5,"),
            "row 2: quantity is '1.5', which is not a whole number",
        ),
        (PURCHASES.replace(",7,", ",8,"), "row 3: product_id is '8', which the catalogue lacks"),
        (PURCHASES.replace("\n0042,7", "\n,7"), "row 3: shopper_id is missing"),
        (PURCHASES.replace("bought_at", "when"), "lacks the column bought_at"),
        (PURCHASES.replace("12.5", "-3"), "row 2: price is '-3', below 0"),
    ],
)
def test_broken_purchases_are_one_sentence_with_file_and_row(tmp_path, purchases, says):
    shop = open_shop(by_hand(tmp_path / "hand", purchases=purchases))
    with pytest.raises(ShopUnreadable) as refused:
        _ = shop.purchases
    assert says in str(refused.value)
    assert "purchases.csv" in str(refused.value)


def test_ids_that_are_numbers_with_gaps_are_refused(tmp_path):
    folder = by_hand(tmp_path / "hand")
    frame = pd.DataFrame({"product_id": [1.0, np.nan], "title": ["Tent", "Lamp"]})
    frame.to_parquet(folder / "catalogue.parquet", index=False)
    with pytest.raises(ShopUnreadable, match=r"catalogue.parquet: product_id holds double"):
        _ = open_shop(folder).catalogue


def test_a_parquet_row_counts_from_one(tmp_path):
    folder = by_hand(tmp_path / "hand")
    frame = pd.DataFrame({"product_id": ["1", "1"], "title": ["Tent", "Lamp"]})
    frame.to_parquet(folder / "catalogue.parquet", index=False)
    with pytest.raises(ShopUnreadable, match="row 2: product_id is '1', as in an earlier row"):
        _ = open_shop(folder).catalogue


def test_what_is_no_parquet_is_named(tmp_path):
    folder = by_hand(tmp_path / "hand")
    (folder / "purchases.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(ShopUnreadable, match=r"purchases.parquet: it cannot be read"):
        _ = open_shop(folder).purchases


def test_a_folder_without_its_facts_is_no_shop(tmp_path):
    with pytest.raises(ShopUnreadable, match=r"shop.toml is missing"):
        open_shop(tmp_path)


def test_broken_facts_are_named(tmp_path):
    (tmp_path / "shop.toml").write_text("name = ", "utf-8")
    with pytest.raises(ShopUnreadable, match=r"shop.toml: "):
        open_shop(tmp_path)


def test_a_missing_table_is_named(tmp_path):
    folder = by_hand(tmp_path / "hand")
    (folder / "purchases.csv").unlink()
    with pytest.raises(ShopUnreadable, match=r"neither purchases.parquet nor purchases.csv"):
        _ = open_shop(folder).purchases


def test_writing_again_replaces_the_whole_shop_but_what_was_fitted(tmp_path):
    folder = tmp_path / "shop"
    small_shop(folder)
    (folder / "notes.txt").write_text("of the old shop")
    (folder / "candidates/als").mkdir(parents=True)
    (folder / "candidates/als/fingerprint").write_text("signed")
    assert small_shop(folder, "Lamp").catalogue["007"].title == "Lamp"
    assert (folder / "candidates/als/fingerprint").read_text() == "signed"
    assert not (folder / "notes.txt").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["shop"]


def test_a_folder_that_is_no_shop_is_never_replaced(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(ShopNotWritten, match=r"holds files but no shop.toml"):
        small_shop(tmp_path)
    assert (tmp_path / "letter.txt").read_text("utf-8") == "dear"


def test_a_picture_that_cannot_be_read_leaves_the_old_shop(tmp_path):
    folder = tmp_path / "shop"
    small_shop(folder)
    with pytest.raises(ShopNotWritten, match="No such file"):
        write_shop(
            folder,
            facts={},
            catalogue=pd.DataFrame({"product_id": ["1"], "title": ["Lamp"]}),
            purchases=pd.DataFrame({"shopper_id": [], "product_id": [], "bought_at": []}),
            pictures={"1.jpg": tmp_path / "absent.jpg"},
        )
    assert open_shop(folder).catalogue["007"].title == "Tent"
    assert [each.name for each in tmp_path.iterdir()] == ["shop"]


@pytest.mark.parametrize(
    "name", ["../x.jpg", "/x.jpg", "%2e%2e/x.jpg", "a\\b.jpg", "http://x/y.jpg"]
)
def test_a_picture_name_that_leads_away_is_refused(tmp_path, name):
    with pytest.raises(ShopNotWritten, match="picture's name"):
        write_shop(
            tmp_path / "shop",
            facts={},
            catalogue=pd.DataFrame({"product_id": ["1"], "title": ["Lamp"]}),
            purchases=pd.DataFrame({"shopper_id": [], "product_id": [], "bought_at": []}),
            pictures={name: b""},
        )
    assert list(tmp_path.iterdir()) == []


def test_shoppers_of_rows_that_were_filtered_out_are_no_shoppers(tmp_path):
    folder = by_hand(tmp_path / "hand")
    bought = pa.table(
        {
            "shopper_id": pa.array(["a", "b", "c", "b"]).dictionary_encode(),
            "product_id": ["7", "7", "00123", "00123"],
            "bought_at": pa.array([0, 1, 2, 3], pa.timestamp("s")),
        }
    )
    pq.write_table(bought.filter(pa.array([False, True, True, True])), folder / "purchases.parquet")
    purchases = open_shop(folder).purchases
    assert purchases.shopper_ids.tolist() == ["b", "c"]
    assert purchases.shopper_codes.tolist() == [0, 1, 0]
    assert purchases.product_codes.tolist() == [1, 0, 0]


def test_a_parquet_file_with_a_damaged_page_is_named(tmp_path):
    folder = by_hand(tmp_path / "hand")
    bought = {
        "shopper_id": ["a"] * 999,
        "product_id": ["7"] * 999,
        "bought_at": ["2026-03-01"] * 999,
    }
    path = folder / "purchases.parquet"
    pq.write_table(pa.table(bought), path)
    content = bytearray(path.read_bytes())
    content[4:60] = bytes(56)
    path.write_bytes(content)
    with pytest.raises(ShopUnreadable, match=r"purchases.parquet: it cannot be read as Parquet"):
        _ = open_shop(folder).purchases


def test_a_shop_may_have_no_purchases_yet(tmp_path):
    shop = write_shop(
        tmp_path / "shop",
        facts={},
        catalogue=pd.DataFrame({"product_id": ["1"], "title": ["Lamp"]}),
        purchases=pd.DataFrame({"shopper_id": [], "product_id": [], "bought_at": []}),
        pictures={},
    )
    assert len(shop.purchases) == 0
    assert shop.purchases.sales.tolist() == [0]


@pytest.mark.parametrize(
    ("table", "column", "says"),
    [
        ("catalogue", {"title": [["a"], ["b"]]}, "title holds list<.*>; store text"),
        ("catalogue", {"title": ["", "b"]}, "row 1: title is missing"),
        ("catalogue", {"price": [{"a": 1}, None]}, "price holds struct<.*>; store numbers"),
        ("catalogue", {"price": [float("inf"), 1.0]}, "row 1: price is inf, which is not a number"),
        ("catalogue", {"colour": [b"x", None]}, "colour holds binary; store text or numbers"),
        ("purchases", {"bought_at": [1, 2]}, "row 1: bought_at is 1, which is no count of seconds"),
        ("purchases", {"bought_at": [True, False]}, "bought_at holds bool; store dates"),
        ("purchases", {"quantity": [1, 2**62]}, "row 2: quantity is 46.*, which is not a whole"),
        ("purchases", {"quantity": [1, 2**40]}, "row 2: quantity is 10.*, not a number of pieces"),
        ("purchases", {"shopper_id": [None, None]}, "shopper_id holds null; store ids as text"),
    ],
)
def test_a_parquet_column_of_another_kind_is_named(tmp_path, table, column, says):
    folder = by_hand(tmp_path / "hand")
    rows = {
        "catalogue": {"product_id": ["1", "2"], "title": ["Tent", "Lamp"]},
        "purchases": {
            "shopper_id": ["a", "b"],
            "product_id": ["1", "2"],
            "bought_at": ["2026-03-01", "2026-03-02"],
        },
    }
    rows[table] |= column
    for stem, columns in rows.items():
        pq.write_table(pa.table(columns), folder / f"{stem}.parquet")
    with pytest.raises(ShopUnreadable, match=rf"{table}.parquet.*{says}"):
        _ = open_shop(folder).purchases


def test_numbers_of_other_kinds_are_read_for_what_they_are(tmp_path):
    folder = by_hand(tmp_path / "hand")
    products = {"product_id": [1, 2], "title": [1, 2], "price": [Decimal("1.50"), None]}
    pq.write_table(pa.table(products), folder / "catalogue.parquet")
    bought = {
        "shopper_id": [7],
        "product_id": [2],
        "bought_at": [date(2026, 3, 1)],
        "quantity": [2.0],
    }
    pq.write_table(pa.table(bought), folder / "purchases.parquet")
    shop = open_shop(folder)
    assert shop.catalogue["1"].price == 1.5
    assert shop.purchases.shopper_ids.tolist() == ["7"]
    assert (shop.purchases.quantity.tolist(), shop.purchases.product_codes.tolist()) == ([2], [1])


MEASURED = """
import resource, sys
from pathlib import Path
from recommender.shop import open_shop
shop = open_shop(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
shop.purchases
print(len(shop.purchases), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_million_purchases_open_in_a_fifth_of_a_gigabyte(tmp_path):
    """A tenth of what must open within 2 GB; ids of 64 letters, as H&M has them."""
    random = np.random.default_rng(1)
    count, products, shoppers = 1_000_000, 10_000, 50_000
    ids = pa.array([f"{number:010}" for number in range(products)])
    people = pa.array([f"{number:064}" for number in range(shoppers)])
    bought = {
        "shopper_id": people.take(pa.array(random.integers(0, shoppers, count))),
        "product_id": ids.take(pa.array(random.integers(0, products, count))),
        "bought_at": pa.array(random.integers(1_500_000_000, 1_600_000_000, count)).cast(
            pa.timestamp("s", tz="UTC")
        ),
        "quantity": pa.array(random.integers(1, 4, count)),
        "price": pa.array(random.random(count)),
    }
    catalogue = pd.DataFrame({"product_id": ids.to_pandas(), "title": ids.to_pandas()})
    write_shop(
        tmp_path / "shop", facts={}, catalogue=catalogue, purchases=pa.table(bought), pictures={}
    )
    measured = subprocess.run(
        [sys.executable, "-c", MEASURED, tmp_path / "shop"], capture_output=True, check=True
    )
    opened, grown = map(int, measured.stdout.split())
    grown *= 1 if sys.platform == "darwin" else 1024
    assert opened == count
    assert grown < 200_000_000
