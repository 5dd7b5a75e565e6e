"""How long a slate takes, side by side with implicit's own call."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd
from implicit.cpu.als import AlternatingLeastSquares
from implicit.nearest_neighbours import ItemItemRecommender
from scipy.sparse import csr_matrix

from benchmarks.figure import figure
from recommender.candidate import Candidate, FittedCandidate
from recommender.kinds import make_candidate
from recommender.settings import CandidateSettings
from recommender.shop import Shop, write_shop
from recommender.situation import Situation

PRODUCTS, FACTORS, LINKS, BASKET, SLATE_SIZE = 100_000, 64, 20, 5, 12
SMALL_SHOP = 1_000
BASKETS, WARM = 400, 20
MOST_RATIO = 1.3
MOST_MORE = 2.0
"""Milliseconds that other kinds may take beyond implicit's call."""


def figures(small: bool = False) -> list[dict[str, Any]]:
    """ALS as the issue names it, then the neighbour kinds; random models, for only size counts."""
    with tempfile.TemporaryDirectory() as folder:
        shop = _shop(Path(folder) / "shop", SMALL_SHOP if small else PRODUCTS)
    numbers = np.random.default_rng(0)
    baskets = numbers.integers(0, len(shop.catalogue), (WARM + 5 if small else BASKETS, BASKET))
    return [
        _als(shop, baskets),
        _neighbours("bm25", shop, baskets),
        _neighbours("cosine", shop, baskets),
    ]


def _als(shop: Shop, baskets: np.ndarray) -> dict[str, Any]:
    products = len(shop.catalogue)
    factors = np.random.default_rng(1).normal(0, 0.1, (products, FACTORS)).astype(np.float32)
    ours = _opened(_candidate("als", factors=FACTORS), shop, {"factors": factors})
    model = AlternatingLeastSquares(factors=FACTORS, num_threads=1)
    model.item_factors = factors

    def theirs(basket: np.ndarray) -> None:
        model.recommend(0, _row(basket, products), N=SLATE_SIZE, recalculate_user=True)

    mine, reference = _side_by_side(ours, theirs, baskets)
    return figure("slate-als", mine, "ms", against=reference, limit=MOST_RATIO)


def _neighbours(kind: str, shop: Shop, baskets: np.ndarray) -> dict[str, Any]:
    numbers, products = np.random.default_rng(2), len(shop.catalogue)
    arrays = {
        "indptr": np.arange(0, products * LINKS + 1, LINKS, dtype=np.int32),
        "indices": numbers.integers(0, products, products * LINKS, dtype=np.int32),
        "data": numbers.random(products * LINKS),
    }
    ours = _opened(_candidate(kind, K=LINKS), shop, arrays)
    model = ItemItemRecommender(K=LINKS, num_threads=1)
    model.similarity, model.scorer = ours.neighbours.matrix, ours.neighbours.scorer

    def theirs(basket: np.ndarray) -> None:
        model.recommend(0, _row(basket, products), N=SLATE_SIZE)

    mine, reference = _side_by_side(ours, theirs, baskets)
    return figure(f"slate-{kind}", mine, "ms", against=reference + MOST_MORE, limit=1)


def _side_by_side(
    ours: FittedCandidate, theirs: Callable[[np.ndarray], None], baskets: np.ndarray
) -> tuple[float, float]:
    """Median milliseconds of each, one basket after the other, by turns."""
    ids = ours.catalogue.ids
    mine, reference = [], []
    for basket in baskets:
        situation = Situation.of(*ids[basket])
        mine.append(_milliseconds(lambda: ours.recommend(situation, SLATE_SIZE)))  # noqa: B023
        reference.append(_milliseconds(lambda: theirs(basket)))  # noqa: B023
    return median(mine[WARM:]), median(reference[WARM:])


def _milliseconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return 1_000 * (perf_counter() - start)


def _row(basket: np.ndarray, products: int) -> csr_matrix:
    ones, shopper = np.ones(len(basket), dtype=np.float32), np.zeros(len(basket), dtype=np.int32)
    return csr_matrix((ones, (shopper, basket)), shape=(1, products))


def _candidate(kind: str, **parameters: int) -> Candidate:
    return make_candidate(CandidateSettings(id=kind, kind=kind, title=kind, **parameters))


def _opened(candidate: Candidate, shop: Shop, arrays: dict[str, np.ndarray]) -> Any:
    return candidate.open(shop, {"sales": np.ones(len(shop.catalogue), dtype=np.int64), **arrays})


def _shop(folder: Path, products: int) -> Shop:
    ids = [f"{number:06}" for number in range(products)]
    none = pd.DataFrame(
        {"shopper_id": ["s"], "product_id": ids[:1], "bought_at": [pd.Timestamp(0, tz="UTC")]}
    )
    shop = write_shop(
        folder,
        facts={"name": "Large"},
        catalogue=pd.DataFrame({"product_id": ids, "title": ids}),
        purchases=none,
        pictures={},
    )
    len(shop.catalogue)
    return shop
