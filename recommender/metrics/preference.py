"""Who is preferred to whom: a ranking by Bradley and Terry, with its uncertainty."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from choix import ilsr_pairwise_dense
from scipy.sparse.csgraph import connected_components
from scipy.special import expit, ndtri

PRIOR = 0.5
"""Wins added for each of two candidates over the other, before anybody answered.

As in Davidson and Solomon, A Bayesian approach to paired comparison experimentation, Biometrika 60
(1973): a candidate that always won stays below 100 %, and those never compared stand side by side.
For two candidates it is Jeffreys' prior of a share.
"""

Comparison = tuple[str, str, float]
"""Better, worse, weight."""


@dataclass(frozen=True, slots=True)
class Place:
    """One candidate in the ranking."""

    candidate: str
    strength: float
    """The share of comparisons it would win against an average other."""
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Best first; empty where nothing was compared."""

    places: tuple[Place, ...]
    compared: float
    """The comparisons' weights, added up."""
    apart: tuple[tuple[str, ...], ...] = ()
    """Groups never compared with each other: between them the order means nothing."""


def tied(one: str, other: str, weight: float = 1.0) -> list[Comparison]:
    """Half a win each way."""
    return [(one, other, weight / 2), (other, one, weight / 2)]


def rank(comparisons: Iterable[Comparison], level: float = 0.95, prior: float = PRIOR) -> Ranking:
    """Strengths with intervals at `level`.

    The intervals come from the likelihood's curvature at its maximum, on the log-odds scale, so
    they stay between 0 and 1 and have a width even where one candidate always won. They take
    comparisons as independent; give comparisons that hang together less weight. With `prior` 0 it
    is plain maximum likelihood, which needs every candidate to win and lose (RuntimeError).
    """
    comparisons = list(comparisons)
    names = sorted({name for better, worse, _ in comparisons for name in (better, worse)})
    if not names:
        return Ranking((), 0.0)
    wins = _wins(names, comparisons)
    places = _places(names, wins + prior * ~np.eye(len(names), dtype=bool), level)
    return Ranking(places, float(wins.sum()), _apart(names, wins))


def log_strengths(wins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Their estimates (K, centred) and covariance (K, K), from wins (K, K) of row over column."""
    estimates = ilsr_pairwise_dense(wins, max_iter=10_000)
    chance = expit(estimates[:, None] - estimates)
    information = -(wins + wins.T) * chance * (1 - chance)
    np.fill_diagonal(information, 0)
    np.fill_diagonal(information, -information.sum(axis=1))
    return estimates - estimates.mean(), np.linalg.pinv(information, hermitian=True)


def _wins(names: list[str], comparisons: list[Comparison]) -> np.ndarray:
    position = {name: at for at, name in enumerate(names)}
    wins = np.zeros((len(names), len(names)))
    for better, worse, weight in comparisons:
        wins[position[better], position[worse]] += weight
    return wins


def _places(names: list[str], wins: np.ndarray, level: float) -> tuple[Place, ...]:
    estimates, covariance = log_strengths(wins)
    count = len(names)
    against_others = (np.eye(count) * count - 1) / (count - 1)
    middle = against_others @ estimates
    spread = np.sqrt(np.einsum("ij,jk,ik->i", against_others, covariance, against_others))
    reach = ndtri((1 + level) / 2) * spread
    shares = expit([middle, middle - reach, middle + reach]).T.tolist()
    places = [Place(name, *share) for name, share in zip(names, shares, strict=True)]
    # Rounded, so that what is equal but for the solver's last digits stands in order of its name.
    return tuple(sorted(places, key=lambda each: (-round(each.strength, 6), each.candidate)))


def _apart(names: list[str], wins: np.ndarray) -> tuple[tuple[str, ...], ...]:
    count, groups = connected_components(wins, directed=False)
    if count == 1:
        return ()
    return tuple(
        tuple(name for name, group in zip(names, groups, strict=True) if group == each)
        for each in range(count)
    )
