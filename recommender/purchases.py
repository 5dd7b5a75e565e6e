"""Who bought what: the shopper-by-product matrix with its ids."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Purchases:
    """One entry a row; all arrays have the same length, codes point into the id arrays.

    `product_codes` are the catalogue's positions. `bought_at` is datetime64[s], UTC.
    """

    shopper_ids: np.ndarray = field(repr=False)
    product_ids: np.ndarray
    shopper_codes: np.ndarray
    product_codes: np.ndarray
    bought_at: np.ndarray
    quantity: np.ndarray
    price: np.ndarray

    def __len__(self) -> int:
        return len(self.product_codes)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.shopper_ids), len(self.product_ids)

    @cached_property
    def matrix(self) -> csr_matrix:
        """1 per shopper and product, float32, sorted indices."""
        ones = np.ones(len(self), dtype=np.float32)
        matrix = csr_matrix((ones, (self.shopper_codes, self.product_codes)), shape=self.shape)
        matrix.sum_duplicates()
        matrix.data[:] = 1
        return matrix

    @cached_property
    def counts(self) -> csr_matrix:
        """How many pieces a shopper bought of a product, float32, sorted indices."""
        pieces = self.quantity.astype(np.float32)
        matrix = csr_matrix((pieces, (self.shopper_codes, self.product_codes)), shape=self.shape)
        matrix.sum_duplicates()
        return matrix

    @cached_property
    def sales(self) -> np.ndarray:
        """Shoppers who bought each product, by the catalogue's position (int64)."""
        return np.bincount(self.matrix.indices, minlength=self.shape[1])
