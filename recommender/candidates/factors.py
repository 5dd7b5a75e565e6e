"""The adapter for implicit's factor models: enough asked for, ties settled, the bought dropped."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from recommender.arrays import ArraysRefused
from recommender.candidate import SLATE_SIZE, Candidate
from recommender.candidates.baskets import Basket, Weight, rows_of
from recommender.candidates.learnt import Learnt, Ranked
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate, Trouble

SPARE = 8
AT_ONCE = 1_000
LEFT_OUT = np.finfo(np.float32).min / 2
"""implicit scores what was bought with the least float32, at the tail."""
ROUNDING = 4e-6
"""How far implicit's float32 scores may be off, as a share of the lengths multiplied."""
UNSOLVABLE = "No taste profile fits what was bought: fit again with a higher `regularization`."


@cache
def one_blas_thread() -> None:
    """For this process, as implicit demands: its own threads and BLAS's would fight."""
    threadpool_limits(limits=1, user_api="blas")


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
        unsold = max(len(basket.bought) - len(basket.positions) for basket in baskets)
        fetched = self._fetch(rows, slate_size + unsold + SPARE)
        return [
            self._settle(basket, profile, positions, scores, slate_size)
            for basket, profile, positions, scores in zip(baskets, profiles, *fetched, strict=True)
        ]

    def _fetch(self, rows: csr_matrix, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Positions and scores, one line a shopper.

        Without `recalculate_user` implicit would answer for the shopper it trained first.
        """
        shoppers, most = np.arange(rows.shape[0]), min(count, len(self.catalogue))
        return self.model.recommend(shoppers, rows, N=most, recalculate_user=True)

    def _settle(
        self,
        basket: Basket,
        profile: np.ndarray,
        positions: np.ndarray,
        scores: np.ndarray,
        slate_size: int,
    ) -> Ranked:
        """The best in one order for good.

        implicit's scores differ in their last digits with the number of shoppers asked at once,
        and ties come as its heap leaves them. So the scores are worked out again, and while the
        last one fetched could belong into the slate, more are fetched.
        """
        slack = ROUNDING * self.longest * float(np.linalg.norm(profile))
        while True:
            found, exact = self._order(basket, profile, positions[scores > LEFT_OUT])
            if len(positions) == len(self.catalogue) or scores[-1] <= LEFT_OUT:
                break
            if len(exact) >= slate_size and scores[-1] < exact[slate_size - 1] - slack:
                break
            rows = rows_of([basket], len(self.catalogue))
            positions, scores = (each[0] for each in self._fetch(rows, 8 * len(positions)))
        return found[:slate_size].tolist(), exact[:slate_size].tolist()

    def _order(
        self, basket: Basket, profile: np.ndarray, positions: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """By score, ties in catalogue order. einsum treats every product alike, BLAS does not."""
        if len(basket.bought) > len(basket.positions):
            positions = positions[np.isin(positions, list(basket.bought), invert=True)]
        factors = self.model.item_factors[positions].astype(np.float64)
        exact = np.einsum("ij,j->i", factors, profile.astype(np.float64))
        best = np.lexsort((positions, -exact))
        return positions[best], exact[best]
