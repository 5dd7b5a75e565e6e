"""The rule a business would use without a model: best sellers of the categories bought."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, zip_longest
from typing import ClassVar

import numpy as np
import pandas as pd

from recommender.arrays import Layout
from recommender.candidate import SLATE_SIZE, About, Candidate
from recommender.candidates.baskets import purchases_to_learn
from recommender.candidates.best_sellers import (
    SOLD_OUT,
    FittedBestSellers,
    checked_sales,
    sales_layout,
)
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate

COLD = "Nothing was bought from a known category: these are the shop's best sellers."


class CategoryBestSellers(Candidate):
    """Best sellers of the same shelves."""

    about: ClassVar[About] = About(
        takes_in="What was bought, and which category each product belongs to.",
        uses="How many shoppers bought each product.",
        gives_out="Best sellers of the categories that were bought, less what was bought; "
        "the score is 1 divided by the rank, for the rule gives an order and no measure.",
        how="The categories take turns: first the one with most products bought, on equal terms "
        "the one bought first. Each turn gives the category's next best seller. When all are "
        "used up, the shop's best sellers follow.",
        limits="Stays on the shelves the shopper knows. Who bought from no known category is shown "
        "the shop's best sellers, and a note says so.",
    )

    def fit(self, shop: Shop, *, progress: bool = False) -> "FittedCategoryBestSellers":
        sales = purchases_to_learn(shop, self.id).sales
        return FittedCategoryBestSellers(self, shop, sales, _shelves(shop))

    def layout(self, shop: Shop) -> Mapping[str, Layout]:
        return {"sales": sales_layout(shop), "shelves": Layout("int32", (len(shop.catalogue),))}

    def open(self, shop: Shop, arrays: Mapping[str, np.ndarray]) -> "FittedCategoryBestSellers":
        sales = checked_sales(arrays["sales"])
        return FittedCategoryBestSellers(self, shop, sales, arrays["shelves"])


class FittedCategoryBestSellers(FittedBestSellers):
    """Best sellers by shelf, as the categories stood when it was fitted.

    `shelves`: a number for each product's category, by the catalogue's position; -1 for none.
    """

    def __init__(self, candidate: Candidate, shop: Shop, sales: np.ndarray, shelves: np.ndarray):
        super().__init__(candidate, shop, sales)
        self.shelves = shelves

    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        positions = self.catalogue.positions(situation.product_ids)
        turns = self._turns(positions)
        if not turns:
            return self.best_sellers(frozenset(positions), slate_size, COLD)
        found = list(islice(self._in_order(turns, positions), slate_size))
        return self.slate(
            found, [1 / rank for rank in range(1, len(found) + 1)], "" if found else SOLD_OUT
        )

    def explain(self, situation: Situation, product_id: str) -> str:
        position = self.catalogue.position(product_id)
        reason = self.popularity.reason(position)
        shelf = int(self.shelves[position])
        if shelf not in self._turns(self.catalogue.positions(situation.product_ids)):
            return reason
        place = self.ranking[shelf].index(position) + 1
        category = self.catalogue.frame["category"].iat[position]
        return f"Number {place} of {category}. {reason}"

    def arrays(self) -> Mapping[str, np.ndarray]:
        return {**super().arrays(), "shelves": self.shelves}

    @cached_property
    def ranking(self) -> dict[int, list[int]]:
        """Each shelf's positions, best seller first."""
        ranking: dict[int, list[int]] = {}
        for position in self.popularity.order.tolist():
            ranking.setdefault(int(self.shelves[position]), []).append(position)
        return ranking

    def _turns(self, bought: Sequence[int]) -> list[int]:
        """Shelves in the order in which they take turns."""
        shelves = [int(self.shelves[position]) for position in bought]
        counted = Counter(shelf for shelf in shelves if shelf >= 0)
        return [shelf for shelf, _ in counted.most_common()]

    def _in_order(self, turns: Sequence[int], bought: Sequence[int]) -> Iterator[int]:
        """What the shelves give by turns, then the rest of the shop."""
        for turn in zip_longest(*(self._left(shelf, bought) for shelf in turns)):
            yield from (position for position in turn if position is not None)
        for position in self.popularity.order.tolist():
            if int(self.shelves[position]) not in turns and position not in bought:
                yield position

    def _left(self, shelf: int, bought: Sequence[int]) -> Iterator[int]:
        return (position for position in self.ranking.get(shelf, []) if position not in bought)


def _shelves(shop: Shop) -> np.ndarray:
    frame = shop.catalogue.frame
    if "category" not in frame:
        return np.full(len(frame), -1, dtype=np.int32)
    return pd.factorize(frame["category"])[0].astype(np.int32)


KIND = CategoryBestSellers
