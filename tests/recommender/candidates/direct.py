"""implicit called directly, without any of ours between."""

from dataclasses import dataclass

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender
from implicit.recommender_base import RecommenderBase
from scipy.sparse import csr_matrix

from recommender.candidate import Candidate
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate

MODELS = {"als": AlternatingLeastSquares, "bm25": BM25Recommender, "cosine": CosineRecommender}
CLOSE = 1e-4
"""Scores nearer to each other than this share of the largest are ties."""


@dataclass(frozen=True)
class Direct:
    """One of implicit's models, fitted on the shop's purchases with a candidate's parameters."""

    model: RecommenderBase
    shop: Shop
    pieces: bool

    @classmethod
    def of(cls, candidate: Candidate, shop: Shop, **more: int) -> "Direct":
        parameters = candidate.parameters
        pieces = parameters.pop("weight") == "quantity"
        purchases = shop.purchases
        data = purchases.quantity if pieces else np.ones(len(purchases))
        entries = (data.astype(np.float32), (purchases.shopper_codes, purchases.product_codes))
        matrix = csr_matrix(entries, shape=purchases.shape)
        if not pieces:
            matrix.data[:] = 1
        model = MODELS[candidate.kind](**parameters, **more)
        model.fit(matrix, show_progress=False)
        return cls(model, shop, pieces)

    def row(self, situation: Situation) -> csr_matrix:
        catalogue = self.shop.catalogue
        bought = [each for each in situation.bought if each.product_id in catalogue]
        positions = [catalogue.position(each.product_id) for each in bought]
        data = [each.quantity if self.pieces else 1 for each in bought]
        entries = (np.array(data, np.float32), (np.zeros(len(bought), np.int32), positions))
        return csr_matrix(entries, shape=(1, len(catalogue)))

    def scores(self, situation: Situation) -> dict[str, float]:
        """Of everything that implicit would show and that was not bought."""
        count = len(self.shop.catalogue)
        found = self.model.recommend(0, self.row(situation), N=count, recalculate_user=True)
        ids = self.shop.catalogue.ids
        return {
            ids[position]: float(score)
            for position, score in zip(*found, strict=True)
            if position >= 0 and score > -1e38 and ids[position] not in situation.product_ids
        }

    def agrees(self, slate: Slate, situation: Situation) -> None:
        """The slate has implicit's scores, and nothing better was left out."""
        scores = self.scores(situation)
        best = sorted(scores.values(), reverse=True)[: len(slate)]
        near = CLOSE * max(map(abs, best), default=1)
        assert len(slate) == min(12, len(scores))
        for each, expected in zip(slate.recommendations, best, strict=True):
            assert abs(each.score - expected) <= near
            assert abs(scores[each.product_id] - each.score) <= near

    def strongest(self, situation: Situation, product_id: str) -> str:
        """ALS: the product bought that contributes most."""
        position = self.shop.catalogue.position(product_id)
        _, parts, _ = self.model.explain(0, self.row(situation), position)
        return self.shop.catalogue.ids[parts[0][0]]
