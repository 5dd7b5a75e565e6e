"""The candidates of implicit agree with implicit itself, but for ties and what was bought."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recommender.fitted import fit_candidate
from recommender.shop import Shop, write_shop
from recommender.situation import Bought, Situation
from recommender.threads import one_blas_thread
from tests.recommender.candidates.direct import Direct
from tests.recommender.settled_kinds import candidate_of

# implicit warns of a matrix that it makes itself.
pytestmark = pytest.mark.filterwarnings("ignore:Method expects CSR input")

SETTINGS = {
    "als": {"factors": 8, "iterations": 5, "regularization": 0.1, "alpha": 3.0},
    "als by Cholesky": {"factors": 8, "use_cg": False},
    "als by quantity": {"factors": 8, "weight": "quantity"},
    "bm25": {"K": 10, "K1": 2.0, "B": 0.5},
    "bm25 by quantity": {"K": 10, "weight": "quantity"},
    "cosine": {"K": 15},
    "cosine by quantity": {"K": 15, "weight": "quantity"},
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """150 products of which the last ten never sold, 400 shoppers of five tastes."""
    one_blas_thread()
    numbers = np.random.default_rng(7)
    tastes = numbers.integers(0, 5, 400)
    rows = [
        {"shopper_id": f"s{shopper}", "product_id": f"p{5 * numbers.integers(0, 28) + taste:03}"}
        for shopper, taste in enumerate(tastes)
        for _ in range(numbers.integers(2, 12))
    ]
    purchases = pd.DataFrame(rows).assign(bought_at=pd.Timestamp("2026-01-01", tz="UTC"))
    purchases["quantity"] = numbers.integers(1, 5, len(purchases))
    ids = [f"p{number:03}" for number in range(150)]
    return write_shop(
        tmp_path_factory.mktemp("tastes") / "shop",
        facts={"name": "Tastes"},
        catalogue=pd.DataFrame({"product_id": ids, "title": ids}),
        purchases=purchases,
        pictures={},
    )


def situations() -> list[Situation]:
    numbers = np.random.default_rng(3)
    return [
        Situation(
            tuple(
                Bought(f"p{number:03}", int(numbers.integers(1, 4)))
                for number in numbers.choice(140, numbers.integers(1, 9), replace=False)
            )
        )
        for _ in range(60)
    ]


@pytest.mark.parametrize("name", SETTINGS)
def test_a_slate_is_implicits_own_less_what_was_bought(name: str, shop: Shop) -> None:
    candidate = candidate_of(name.partition(" ")[0], **SETTINGS[name])
    fitted, direct = fit_candidate(candidate, shop), Direct.of(candidate, shop)
    for situation in situations():
        slate = fitted.recommend(situation, 12)
        direct.agrees(slate, situation)


@pytest.mark.parametrize("name", SETTINGS)
def test_many_at_once_are_the_slates_one_by_one(name: str, shop: Shop) -> None:
    fitted = fit_candidate(candidate_of(name.partition(" ")[0], **SETTINGS[name]), shop)
    asked = situations()
    assert fitted.recommend_all(asked, 12) == [fitted.recommend(each, 12) for each in asked]


def test_products_that_are_alike_come_in_the_catalogues_order(tmp_path: Path) -> None:
    """Everybody buys everything: ALS and implicit's heap have nothing to tell products apart."""
    ids = [f"p{number:02}" for number in range(60)]
    rows = [{"shopper_id": f"s{one}", "product_id": each} for one in range(5) for each in ids[:50]]
    purchases = pd.DataFrame(rows).assign(bought_at=pd.Timestamp("2026-01-01", tz="UTC"))
    shop = write_shop(
        tmp_path / "shop",
        facts={"name": "Alike"},
        catalogue=pd.DataFrame({"product_id": ids, "title": ids}),
        purchases=purchases,
        pictures={},
    )
    candidate = candidate_of("als", factors=3)
    factors = np.ones((60, 3), dtype=np.float32)
    fitted = candidate.open(shop, {"sales": shop.purchases.sales, "factors": factors})
    assert fitted.recommend(Situation.of("p00", "p03"), 4).product_ids == (
        "p01",
        "p02",
        "p04",
        "p05",
    )


def test_a_product_that_never_sold_says_nothing_of_the_shopper(shop: Shop) -> None:
    fitted = fit_candidate(candidate_of("als", factors=8), shop)
    with_it = fitted.recommend(Situation.of("p001", "p145"))
    assert with_it.recommendations == fitted.recommend(Situation.of("p001")).recommendations
    alone = fitted.recommend(Situation.of("p145"), 3)
    assert "best sellers" in alone.note


def test_equations_that_cannot_be_solved_are_a_finding(shop: Shop) -> None:
    candidate = candidate_of("als", factors=3, regularization=0)
    arrays = {"sales": shop.purchases.sales, "factors": np.zeros((150, 3), dtype=np.float32)}
    slates = candidate.open(shop, arrays).recommend_all([Situation.of("p001"), Situation()])
    assert [len(slate) for slate in slates] == [0, 12]
    assert "higher `regularization`" in slates[0].note


def test_the_reason_is_the_product_that_implicit_finds_to_weigh_most(shop: Shop) -> None:
    candidate = candidate_of("als", factors=8)
    fitted, direct = fit_candidate(candidate, shop), Direct.of(candidate, shop)
    situation = Situation.of("p001", "p006", "p012")
    for product_id in fitted.recommend(situation, 5).product_ids:
        strongest = direct.strongest(situation, product_id)
        assert f"because “{strongest}” was bought." in fitted.explain(situation, product_id)
