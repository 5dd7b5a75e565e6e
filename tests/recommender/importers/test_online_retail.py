"""Online Retail's form in small: every fault of the real books once."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from recommender.__main__ import main
from recommender.shop import open_shop

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
ROWS = """536365,00123A,WHITE  HEART ,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,00123A,WHITE  HEART ,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536366,00123A,WHITE HEART,4,2010-12-02 08:26:00,2.55,17850.0,United Kingdom
536366,00123A,HEART (WHITE),1,2010-12-02 08:26:00,3.00,17850.0,United Kingdom
C536367,00123A,WHITE HEART,-7,2010-12-03 09:00:00,2.55,17850.0,United Kingdom
536368,00123A,WHITE HEART,2,2010-12-04 09:00:00,2.55,17850.0,United Kingdom
536369,22000,LANTERN,3,2010-12-05 09:00:00,3.39,13047.0,France
C536370,22000,LANTERN,-3,2010-12-06 09:00:00,3.39,13047.0,France
C536371,22000,LANTERN,-1,2010-12-07 09:00:00,3.39,13047.0,France
536372,POST,POSTAGE,1,2010-12-05 09:00:00,18.00,13047.0,France
536373,22000,LANTERN,1,2010-12-05 09:00:00,3.39,,France
536374,22000,LANTERN,1,2010-12-05 09:00:00,0.0,13047.0,France
536375,33000,damaged,-5,2010-12-05 09:00:00,0.0,,United Kingdom
536376,22000,,-5,2010-12-05 09:00:00,3.39,13047.0,France
"""


def imported(source: Path, capsys) -> tuple:
    shop = source.parent / "shop"
    assert main(["import", str(source), "--shop", str(shop), "--json"]) == 0
    return open_shop(shop), json.loads(capsys.readouterr().out)


@pytest.fixture
def source(tmp_path) -> Path:
    path = tmp_path / "online_retail.csv"
    path.write_text(HEADER + ROWS, "utf-8")
    return path


def test_every_row_counts_under_one_reason(source, capsys):
    _, counts = imported(source, capsys)
    assert counts["layout"] == "online-retail"
    assert counts["purchases"] == {
        "read": 14,
        "kept": 2,
        "dropped": {
            "exact repeat": 1,
            "not a product": 1,
            "without a shopper": 2,
            "cancellation": 3,
            "quantity not above 0": 1,
            "price not above 0": 1,
            "cancelled later": 3,
        },
        "notes": {
            "reduced by a cancellation": 1,
            "cancellations of more than was bought before": 1,
        },
    }


def test_a_cancellation_takes_its_pieces_off_the_latest_purchases_before_it(source, capsys):
    """7 of 6 + 4 + 1 are cancelled: the two of the second day and 2 of the first."""
    shop, _ = imported(source, capsys)
    assert shop.purchases.shopper_ids.tolist() == ["17850"]
    assert shop.purchases.quantity.tolist() == [4, 2]


def test_codes_stay_text_and_the_usual_title_is_taken(source, capsys):
    shop, counts = imported(source, capsys)
    assert shop.catalogue.ids.tolist() == ["00123A", "22000"]
    assert shop.catalogue["00123A"].title == "WHITE HEART"
    assert shop.catalogue["00123A"].price == pytest.approx(2.55)
    assert counts["products"] == {
        "read": 4,
        "kept": 2,
        "dropped": {"not a product": 1, "never sold under a title": 1},
        "notes": {"several titles, the usual one taken": 1},
    }


def test_nothing_is_invented(source, capsys):
    shop, _ = imported(source, capsys)
    product = shop.catalogue["22000"]
    assert (product.category, product.brand, product.picture) == (None, None, None)
    assert (shop.currency, shop.facts["licence"]) == ("GBP", "CC BY 4.0")


def test_a_workbook_reads_the_same(source, capsys):
    book = Workbook()
    book.active.append(HEADER.strip().split(","))
    for line in ROWS.splitlines():
        number, code, title, pieces, moment, price, shopper, country = line.split(",")
        shopper = float(shopper) if shopper else None
        row = [number, code, title, int(pieces), moment, float(price), shopper, country]
        book.active.append(row)
    source.unlink()
    book.save(source.with_suffix(".xlsx"))
    shop, counts = imported(source.with_suffix(".xlsx"), capsys)
    assert counts["purchases"]["kept"] == 2
    assert shop.purchases.shopper_ids.tolist() == ["17850"]
    assert shop.catalogue.ids.tolist() == ["00123A", "22000"]


def test_a_quantity_that_is_no_number_is_named(source, capsys):
    source.write_text(HEADER + ROWS.replace("HEART,4,", "HEART,four,"), "utf-8")
    assert main(["import", str(source), "--shop", str(source.parent / "shop")]) == 2
    assert "row 4: Quantity is 'four', which is not a number" in capsys.readouterr().err


SECOND = HEADER.replace("InvoiceNo", "Invoice").replace("UnitPrice", "Price")
MONTH_FIRST = r"\b2010-(\d\d)-0?(\d+) 0?(\d+:\d\d):00"


@pytest.mark.parametrize("header", [HEADER, SECOND.replace("CustomerID", "Customer ID")])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_its_second_edition_and_its_copy_with_other_dates_read_the_same(
    source, capsys, header, encoding
):
    shop, counts = imported(source, capsys)
    bought_at = shop.purchases.bought_at.tolist()
    rows = re.sub(MONTH_FIRST, r"\1/\2/2010 \3", ROWS.replace("LANTERN", "LANTERN £5"))
    late = "536377,22000,LANTERN £5,1,12/13/2010 8:00,3.39,13047.0,France\n"
    source.write_text(header + rows + late, encoding)
    shop, again = imported(source, capsys)
    assert again["purchases"]["kept"] == counts["purchases"]["kept"] + 1
    assert shop.catalogue["22000"].title == "LANTERN £5"
    assert shop.purchases.bought_at[:-1].tolist() == bought_at
