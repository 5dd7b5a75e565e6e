"""The baseline: what most shoppers bought."""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from recommender.arrays import ArraysRefused, Layout
from recommender.candidate import SLATE_SIZE, About, Candidate, FittedCandidate
from recommender.candidates.baskets import purchases_to_learn
from recommender.popularity import Popularity
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate

SOLD_OUT = "Nothing was ever bought that this shopper does not have."


class BestSellers(Candidate):
    """The same products for everybody, less what they own."""

    about: ClassVar[About] = About(
        takes_in="What was bought, only to leave it out.",
        uses="How many shoppers bought each product.",
        gives_out="The products that most shoppers bought; the score is how many did.",
        how="Counts each shopper once a product and ranks by the count, ties in catalogue order.",
        limits="Knows nothing of the shopper; new products start at the bottom.",
    )

    def fit(self, shop: Shop, *, progress: bool = False) -> "FittedBestSellers":
        purchases = purchases_to_learn(shop, self.id)
        return FittedBestSellers(self, shop, purchases.sales)

    def layout(self, shop: Shop) -> Mapping[str, Layout]:
        return {"sales": sales_layout(shop)}

    def open(self, shop: Shop, arrays: Mapping[str, np.ndarray]) -> "FittedBestSellers":
        return FittedBestSellers(self, shop, checked_sales(arrays["sales"]))


class FittedBestSellers(FittedCandidate):
    """Best sellers, counted."""

    def __init__(self, candidate: Candidate, shop: Shop, sales: np.ndarray):
        super().__init__(candidate, shop.catalogue)
        self.popularity = Popularity(sales)

    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        bought = frozenset(self.catalogue.positions(situation.product_ids))
        return self.best_sellers(bought, slate_size)

    def best_sellers(self, bought: frozenset[int], slate_size: int, note: str = "") -> Slate:
        """A slate of what sold best, for kinds that have nothing better to say too."""
        best = self.popularity.best(slate_size, bought)
        scores = [float(self.popularity.sales[position]) for position in best]
        return self.slate(best, scores, note if best else SOLD_OUT)

    def explain(self, situation: Situation, product_id: str) -> str:
        return self.popularity.reason(self.catalogue.position(product_id))

    def arrays(self) -> Mapping[str, np.ndarray]:
        return {"sales": self.popularity.sales}


def sales_layout(shop: Shop) -> Layout:
    return Layout("int64", (len(shop.catalogue),))


def checked_sales(sales: np.ndarray) -> np.ndarray:
    """ArraysRefused where a count is below nothing."""
    if (sales < 0).any():
        raise ArraysRefused("it counts fewer than 0 shoppers for a product")
    return sales


KIND = BestSellers
