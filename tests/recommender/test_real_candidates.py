"""Candidates on real ratings of wines: what implicit says of the same purchases."""

from pathlib import Path

import numpy as np
import pytest

from recommender.candidate import Candidate
from recommender.fitted import fit_candidate, open_candidate
from recommender.import_options import ImportOptions
from recommender.importers import x_wines
from recommender.shop import Shop, write_shop
from recommender.situation import Situation
from recommender.threads import one_blas_thread
from tests.recommender.candidates.direct import Direct
from tests.recommender.settled_kinds import candidate_of

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.filterwarnings("ignore:Method expects CSR input"),
]

CANDIDATES = {
    "als": candidate_of("als", factors=32, iterations=5),
    "bm25": candidate_of("bm25", K=50),
    "cosine": candidate_of("cosine", K=50),
}


@pytest.fixture(scope="module")
def shop(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    one_blas_thread()
    delivery = x_wines.deliver(real_data / "x-wines", ImportOptions())
    return write_shop(
        tmp_path_factory.mktemp("wines") / "shop",
        facts=delivery.facts,
        catalogue=delivery.catalogue,
        purchases=delivery.purchases,
        pictures={},
    )


def real_baskets(shop: Shop) -> list[Situation]:
    """What 40 people really bought."""
    matrix, ids = shop.purchases.matrix, shop.catalogue.ids
    shoppers = np.random.default_rng(0).choice(matrix.shape[0], 40, replace=False)
    return [Situation.of(*ids[matrix[shopper].indices]) for shopper in shoppers]


@pytest.mark.parametrize("candidate", CANDIDATES.values(), ids=CANDIDATES)
def test_slates_are_implicits_own_alone_and_together(candidate: Candidate, shop: Shop) -> None:
    fitted, direct = fit_candidate(candidate, shop), Direct.of(candidate, shop)
    baskets = real_baskets(shop)
    slates = [fitted.recommend(basket, 12) for basket in baskets]
    for basket, slate in zip(baskets, slates, strict=True):
        direct.agrees(slate, basket)
    assert open_candidate(candidate, shop).recommend_all(baskets, 12) == slates


@pytest.mark.parametrize("candidate", CANDIDATES.values(), ids=CANDIDATES)
def test_fitting_twice_gives_one_fingerprint(candidate: Candidate, shop: Shop) -> None:
    assert fit_candidate(candidate, shop).fingerprint == fit_candidate(candidate, shop).fingerprint


def test_more_threads_give_the_same_factors(shop: Shop) -> None:
    """Fits repeat on one machine, however busy it is."""
    fitted = fit_candidate(CANDIDATES["als"], shop)
    for threads in (1, 2):
        direct = Direct.of(CANDIDATES["als"], shop, num_threads=threads)
        assert np.array_equal(direct.model.item_factors, fitted.arrays()["factors"])


def test_best_sellers_are_the_wines_with_most_buyers(shop: Shop) -> None:
    slate = fit_candidate(candidate_of("best_sellers"), shop).recommend(Situation(), 3)
    buyers = {
        product_id: len(set(shop.purchases.shopper_codes[shop.purchases.product_codes == position]))
        for position, product_id in enumerate(shop.catalogue.ids)
    }
    most = sorted(buyers, key=lambda each: -buyers[each])[:3]
    assert list(slate.product_ids) == most
