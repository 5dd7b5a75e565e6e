"""implicit's neighbour models: what bm25 and cosine share."""

import warnings
from abc import abstractmethod
from collections.abc import Mapping

import numpy as np
from implicit.nearest_neighbours import ItemItemRecommender
from implicit.utils import ParameterWarning
from pydantic import Field

from recommender.arrays import Layout
from recommender.candidate import Candidate
from recommender.candidates.baskets import Basket, Weight, matrix_of, purchases_to_learn
from recommender.candidates.best_sellers import checked_sales, sales_layout
from recommender.candidates.learnt import Learnt, Ranked
from recommender.candidates.neighbours import Neighbours, check_rows
from recommender.shop import Shop


class FittedNeighbours(Learnt):
    """A candidate whose answer is the sum of what each product bought brings along."""

    def __init__(
        self,
        candidate: Candidate,
        shop: Shop,
        sales: np.ndarray,
        weight: Weight,
        neighbours: Neighbours,
    ):
        super().__init__(candidate, shop, sales, weight)
        self.neighbours = neighbours

    @property
    def knows(self) -> np.ndarray:
        return self.neighbours.knows

    def rank(self, basket: Basket, slate_size: int) -> Ranked:
        return self.neighbours.rank(basket, slate_size)

    def contributions(self, basket: Basket, position: int) -> Mapping[int, float]:
        return self.neighbours.contributions(basket, position)

    def arrays(self) -> Mapping[str, np.ndarray]:
        return {**super().arrays(), **self.neighbours.arrays()}


class NeighbourCandidate(Candidate):
    """One of implicit's neighbour models, fitted and opened."""

    K: int = Field(default=20, ge=1, le=1000)
    weight: Weight = Field(default=Weight.ONCE, strict=False)

    @abstractmethod
    def model(self) -> ItemItemRecommender:
        """implicit's model with this candidate's parameters."""

    def fit(self, shop: Shop, *, progress: bool = False) -> FittedNeighbours:
        purchases = purchases_to_learn(shop, self.id)
        model = self.model()
        with warnings.catch_warnings():
            # implicit warns of the matrix that it makes itself out of ours.
            warnings.simplefilter("ignore", ParameterWarning)
            model.fit(matrix_of(purchases, self.weight), show_progress=progress)
        neighbours = Neighbours.of(model.similarity)
        return FittedNeighbours(self, shop, purchases.sales, self.weight, neighbours)

    def layout(self, shop: Shop) -> Mapping[str, Layout]:
        products = len(shop.catalogue)
        return {"sales": sales_layout(shop), **Neighbours.layout(products, products * self.K)}

    def open(self, shop: Shop, arrays: Mapping[str, np.ndarray]) -> FittedNeighbours:
        check_rows(arrays, len(shop.catalogue), len(shop.catalogue))
        neighbours = Neighbours.of_rows(arrays["indptr"], arrays["indices"], arrays["data"])
        return FittedNeighbours(self, shop, checked_sales(arrays["sales"]), self.weight, neighbours)
