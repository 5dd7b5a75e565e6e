"""The real purchases: what the importers keep, against independent counts."""

import csv
import gzip
import json
from collections import Counter, defaultdict

import pytest

from recommender.search import Search
from recommender.shop import Shop, open_shop

pytestmark = pytest.mark.real_data

NO_PRODUCTS = ("POST", "DOT", "C2", "M", "m", "D", "S", "B", "AMAZONFEE", "CRUK", "BANK CHARGES")


@pytest.fixture(scope="module")
def online_retail(real_import) -> tuple[Shop, dict]:
    folder = real_import("online-retail")
    return open_shop(folder / "shop"), json.loads((folder / "counts.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def x_wines(real_import) -> tuple[Shop, dict]:
    folder = real_import("x-wines")
    return open_shop(folder / "shop"), json.loads((folder / "counts.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def invoices(real_data) -> list[dict[str, str]]:
    with gzip.open(
        real_data / "online-retail/online_retail.csv.gz", "rt", encoding="utf-8"
    ) as file:
        return list(csv.DictReader(file))


def test_online_retail_is_read_to_the_row(online_retail):
    shop, counts = online_retail
    assert counts["layout"] == "online-retail"
    for name, read in (("purchases", 541_909), ("products", 4_070)):
        assert counts[name]["read"] == read
        assert counts[name]["kept"] + sum(counts[name]["dropped"].values()) == read
    assert len(shop.purchases) == counts["purchases"]["kept"]
    assert len(shop.catalogue) == counts["products"]["kept"]
    assert shop.facts["purchases_dropped"] == sum(counts["purchases"]["dropped"].values())


def test_three_reasons_agree_with_a_count_by_hand(online_retail, invoices):
    dropped = Counter()
    seen = set()
    for row in invoices:
        cells = tuple(row.values())
        if cells in seen:
            dropped["exact repeat"] += 1
        elif row["StockCode"] in NO_PRODUCTS:
            dropped["not a product"] += 1
        elif row["CustomerID"] == "":
            dropped["without a shopper"] += 1
        elif row["InvoiceNo"].startswith("C"):
            dropped["cancellation"] += 1
        seen.add(cells)
    counted = online_retail[1]["purchases"]["dropped"]
    assert dropped["exact repeat"] == 5_268
    assert {reason: counted[reason] for reason in dropped} == dropped


def test_what_a_shopper_keeps_is_what_they_bought_less_what_they_cancelled(online_retail, invoices):
    """Where every cancellation finds its purchase, pieces bought less cancelled are left."""
    bought, cancelled = Counter(), Counter()
    for row in {tuple(each.values()): each for each in invoices}.values():
        if row["CustomerID"] == "17850.0" and row["StockCode"] not in NO_PRODUCTS:
            pieces = int(row["Quantity"])
            (bought if pieces > 0 else cancelled)[row["StockCode"]] += pieces
    left = defaultdict(int)
    purchases = online_retail[0].purchases
    shopper = purchases.shopper_ids.tolist().index("17850")
    for place in (purchases.shopper_codes == shopper).nonzero()[0]:
        left[purchases.product_ids[purchases.product_codes[place]]] += purchases.quantity[place]
    assert {code: left[code] for code in bought} == {
        code: max(0, bought[code] + cancelled[code]) for code in bought
    }


def test_shoppers_and_products_of_online_retail_are_exact(online_retail):
    shop, _ = online_retail
    assert "17850" in shop.purchases.shopper_ids
    assert not any("." in each for each in shop.purchases.shopper_ids)
    assert shop.catalogue["85123A"].title == "WHITE HANGING HEART T-LIGHT HOLDER"
    assert not set(NO_PRODUCTS) & set(shop.catalogue.ids)
    assert shop.purchases.quantity.min() == 1


def test_x_wines_is_read_to_the_row(x_wines, real_data):
    shop, counts = x_wines
    path = real_data / "x-wines/XWines_Slim_150K_ratings.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        liked = sum(float(row["Rating"]) >= 3 for row in csv.DictReader(file))
    assert counts["purchases"]["read"] == 150_000
    assert counts["purchases"]["dropped"] == {"disliked": 150_000 - liked}
    assert len(shop.purchases) == liked
    assert len(shop.catalogue) == 1_007
    assert shop.facts["licence"] == "CC0 1.0"


def test_one_wine_in_ten_has_its_picture(x_wines):
    shop, counts = x_wines
    assert (counts["pictures"]["read"], counts["pictures"]["kept"]) == (100, 100)
    assert counts["products"]["notes"] == {"without a picture": 907}
    shown = [shop.catalogue[each].picture for each in shop.catalogue.ids]
    assert sum(name is not None for name in shown) == 100
    assert all((shop.images / name).is_file() for name in shown if name)


def test_a_wines_lists_are_lists(x_wines):
    wine = x_wines[0].catalogue["100002"]
    assert (wine.title, wine.category, wine.brand) == ("Ancellotta", "Red", "Casa Perini")
    assert wine.value("harmonize")[:2] == ["Beef", "Barbecue"]
    assert wine.value("grapes") == ["Ancellotta"]


def test_real_products_are_found_with_typing_errors(x_wines, online_retail):
    wines = Search(x_wines[0].catalogue)
    assert wines.find("espumante moscatl")[0] == "100001"
    assert "100001" in wines.find("serra gaucha moscatel")
    gifts = Search(online_retail[0].catalogue, online_retail[0].purchases.sales)
    assert gifts.find("wite hangng heart holder")[0] in ("85123A", "85123a")
