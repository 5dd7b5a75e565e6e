"""Kinds of shoppers, found in what they buy."""

from dataclasses import dataclass

import numpy as np
from scipy.cluster.vq import ClusterError, kmeans2

FEWEST, MOST = 6, 16
ROUNDS = 30
NEAR = 9
"""Decimals up to which two vectors are the same."""


@dataclass(frozen=True, eq=False)
class Segments:
    """`codes`: each shopper's segment, largest first. `centres`: one vector a segment.

    `places`: where each centre stands on a map from 0 to 1, like near like.
    """

    codes: np.ndarray
    centres: np.ndarray
    places: np.ndarray


def segments_of(vectors: np.ndarray) -> Segments:
    """k-means (Lloyd 1982) from k-means++ starts (Arthur & Vassilvitskii 2007), always the same.

    As many as lie most clearly apart, from 6 to 16, by the mean simplified silhouette (Hruschka
    et al. 2006), of equals the fewest. Where fewer than 6 kinds of baskets exist, one each.
    """
    different = np.unique(vectors.round(NEAR), axis=0)
    if len(different) <= FEWEST:
        return _ordered(different, _distances(vectors, different).argmin(axis=1))
    tries = [_tried(vectors, count) for count in range(FEWEST, min(MOST, len(different)) + 1)]
    found = [each for each in tries if each is not None]
    if not found:
        return _ordered(vectors.mean(axis=0)[None], np.zeros(len(vectors), dtype=int))
    _, centres, codes = max(found, key=lambda each: each[0])
    return _ordered(centres, codes)


def _tried(vectors: np.ndarray, count: int) -> tuple[float, np.ndarray, np.ndarray] | None:
    """How clearly apart, centres, codes; None where a segment was left without shoppers."""
    random = np.random.default_rng(count)
    try:
        centres, codes = kmeans2(
            vectors, count, iter=ROUNDS, minit="++", missing="raise", rng=random
        )
    except ClusterError:
        return None
    nearest = np.partition(_distances(vectors, centres), 1, axis=1)
    own, next_best = nearest[:, 0], nearest[:, 1]
    return round(float(np.mean((next_best - own) / next_best)), NEAR), centres, codes


def _distances(vectors: np.ndarray, centres: np.ndarray) -> np.ndarray:
    lengths = (vectors**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1)
    return np.sqrt(np.maximum(lengths - 2 * vectors @ centres.T, 0))


def _ordered(centres: np.ndarray, codes: np.ndarray) -> Segments:
    order = np.argsort(-np.bincount(codes, minlength=len(centres)), kind="stable")
    centres = centres[order]
    return Segments(np.argsort(order)[codes], centres, _places(centres))


def _places(centres: np.ndarray) -> np.ndarray:
    """Classical scaling (Torgerson 1952), which for these distances is the first two components."""
    left, strengths, _ = np.linalg.svd(centres - centres.mean(axis=0), full_matrices=False)
    flat = np.zeros((len(centres), 2))
    flat[:, : len(strengths)] = (left * strengths)[:, :2]
    largest = flat[np.abs(flat).argmax(axis=0), [0, 1]]
    flat *= np.where(largest < 0, -1, 1)
    reach = np.abs(flat).max() or 1
    return 0.5 + flat / (2 * reach)
