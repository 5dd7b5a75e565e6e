"""How much must have been said before a figure stands: less gives a number to chance."""

from dashboard.figures.showing import Showing
from dashboard.figures.suiting import Suiting
from recommender.metrics.mean import Mean

SLATES = 5
SHOPPERS = 5
JUDGED = 0.1
"""Of the products shown."""


def enough_shown(found: Showing) -> bool:
    return found.whole >= SLATES


def enough_judged(found: Suiting, mean: Mean | None) -> bool:
    """`mean`: one of its means, which may rest on fewer shoppers than another."""
    return mean is not None and mean.count >= SHOPPERS and found.judged >= JUDGED * found.shown


def enough_compared(shoppers: int) -> bool:
    return shoppers >= SHOPPERS
