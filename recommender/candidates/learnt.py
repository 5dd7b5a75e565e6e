"""What the kinds that learn tastes share: baskets they know, and an answer where they don't."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from recommender.candidate import SLATE_SIZE, Candidate
from recommender.candidates.baskets import Basket, Weight, basket_of
from recommender.candidates.best_sellers import FittedBestSellers
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate

Ranked = tuple[Sequence[int], Sequence[float]]
"""Positions in the catalogue, best first, with their scores."""

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

    @property
    @abstractmethod
    def knows(self) -> np.ndarray:
        """By the catalogue's position: not 0 where the candidate has learnt about a product."""

    @abstractmethod
    def rank(self, basket: Basket, slate_size: int) -> Ranked:
        """None of them bought."""

    @abstractmethod
    def contributions(self, basket: Basket, position: int) -> Mapping[int, float]:
        """What each product of the basket adds to a product's score."""

    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        basket = self.basket(situation)
        if not basket.known:
            return self.cold(basket, slate_size)
        return self.ranked(self.rank(basket, slate_size), slate_size)

    def cold(self, basket: Basket, slate_size: int) -> Slate:
        return self.best_sellers(basket.bought, slate_size, COLD)

    def ranked(self, ranked: Ranked, slate_size: int) -> Slate:
        """A slate that says why it is short."""
        positions, scores = ranked
        return self.slate(positions, scores, shortage(len(positions), slate_size))

    def explain(self, situation: Situation, product_id: str) -> str:
        basket, position = self.basket(situation), self.catalogue.position(product_id)
        if not basket.known:
            return self.popularity.reason(position)
        return because(self.contributions(basket, position), self.title_of)

    def basket(self, situation: Situation) -> Basket:
        return basket_of(self.catalogue, situation, self.weight, self.knows)


def best(
    positions: np.ndarray, scores: np.ndarray, bought: Collection[int], slate_size: int
) -> Ranked:
    """By score, ties in catalogue order, none of them bought."""
    order = np.lexsort((positions, -scores))[: slate_size + len(bought)]
    ranked = zip(positions[order].tolist(), scores[order].tolist(), strict=True)
    kept = [each for each in ranked if each[0] not in bought][:slate_size]
    return [position for position, _ in kept], [score for _, score in kept]


def shortage(found: int, slate_size: int) -> str:
    """What a slate with too few products notes."""
    if found >= slate_size:
        return ""
    count = f"only {found} product{'' if found == 1 else 's'}" if found else "no products"
    return f"The candidate links {count} to what was bought."


def because(contributions: Mapping[int, float], title_of: Callable[[int], str]) -> str:
    """Which product bought speaks most for a recommendation; empty where none does."""
    shares = {each: part for each, part in contributions.items() if part > 0}
    if not shares:
        return ""
    first = max(shares, key=lambda each: (shares[each], -each))
    if len(contributions) == 1:
        return f"Because {title_of(first)} was bought."
    most = "Mostly" if 2 * shares[first] > sum(shares.values()) else "Most of all"
    return f"{most} because {title_of(first)} was bought."
