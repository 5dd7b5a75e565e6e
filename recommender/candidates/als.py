"""A taste profile of the shopper: implicit's alternating least squares."""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from implicit.recommender_base import ModelFitError
from pydantic import Field

from recommender.arrays import Layout
from recommender.candidate import About, Candidate, CandidateNotFitted
from recommender.candidates.baskets import Weight, matrix_of, purchases_to_learn
from recommender.candidates.best_sellers import checked_sales, sales_layout
from recommender.candidates.factors import FittedFactors
from recommender.candidates.learnt import LIMITS
from recommender.shop import Shop
from recommender.threads import one_blas_thread

WORTH_THREADS = 100_000
"""Purchases from which several threads are quicker than one; the factors are the same."""


class ALS(Candidate):
    """Parameters by implicit's names and with implicit's defaults, but a fixed random_state."""

    about: ClassVar[About] = About(
        takes_in="What was bought.",
        uses="Which shoppers bought which products.",
        gives_out="Products nearest to the shopper's taste profile, best first.",
        how="Describes every product by a few numbers such that shoppers who bought much the same "
        "come out alike (alternating least squares), then works out the same numbers for this "
        "shopper from what was bought.",
        limits=f"{LIMITS} Profiles of one or two purchases are rough.",
    )

    factors: int = Field(default=100, ge=1, le=2048)
    regularization: float = Field(default=0.01, ge=0, allow_inf_nan=False)
    alpha: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    iterations: int = Field(default=15, ge=1, le=1000)
    use_cg: bool = True
    random_state: int = Field(default=42, ge=0, le=2**32 - 1)
    weight: Weight = Field(default=Weight.ONCE, strict=False)

    def fit(self, shop: Shop, *, progress: bool = False) -> FittedFactors:
        one_blas_thread()
        purchases = purchases_to_learn(shop, self.id)
        model = self._model(num_threads=1 if len(purchases) < WORTH_THREADS else 0)
        try:
            model.fit(matrix_of(purchases, self.weight), show_progress=progress)
        except (ModelFitError, ValueError) as error:
            raise CandidateNotFitted(
                f"Candidate {self.id!r} cannot be fitted with these parameters: {error}."
            ) from error
        return self._fitted(shop, purchases.sales, model.item_factors)

    def layout(self, shop: Shop) -> Mapping[str, Layout]:
        factors = Layout("float32", (len(shop.catalogue), self.factors))
        return {"sales": sales_layout(shop), "factors": factors}

    def open(self, shop: Shop, arrays: Mapping[str, np.ndarray]) -> FittedFactors:
        one_blas_thread()
        return self._fitted(shop, checked_sales(arrays["sales"]), arrays["factors"])

    def _fitted(self, shop: Shop, sales: np.ndarray, factors: np.ndarray) -> FittedFactors:
        model = self._model(num_threads=1)
        model.item_factors = factors
        return FittedFactors(self, shop, sales, self.weight, model)

    def _model(self, num_threads: int) -> AlternatingLeastSquares:
        return AlternatingLeastSquares(
            factors=self.factors,
            regularization=self.regularization,
            alpha=self.alpha,
            use_cg=self.use_cg,
            iterations=self.iterations,
            num_threads=num_threads,
            random_state=self.random_state,
        )


KIND = ALS
