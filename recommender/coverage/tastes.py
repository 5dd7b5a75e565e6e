"""Where a basket stands among the shop's main tastes."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import svds

TASTES = 16
DENSE_MOST = 1_000_000
"""Cells of a matrix that is decomposed whole; larger ones only as far as needed."""
RARE = 3
"""Buyers added to every product's, so that what hardly anybody bought decides nothing."""
NOTHING = 1e-9


@dataclass(frozen=True, eq=False)
class Tastes:
    """Learnt from purchases once; every basket is placed by the same arithmetic.

    `weights` by the catalogue's position: the rarer a product, the more it says of a shopper, 0
    where nobody bought it. `directions`: product by taste. `centre`: where the average stands.
    """

    weights: np.ndarray
    directions: np.ndarray
    centre: np.ndarray

    def place(self, baskets: csr_matrix) -> np.ndarray:
        """One vector of length 1 a basket; the cosine of two says how alike they are.

        Small baskets say as much as large ones, and what all shoppers have in common is taken off.
        Who is nothing but average has no direction left, so a last coordinate of their own makes
        them like each other.
        """
        placed = _of_length_1(weighted(baskets, self.weights) @ self.directions)
        apart = _of_length_1(placed - np.where(placed.any(axis=1)[:, None], self.centre, 0))
        return np.column_stack([apart, ~apart.any(axis=1)])

    def known(self, baskets: csr_matrix) -> np.ndarray:
        """Which baskets hold something that anybody bought (bool)."""
        return baskets @ self.weights > 0


def tastes_of(bought: csr_matrix) -> Tastes:
    """Latent semantic analysis (Deerwester et al. 1990): weighted products, few directions.

    The weights are those of chi-squared distances, under which two halves of a basket find each
    other better than under logarithms.

    `bought`: shopper by product, 1 or 0. The same matrix gives the same tastes on
    one machine.
    """
    buyers = np.bincount(bought.indices, minlength=bought.shape[1])
    weights = np.where(buyers, np.sqrt(bought.shape[0] / (buyers + RARE)), 0)
    rows = weighted(bought, weights)
    directions = _directions(rows)
    return Tastes(weights, directions, _of_length_1(rows @ directions).mean(axis=0))


def weighted(baskets: csr_matrix, weights: np.ndarray) -> csr_matrix:
    """Every row of length 1; an empty one stays empty."""
    rows = csr_matrix(baskets @ diags(weights))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.where(lengths, lengths, 1)) @ rows)


def _of_length_1(vectors: np.ndarray) -> np.ndarray:
    """By row; what has next to no length has none."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > NOTHING)


def _directions(rows: csr_matrix) -> np.ndarray:
    if rows.shape[0] * rows.shape[1] <= DENSE_MOST:
        _, strengths, directions = np.linalg.svd(rows.toarray(), full_matrices=False)
        return directions[:TASTES][strengths[:TASTES] > NOTHING].T
    start = np.random.default_rng(0).random(min(rows.shape))
    _, _, directions = svds(rows, k=TASTES, v0=start)
    return directions[::-1].T
