"""How many shoppers bought each product, and which products most did."""

from collections.abc import Collection
from functools import cached_property

import numpy as np


class Popularity:
    """`sales`: shoppers who bought each product, by the catalogue's position (int64)."""

    def __init__(self, sales: np.ndarray):
        self.sales = sales

    @cached_property
    def order(self) -> np.ndarray:
        """Positions of everything ever bought, most bought first, ties in catalogue order."""
        order = np.argsort(-self.sales, kind="stable")
        return order[: np.count_nonzero(self.sales)]

    def best(self, count: int, without: Collection[int]) -> list[int]:
        """Positions of at most `count` products, best first."""
        reach = self.order[: count + len(without)].tolist()
        return [position for position in reach if position not in without][:count]

    def reason(self, position: int) -> str:
        return bought_by(int(self.sales[position]))


def bought_by(shoppers: int) -> str:
    """The sentence, empty where nobody did."""
    if not shoppers:
        return ""
    return f"Bought by {shoppers:,} shopper{'' if shoppers == 1 else 's'}."
