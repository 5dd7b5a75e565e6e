"""The adapter for implicit's factor models: its profiles, ranked in one order for good."""

from collections.abc import Mapping, Sequence

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares

from recommender.arrays import ArraysRefused
from recommender.candidate import SLATE_SIZE, Candidate
from recommender.candidates.baskets import Basket, Weight, rows_of
from recommender.candidates.learnt import Learnt, Ranked, best
from recommender.candidates.shortlist import Shortlist, shortlists
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate, Trouble

SPARE = 8
AT_ONCE = 500
ROUNDING = 4e-6
"""How far float32 scores may be off, as a share of the lengths multiplied."""
UNSOLVABLE = "No taste profile fits what was bought: fit again with a higher `regularization`."


class FittedFactors(Learnt):
    """A candidate whose score is a shopper's profile times a product's."""

    def __init__(
        self,
        candidate: Candidate,
        shop: Shop,
        sales: np.ndarray,
        weight: Weight,
        model: AlternatingLeastSquares,
    ):
        """ArraysRefused where the model's numbers are too large to multiply."""
        super().__init__(candidate, shop, sales, weight)
        with np.errstate(over="ignore", invalid="ignore"):
            self.longest = float(np.linalg.norm(model.item_factors, axis=1).max())
            if not np.isfinite(model.YtY).all():
                raise ArraysRefused("factors holds numbers too large to multiply")
        self.model = model

    @property
    def knows(self) -> np.ndarray:
        return self.popularity.sales

    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        return self.recommend_all([situation], slate_size)[0]

    def recommend_all(
        self, situations: Sequence[Situation], slate_size: int = SLATE_SIZE
    ) -> list[Slate]:
        """Many at once are quicker, and each is the same as alone."""
        baskets = [self.basket(situation) for situation in situations]
        known = [basket for basket in baskets if basket.known]
        chunks = [known[start : start + AT_ONCE] for start in range(0, len(known), AT_ONCE)]
        slates = iter([slate for chunk in chunks for slate in self._slates(chunk, slate_size)])
        return [
            next(slates) if basket.known else self.cold(basket, slate_size) for basket in baskets
        ]

    def rank(self, basket: Basket, slate_size: int) -> Ranked:
        return self._rank_all([basket], slate_size)[0]

    def contributions(self, basket: Basket, position: int) -> Mapping[int, float]:
        row = rows_of([basket], len(self.catalogue))
        _, parts, _ = self.model.explain(0, row, position, N=len(basket.positions))
        return {int(bought): float(part) for bought, part in parts}

    def arrays(self) -> Mapping[str, np.ndarray]:
        return {**super().arrays(), "factors": self.model.item_factors}

    def _slates(self, baskets: Sequence[Basket], slate_size: int) -> list[Slate]:
        try:
            return [self.ranked(each, slate_size) for each in self._rank_all(baskets, slate_size)]
        except ValueError:  # implicit's word for equations that it cannot solve
            if len(baskets) == 1:
                return [Slate(self.candidate.id, (), UNSOLVABLE, Trouble.FAILING)]
            return [slate for basket in baskets for slate in self._slates([basket], slate_size)]

    def _rank_all(self, baskets: Sequence[Basket], slate_size: int) -> list[Ranked]:
        rows = rows_of(baskets, len(self.catalogue))
        profiles = self.model.recalculate_user(np.arange(len(baskets)), rows)
        spare = SPARE + max(len(basket.bought) for basket in baskets)
        found = shortlists(self.model.item_factors, profiles, slate_size + spare)
        return [
            self._settle(basket, profile, shortlist, slate_size)
            for basket, profile, shortlist in zip(baskets, profiles, found, strict=True)
        ]

    def _settle(
        self, basket: Basket, profile: np.ndarray, shortlist: Shortlist, slate_size: int
    ) -> Ranked:
        """The best in one order for good.

        float32 scores differ in their last digits with the number of shoppers asked at once. So
        those of the shortlist are worked out again, and while one that is not on it could belong
        into the slate, it is made longer.
        """
        slack = ROUNDING * self.longest * float(np.linalg.norm(profile))
        while True:
            positions, scores = self._best(basket, profile, shortlist.positions, slate_size)
            full = len(positions) == slate_size
            if shortlist.bound == -np.inf or (full and shortlist.bound < scores[-1] - slack):
                return positions, scores
            more = len(shortlist.positions)
            [shortlist] = shortlists(self.model.item_factors, profile[np.newaxis], more)

    def _best(
        self, basket: Basket, profile: np.ndarray, positions: np.ndarray, slate_size: int
    ) -> Ranked:
        """einsum treats every product alike, BLAS does not."""
        factors = self.model.item_factors[positions].astype(np.float64)
        exact = np.einsum("ij,j->i", factors, profile.astype(np.float64))
        return best(positions, exact, basket.bought, slate_size)
