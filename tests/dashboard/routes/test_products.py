"""What the server answers about products, asked at its door."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pandas as pd
import pytest

from tests.house import House


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory, demo_shop: Path) -> Iterator[httpx.Client]:
    """A reviewer who has come in."""
    folder = tmp_path_factory.mktemp("products")
    house = House(folder, demo_shop, f"sqlite:///{folder}/vitrine.db")
    house.run("dashboard", "migrate")
    house.start()
    try:
        with house.enter("merchandiser") as client:
            yield client
    finally:
        house.stop()


@pytest.fixture(scope="module")
def catalogue(demo_shop: Path) -> pd.DataFrame:
    return pd.read_parquet(demo_shop / "catalogue.parquet")


@pytest.fixture(scope="module")
def purchases(demo_shop: Path) -> pd.DataFrame:
    return pd.read_parquet(demo_shop / "purchases.parquet")


def ask(door: httpx.Client, **parameters: object) -> dict:
    answer = door.get("/api/products", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(answer: dict) -> list[str]:
    return [each["id"] for each in answer["products"]]


def counts(answer: dict, name: str) -> dict[str, int]:
    facet = next(each for each in answer["facets"] if each["name"] == name)
    return {each["value"]: each["count"] for each in facet["values"]}


def test_no_words_give_the_best_sellers(door, purchases):
    answer = ask(door)
    shoppers = purchases.drop_duplicates(["shopper_id", "product_id"])["product_id"].value_counts()
    assert shoppers[ids(answer)].tolist() == shoppers.head(24).tolist()


def test_counts_are_those_of_the_catalogue(door, catalogue):
    answer = ask(door)
    assert answer["total"] == len(catalogue)
    assert counts(answer, "category") == catalogue["category"].value_counts().to_dict()
    assert counts(answer, "available") == {
        "true": int(catalogue["available"].sum()),
        "false": int((~catalogue["available"]).sum()),
    }


def test_choices_are_or_within_a_column_and_and_across_columns(door, catalogue):
    answer = ask(door, facet=["category:Lamps", "category:Knitwear", "style:classic"])
    kept = catalogue[
        catalogue["category"].isin(["Lamps", "Knitwear"]) & (catalogue["style"] == "classic")
    ]
    assert answer["total"] == len(kept)
    assert set(ids(answer)) <= set(kept["product_id"])
    classic = catalogue[catalogue["style"] == "classic"]
    assert counts(answer, "category") == classic["category"].value_counts().to_dict()
    chosen = next(each for each in answer["facets"] if each["name"] == "category")["values"]
    assert {each["value"] for each in chosen if each["chosen"]} == {"Lamps", "Knitwear"}


def test_pages_hold_every_product_once(door, catalogue):
    seen, start = [], 0
    while start is not None:
        answer = ask(door, sort="-price", facet="category:Tableware", **{"from": start})
        seen += ids(answer)
        start = answer["next"]
    kept = catalogue[catalogue["category"] == "Tableware"]
    assert sorted(seen) == sorted(kept["product_id"])
    assert len(seen) > 2 * 24
    prices = catalogue.set_index("product_id")["price"][seen]
    assert prices.is_monotonic_decreasing


def test_a_page_beyond_the_end_is_empty(door):
    answer = ask(door, words="lamp", **{"from": 100_000})
    assert (answer["products"], answer["next"]) == ([], None)
    assert answer["total"] > 0


def test_prices_read_well_and_can_be_chosen(door, catalogue):
    facet = next(each for each in ask(door)["facets"] if each["name"] == "price")
    titles = [each["title"] for each in facet["values"]]
    assert titles[0].startswith("Under €")
    assert titles[1].startswith("€")
    assert " to €" in titles[1]
    assert titles[-1].endswith(" and more")
    dearest = facet["values"][-1]
    least = float(dearest["value"].removesuffix("-"))
    answer = ask(door, facet=f"price:{dearest['value']}")
    assert answer["total"] == dearest["count"] == (catalogue["price"] >= least).sum()


def test_typing_errors_and_accents_are_forgiven(door):
    assert "lamp" in ask(door, words="lmap")["products"][0]["title"]
    assert "Bouclé" in ask(door, words="boucle coat")["products"][0]["title"]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"facet": "shoe size:43"}, "cannot be chosen by 'shoe size'"),
        ({"facet": "category"}, "cannot be chosen by 'category'"),
        ({"facet": "product_id:x"}, "cannot be chosen by 'product_id'"),
        ({"sort": "cheapest"}, "cannot be sorted by 'cheapest'"),
        ({"from": "-1"}, "no place in the list"),
        ({"from": "²"}, "no place in the list"),
        ({"from": "9" * 30}, "no place in the list"),
        ({"like": "ballet-flats-black", "by": "price"}, "by look or bought"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(door, parameters, said):
    answer = door.get("/api/products", params=parameters)
    assert answer.status_code == 400
    assert said in answer.json()["error"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"words": "x" * 5_000},
        {"words": '(title:"'},
        {"facet": "category:<b>no such</b>"},
        {"facet": "category:"},
        {"facet": [f"category:{number}" for number in range(300)]},
        {"sort": "new", "words": "日本語"},
    ],
)
def test_no_text_is_too_much(door, parameters):
    ask(door, **parameters)


def test_a_character_that_no_name_can_have_is_refused_in_words(door):
    answer = door.get("/api/products", params={"words": "\0"})
    assert answer.status_code == 400
    assert answer.json() == {"error": "This address holds a character that no name can have."}


def test_more_that_is_bought_by_the_same_shoppers(door, purchases):
    product = "dinner-candles-ivory"
    answer = ask(door, like=product, by="bought")
    baskets = purchases.drop_duplicates(["shopper_id", "product_id"])
    ours = baskets[baskets["product_id"] == product]["shopper_id"]
    together = baskets[baskets["shopper_id"].isin(ours)]["product_id"].value_counts()
    cosine = together / (baskets["product_id"].value_counts()[together.index]) ** 0.5
    best = cosine.drop(product).sort_values(ascending=False)
    assert best[ids(answer)].tolist() == pytest.approx(best.head(24).tolist())
    kept = ask(door, like=product, by="bought", words="candle", facet="category:Tableware")
    assert set(ids(kept)) <= set(best.index)


def test_what_looks_alike_says_how_many_pictures_were_compared_so_far(door):
    product = "dinner-candles-ivory"
    assert ask(door, like=product, by="bought")["note"] == ask(door)["note"] == ""
    early = ask(door, like=product)
    assert re.fullmatch(r"\d+ of \d+ pictures are compared so far\.", early["note"])
    assert product not in ids(early)


def test_a_card_tells_all_of_a_product(door, purchases):
    product = "dinner-candles-ivory"
    answer = door.get("/api/products/card", params={"id": product}).json()
    assert answer["product"]["id"] == product
    assert answer["product"]["attributes"]["colour"] == "ivory"
    own = purchases[purchases["product_id"] == product]
    assert answer["shoppers"] == own["shopper_id"].nunique()
    months = own["bought_at"].dt.strftime("%Y-%m")
    pieces = own.groupby(months)["quantity"].sum()
    told = {each["month"]: each["pieces"] for each in answer["sold"]}
    assert {month: count for month, count in told.items() if count} == {
        month: count for month, count in pieces.items() if month in told
    }
    assert list(told) == sorted(told)
    assert len(told) <= 24
    assert 0 < len(answer["with"]) <= 12
    assert {product, *answer["with"], *answer["looks"]} == set(answer["products"])


def test_a_product_that_is_not_sold_has_no_card(door):
    for address in ("/api/products/card?id=none", "/api/products?like=none", "/api/products/card"):
        answer = door.get(address)
        assert answer.status_code == 404
        assert answer.json()["error"].startswith("The shop does not sell")


def test_nobody_sees_products_without_coming_in(door):
    assert httpx.get(f"{door.base_url}/api/products/card?id=x").status_code == 401
