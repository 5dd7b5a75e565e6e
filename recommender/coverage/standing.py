"""Who of a suite stands for each shopper, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recommender.coverage.behaviour import Behaviour


@dataclass(frozen=True, eq=False)
class Standing:
    """By shopper: the best likeness to any scenario, the second best, and whose the best is."""

    best: np.ndarray
    second: np.ndarray
    whose: np.ndarray


def standing(behaviour: Behaviour, baskets: Sequence[Sequence[str]]) -> Standing:
    """`baskets`: product ids, one sequence a scenario."""
    best, second = np.zeros((2, len(behaviour.vectors)))
    whose = np.full(len(best), -1)
    for place, likeness in enumerate(behaviour.likenesses(baskets)):
        better = likeness > best
        second = np.maximum(second, np.minimum(best, likeness))
        whose[better] = place
        best = np.maximum(best, likeness)
    return Standing(best, second, whose)
