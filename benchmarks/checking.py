"""Checking many scenarios in one go, side by side with one call per scenario and candidate."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.figure import figure
from recommender.candidate import FittedCandidate
from recommender.catalogue import Catalogue
from recommender.evaluation import Evidence, evaluate, evaluate_all
from recommender.expectations import expect
from recommender.kinds import make_candidate
from recommender.scenario import Scenario
from recommender.settings import CandidateSettings
from recommender.shop import Shop, write_shop
from recommender.situation import Situation

PRODUCTS, CATEGORIES, BRANDS, FACTORS, LINKS = 100_000, 200, 500, 64, 20
SMALL_SHOP = 1_000
SCENARIOS, MOST_BOUGHT = 2_000, 8
WARM, ROUNDS = 20, 5
LEAST_TIMES_FASTER = 3


def figures(small: bool = False) -> list[dict[str, Any]]:
    """Both kinds of model that a shop puts forward, the second in two weightings, and the rule
    that a business would use without one; random ones, for only size counts."""
    with tempfile.TemporaryDirectory() as folder:
        shop = _shop(Path(folder) / "shop", SMALL_SHOP if small else PRODUCTS)
    count, repeats = (20, 1) if small else (SCENARIOS, ROUNDS)
    asked = _scenarios(shop, count), _candidates(shop), shop.catalogue
    _one_by_one(asked[0][:WARM], *asked[1:])
    rounds = [
        (_seconds(_one_by_one, *asked), _seconds(evaluate_all, *asked)) for _ in range(repeats)
    ]
    faster = [one_by_one / at_once for one_by_one, at_once in rounds]
    return [
        figure(
            "check-batch",
            median(faster),
            "times faster",
            against=1,
            limit=LEAST_TIMES_FASTER,
            bound="least",
        )
    ]


def _one_by_one(
    scenarios: Sequence[Scenario],
    candidates: Mapping[str, FittedCandidate],
    catalogue: Catalogue,
) -> list[Evidence]:
    return [
        evaluate(scenario, fitted, catalogue)
        for scenario in scenarios
        for fitted in candidates.values()
    ]


def _seconds(check: Callable[..., object], *asked: object) -> float:
    started = perf_counter()
    check(*asked)
    return perf_counter() - started


def _candidates(shop: Shop) -> Mapping[str, FittedCandidate]:
    random, products = np.random.default_rng(1), len(shop.catalogue)
    sales = random.zipf(1.3, products).clip(1, 100_000).astype(np.int64)
    factors = random.normal(0, 0.1, (products, FACTORS)).astype(np.float32)
    shelves = pd.factorize(shop.catalogue.frame["category"])[0].astype(np.int32)
    kinds = {
        "als": ({"factors": FACTORS}, {"factors": factors}),
        "bm25": ({"K": LINKS}, _links(2, products)),
        "cosine": ({"K": LINKS}, _links(3, products)),
        "category_best_sellers": ({}, {"shelves": shelves}),
    }
    opened = {}
    for kind, (parameters, arrays) in kinds.items():
        settings = CandidateSettings(id=kind.replace("_", "-"), kind=kind, title=kind, **parameters)
        opened[settings.id] = make_candidate(settings).open(shop, {"sales": sales, **arrays})
    return opened


def _links(seed: int, products: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    return {
        "indptr": np.arange(0, products * LINKS + 1, LINKS, dtype=np.int32),
        "indices": random.integers(0, products, products * LINKS, dtype=np.int32),
        "data": random.random(products * LINKS),
    }


def _scenarios(shop: Shop, count: int) -> list[Scenario]:
    random = np.random.default_rng(4)
    return [
        Scenario(
            f"shopper-{number}",
            f"Shopper {number}",
            situation=Situation.of(*random.choice(shop.catalogue.ids, bought)),
            expectations=(
                expect("includes_category", {"category": f"Category {category}"}),
                expect("at_most_of", {"attribute": "brand", "count": 3, "in_top": 6}),
            ),
        )
        for number, (bought, category) in enumerate(
            zip(
                random.integers(1, MOST_BOUGHT + 1, count),
                random.integers(0, CATEGORIES, count),
                strict=True,
            )
        )
    ]


def _shop(folder: Path, products: int) -> Shop:
    random = np.random.default_rng(0)
    ids = [f"{number:06}" for number in range(products)]
    catalogue = pd.DataFrame(
        {
            "product_id": ids,
            "title": [f"Product {each}" for each in ids],
            "category": [f"Category {each}" for each in random.integers(0, CATEGORIES, products)],
            "brand": [f"Brand {each}" for each in random.integers(0, BRANDS, products)],
            "price": random.integers(1, 200, products).astype(float),
        }
    )
    none = pd.DataFrame(
        {"shopper_id": ["s"], "product_id": ids[:1], "bought_at": [pd.Timestamp(0, tz="UTC")]}
    )
    shop = write_shop(
        folder, facts={"name": "Large"}, catalogue=catalogue, purchases=none, pictures={}
    )
    len(shop.catalogue)
    return shop
