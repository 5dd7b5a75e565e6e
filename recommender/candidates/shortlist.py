"""The few products that can be among a profile's best at all, to be looked at exactly."""

from dataclasses import dataclass

import numpy as np

GROUP = 16
"""Products of which only the best is compared first: sorting all of them takes longer than
multiplying them."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """`positions` in the catalogue, in no order; whatever is not among them scores at most
    `bound`, as far as float32 can tell."""

    positions: np.ndarray
    bound: float


def shortlists(factors: np.ndarray, profiles: np.ndarray, count: int) -> list[Shortlist]:
    """One a profile, each with its `count` best and more; all of the catalogue if it is small.

    `factors` products x numbers, `profiles` shoppers x numbers, both float32.
    """
    bests = _group_bests(factors, profiles)
    groups, bounds = _best_groups(bests, count)
    members = bests.shape[1] * np.arange(GROUP, dtype=np.int32)
    positions = (groups[:, :, np.newaxis] + members).reshape(len(profiles), -1)
    return [
        Shortlist(one[one < len(factors)], bound)
        for one, bound in zip(positions, bounds.tolist(), strict=True)
    ]


def _group_bests(factors: np.ndarray, profiles: np.ndarray) -> np.ndarray:
    """Shoppers x groups: the best score in each; group g holds g, g + groups, g + 2 groups, ..."""
    groups = -(-len(factors) // GROUP)
    bests = profiles @ factors[:groups].T
    for first in range(groups, len(factors), groups):
        slab = factors[first : first + groups]
        reached = bests[:, : len(slab)]
        np.maximum(reached, profiles @ slab.T, out=reached)
    return bests


def _best_groups(bests: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The `count` groups with the best products, and the best score in the worst of them."""
    if count >= bests.shape[1]:
        everything = np.broadcast_to(np.arange(bests.shape[1]), bests.shape)
        return everything, np.full(len(bests), -np.inf)
    groups = np.argpartition(bests, -count, axis=1)[:, -count:]
    return groups, np.take_along_axis(bests, groups[:, :1], axis=1)[:, 0]
