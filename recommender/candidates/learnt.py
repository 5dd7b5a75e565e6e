"""What the kinds that learn tastes share: baskets they know, and an answer where they don't."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence

import numpy as np

from recommender.candidate import SLATE_SIZE, Candidate
from recommender.candidates.baskets import Basket, Weight, basket_of
from recommender.candidates.best_sellers import FittedBestSellers
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate

COLD = "No purchase that the candidate has learnt from: these are the best sellers."
LIMITS = (
    "Who bought nothing that anybody bought before is shown the best sellers, "
    "and a note says so. Knows nothing of prices, pictures or stock."
)


class Learnt(FittedBestSellers):
    """Ranks for a basket; best sellers, with a note, for whom it has learnt nothing about."""

    def __init__(self, candidate: Candidate, shop: Shop, sales: np.ndarray, weight: Weight):
        super().__init__(candidate, shop, sales)
        self.weight = weight

    @abstractmethod
    def rank(self, basket: Basket, slate_size: int) -> tuple[Sequence[int], Sequence[float]]:
        """Positions, best first and none of them bought, with their scores."""

    @abstractmethod
    def contributions(self, basket: Basket, position: int) -> Mapping[int, float]:
        """What each product of the basket adds to a product's score."""

    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        basket = self.basket(situation)
        if not basket.known:
            return self.cold(basket, slate_size)
        return self.ranked(*self.rank(basket, slate_size), slate_size)

    def cold(self, basket: Basket, slate_size: int) -> Slate:
        return self.best_sellers(basket.bought, slate_size, COLD)

    def ranked(self, positions: Sequence[int], scores: Sequence[float], slate_size: int) -> Slate:
        """A slate that says why it is short."""
        short = len(positions) < slate_size
        count = len(positions) or "no"
        note = f"The candidate links {count} products to what was bought." if short else ""
        return self.slate(positions, scores, note)

    def explain(self, situation: Situation, product_id: str) -> str:
        basket, position = self.basket(situation), self.catalogue.position(product_id)
        if not basket.known:
            return self.popularity.reason(position)
        shares = {
            each: part for each, part in self.contributions(basket, position).items() if part > 0
        }
        if not shares:
            return ""
        first = max(shares, key=lambda each: (shares[each], -each))
        return self.because(first, shares[first] / sum(shares.values()), len(basket.positions))

    def because(self, position: int, share: float, bought: int) -> str:
        title = self.title_of(position)
        if bought == 1:
            return f"Because {title} was bought."
        return f"{'Mostly' if share > 0.5 else 'Most of all'} because {title} was bought."

    def basket(self, situation: Situation) -> Basket:
        return basket_of(self.catalogue, situation, self.weight, self.popularity.sales)
