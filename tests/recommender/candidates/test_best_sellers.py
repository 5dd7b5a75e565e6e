"""Best sellers and the rule of the same shelf, on purchases counted by hand."""

from pathlib import Path

import pandas as pd
import pytest

from recommender.candidate import CandidateNotFitted, FittedCandidate
from recommender.fitted import fingerprint, fit_candidate
from recommender.shop import Shop, write_shop
from recommender.situation import Situation
from tests.recommender.settled_kinds import candidate_of

SHELVES = {
    "tent": "Sleeping",
    "bag": "Sleeping",
    "mat": "Sleeping",
    "lamp": "Light",
    "torch": "Light",
    "mug": None,
    "pot": None,
}
BUYERS = {"tent": 5, "bag": 4, "mat": 1, "lamp": 3, "torch": 3, "mug": 2, "pot": 0}


def shop_of(folder: Path, buyers: dict[str, int], shelves: dict[str, str | None]) -> Shop:
    """Everybody buys twice: a shopper counts once a product."""
    rows = [
        {"shopper_id": f"s{number}", "product_id": product_id}
        for product_id, count in buyers.items()
        for number in range(count)
        for _ in range(2)
    ]
    purchases = pd.DataFrame(rows, columns=["shopper_id", "product_id"], dtype="str").assign(
        bought_at=pd.Timestamp("2026-01-01", tz="UTC"), quantity=3
    )
    ids = list(shelves)
    catalogue = pd.DataFrame(
        {"product_id": ids, "title": [each.title() for each in ids], "category": shelves.values()}
    )
    return write_shop(
        folder, facts={"name": "Camp"}, catalogue=catalogue, purchases=purchases, pictures={}
    )


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return shop_of(tmp_path_factory.mktemp("camp") / "shop", BUYERS, SHELVES)


@pytest.fixture(scope="module")
def best(shop: Shop) -> FittedCandidate:
    return fit_candidate(candidate_of("best_sellers"), shop)


@pytest.fixture(scope="module")
def shelf(shop: Shop) -> FittedCandidate:
    return fit_candidate(candidate_of("category_best_sellers"), shop)


def test_best_sellers_come_by_their_number_of_shoppers(best: FittedCandidate) -> None:
    slate = best.recommend(Situation())
    assert slate.product_ids == ("tent", "bag", "lamp", "torch", "mug", "mat")
    assert [each.score for each in slate.recommendations] == [5, 4, 3, 3, 2, 1]
    assert best.recommend(Situation.of("bag", "pot"), 2).product_ids == ("tent", "lamp")


def test_the_reason_is_how_many_shoppers_bought_it(best: FittedCandidate) -> None:
    reasons = [best.explain(Situation(), each) for each in ("tent", "mat", "pot")]
    assert reasons == ["Bought by 5 shoppers.", "Bought by 1 shopper.", ""]


def test_shelves_take_turns_the_fullest_first(shelf: FittedCandidate) -> None:
    slate = shelf.recommend(Situation.of("lamp", "mat", "bag"))
    assert slate.product_ids == ("tent", "torch", "mug")
    assert [each.score for each in slate.recommendations] == [1, 1 / 2, 1 / 3]


def test_on_equal_terms_the_shelf_bought_from_first_begins(shelf: FittedCandidate) -> None:
    assert shelf.recommend(Situation.of("mat", "lamp"), 3).product_ids == ("tent", "torch", "bag")
    assert shelf.recommend(Situation.of("lamp", "mat"), 3).product_ids == ("torch", "tent", "bag")


def test_a_basket_from_no_shelf_is_shown_the_shops_best_sellers(shelf: FittedCandidate) -> None:
    slate = shelf.recommend(Situation.of("mug"), 2)
    assert slate.product_ids == ("tent", "bag")
    assert "these are the shop's best sellers" in slate.note


def test_the_reason_names_the_place_on_the_shelf(shelf: FittedCandidate) -> None:
    situation = Situation.of("mat")
    assert shelf.explain(situation, "bag") == "Number 2 of Sleeping. Bought by 4 shoppers."
    assert shelf.explain(situation, "lamp") == "Bought by 3 shoppers."


def test_a_shop_without_categories_falls_back_to_best_sellers(tmp_path: Path) -> None:
    shop = shop_of(tmp_path / "shop", BUYERS, dict.fromkeys(SHELVES))
    slate = fit_candidate(candidate_of("category_best_sellers"), shop).recommend(
        Situation.of("mat"), 2
    )
    assert slate.product_ids == ("tent", "bag")


@pytest.mark.parametrize("kind", ["best_sellers", "category_best_sellers", "als", "bm25", "cosine"])
def test_a_shop_without_purchases_teaches_nothing(kind: str, tmp_path: Path) -> None:
    shop = shop_of(tmp_path / "shop", {}, SHELVES)
    with pytest.raises(CandidateNotFitted, match="holds no purchases"):
        fit_candidate(candidate_of(kind), shop)


def test_other_purchases_give_another_fingerprint(tmp_path: Path, best: FittedCandidate) -> None:
    shop = shop_of(tmp_path / "shop", {**BUYERS, "pot": 1}, SHELVES)
    assert fit_candidate(candidate_of("best_sellers"), shop).fingerprint != best.fingerprint


def test_other_products_give_another_fingerprint(tmp_path: Path, shop: Shop) -> None:
    other = shop_of(tmp_path / "shop", {}, {**SHELVES, "stove": None})
    candidate = candidate_of("best_sellers")
    assert fingerprint(candidate, shop, b"") != fingerprint(candidate, other, b"")
