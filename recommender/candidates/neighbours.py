"""Which products bring along which others, scored by implicit."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from implicit._nearest_neighbours import NearestNeighboursScorer
from scipy.sparse import csr_matrix

from recommender.arrays import ArraysRefused, Layout
from recommender.candidates.baskets import Basket
from recommender.candidates.learnt import Ranked, best


@dataclass(frozen=True)
class Neighbours:
    """Row b holds what having bought product b adds to the scores of others (float64)."""

    matrix: csr_matrix

    @classmethod
    def of(cls, similarity: csr_matrix) -> "Neighbours":
        """In the one order and the dtypes that are saved; a link of 0 is none."""
        matrix = csr_matrix(similarity, dtype=np.float64)
        matrix.eliminate_zeros()
        matrix.sort_indices()
        return cls(matrix)

    @classmethod
    def of_rows(cls, ends: np.ndarray, positions: np.ndarray, scores: np.ndarray) -> "Neighbours":
        """One row a product of the catalogue."""
        products = len(ends) - 1
        return cls(csr_matrix((scores, positions, ends), shape=(products, products)))

    @cached_property
    def knows(self) -> np.ndarray:
        """How many links each product has."""
        return np.diff(self.matrix.indptr)

    @staticmethod
    def layout(products: int, most: int) -> dict[str, Layout]:
        """`most`: neighbours there can be in all."""
        return {
            "indptr": Layout("int32", (products + 1,)),
            "indices": Layout("int32", (most,), exact=False),
            "data": Layout("float64", (most,), exact=False),
        }

    def arrays(self) -> dict[str, np.ndarray]:
        return {
            "indptr": self.matrix.indptr,
            "indices": self.matrix.indices,
            "data": self.matrix.data,
        }

    @cached_property
    def scorer(self) -> NearestNeighboursScorer:
        return NearestNeighboursScorer(self.matrix)

    def rank(self, basket: Basket, slate_size: int) -> Ranked:
        """The best `slate_size` by summed score, ties in catalogue order.

        implicit is asked for everything it can reach: it may return more or fewer than asked, puts
        what was bought at the tail with a score of 0, and leaves the order of ties to its heap.
        """
        ends = np.array([0, len(basket.positions)], dtype=np.int32)
        positions, scores = self.scorer.recommend(
            ends, basket.positions, basket.weights, K=self.matrix.shape[0], remove_own_likes=True
        )
        return best(positions, scores, basket.bought, slate_size)

    def contributions(self, basket: Basket, position: int) -> dict[int, float]:
        """What each product of the basket adds to a product's score."""
        return {
            bought: self._link(bought, position) * weight
            for bought, weight in zip(
                basket.positions.tolist(), basket.weights.tolist(), strict=True
            )
        }

    def _link(self, bought: int, position: int) -> float:
        row = slice(*self.matrix.indptr[bought : bought + 2])
        return float(self.matrix.data[row][self.matrix.indices[row] == position].sum())


def check_rows(arrays: Mapping[str, np.ndarray], rows: int, products: int) -> None:
    """ArraysRefused unless every index points at a product: implicit checks no bounds."""
    indptr, indices, data = arrays["indptr"], arrays["indices"], arrays["data"]
    if len(indptr) != rows + 1:
        raise ArraysRefused(f"it has not {rows:,} rows")
    if indptr[0] != 0 or indptr[-1] != len(indices) or (np.diff(indptr) < 0).any():
        raise ArraysRefused("its rows do not follow each other")
    if len(data) != len(indices):
        raise ArraysRefused("it has not one score a product")
    if len(indices) and (indices.min() < 0 or indices.max() >= products):
        raise ArraysRefused("it names products that this shop does not have")
