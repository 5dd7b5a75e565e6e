"""Purchases and baskets as implicit wants them: one weight a shopper and product."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_matrix

from recommender.candidate import CandidateNotFitted
from recommender.catalogue import Catalogue
from recommender.purchases import Purchases
from recommender.shop import Shop
from recommender.situation import Situation


class Weight(StrEnum):
    """What one entry of the shopper-by-product matrix holds."""

    ONCE = "once"
    QUANTITY = "quantity"


@dataclass(frozen=True)
class Basket:
    """What was bought, by the catalogue's positions.

    `bought` is all of it that the shop sells; `positions` (int32, ascending) is what the
    candidate has learnt about, and `weights` (float32) goes with it.
    """

    bought: frozenset[int]
    positions: np.ndarray
    weights: np.ndarray

    @property
    def known(self) -> bool:
        return len(self.positions) > 0


def matrix_of(purchases: Purchases, weight: Weight) -> csr_matrix:
    """Shopper-by-product, float32."""
    return purchases.counts if weight is Weight.QUANTITY else purchases.matrix


def purchases_to_learn(shop: Shop, candidate_id: str) -> Purchases:
    """CandidateNotFitted where the shop has none."""
    if not len(shop.purchases):
        raise CandidateNotFitted(
            f"Candidate {candidate_id!r} has nothing to learn: {shop.folder} holds no purchases. "
            "Import some first."
        )
    return shop.purchases


def basket_of(
    catalogue: Catalogue, situation: Situation, weight: Weight, knows: np.ndarray
) -> Basket:
    """Sorted, so that neither order nor repetition in the situation changes an answer.

    `knows`: by the catalogue's position, not 0 where the candidate has learnt about a product.
    """
    pieces: dict[int, int] = {}
    for bought in situation.bought:
        if bought.product_id in catalogue:
            position = catalogue.position(bought.product_id)
            pieces[position] = pieces.get(position, 0) + bought.quantity
    known = sorted(position for position in pieces if knows[position])
    weights = [pieces[position] if weight is Weight.QUANTITY else 1 for position in known]
    return Basket(
        frozenset(pieces), np.array(known, dtype=np.int32), np.array(weights, dtype=np.float32)
    )


def rows_of(baskets: Sequence[Basket], products: int) -> csr_matrix:
    """One row a basket. implicit takes csr_matrix only, never csr_array."""
    lengths = [len(basket.positions) for basket in baskets]
    return csr_matrix(
        (
            np.concatenate([basket.weights for basket in baskets]),
            np.concatenate([basket.positions for basket in baskets]),
            np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        ),
        shape=(len(baskets), products),
    )
