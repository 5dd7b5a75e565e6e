"""How much the candidates disagree on every basket that could be suggested."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from recommender.candidate import SLATE_SIZE, FittedCandidate
from recommender.catalogue import Catalogue
from recommender.coverage.behaviour import Behaviour
from recommender.coverage.overlap import rank_biased_overlap, shared_products
from recommender.coverage.pool import Basket, pool
from recommender.refusal import Refusal
from recommender.situation import Situation
from recommender.slate import Slate

SLOW = ("http",)
"""Kinds that answer over a network, too slowly to be asked for thousands of baskets."""


@dataclass(frozen=True, eq=False)
class Debate:
    """What `models` candidates answered, by basket: `disagreement` (0 to 1), and `shared`, how many
    products two slates have in common; both means over all pairs. `notes`: who was not asked."""

    models: int
    baskets: tuple[Basket, ...]
    disagreement: np.ndarray
    shared: np.ndarray
    notes: tuple[str, ...]


def debate(
    behaviour: Behaviour,
    candidates: Mapping[str, FittedCandidate | Refusal],
    progress: Callable[[int, int], None] | None = None,
) -> Debate:
    """Query by committee (Seung, Opper & Sompolinsky 1992): a scenario on which the candidates
    disagree is one that tells them apart. Seconds; `progress` is told how many of them answered.
    """
    baskets = pool(behaviour)
    asked = [each for each in candidates.values() if _quick(each)]
    situations, slates = [Situation.of(*basket) for basket in baskets], []
    for done, candidate in enumerate(asked, start=1):
        answers = candidate.recommend_all(situations, SLATE_SIZE)
        slates.append(_ranked(answers, behaviour.habits.shop.catalogue))
        if progress:
            progress(done, len(asked))
    disagreement, shared = _compared(slates, len(baskets))
    return Debate(len(asked), baskets, disagreement, shared, _notes(candidates, len(asked)))


def _quick(candidate: FittedCandidate | Refusal) -> bool:
    return not isinstance(candidate, Refusal) and candidate.candidate.kind not in SLOW


def _ranked(slates: Sequence[Slate], catalogue: Catalogue) -> np.ndarray:
    """One row a slate: positions in the catalogue by rank, -1 where it has ended."""
    rows = np.full((len(slates), SLATE_SIZE), -1)
    for row, slate in zip(rows, slates, strict=True):
        row[: len(slate)] = catalogue.positions(slate.product_ids)
    return rows


def _compared(slates: Sequence[np.ndarray], baskets: int) -> tuple[np.ndarray, np.ndarray]:
    pairs = list(combinations(slates, 2))
    if not pairs:
        return np.zeros(baskets), np.zeros(baskets)
    overlap = np.mean([rank_biased_overlap(one, other) for one, other in pairs], axis=0)
    shared = np.mean([shared_products(one, other) for one, other in pairs], axis=0)
    return 1 - overlap, shared


def _notes(candidates: Mapping[str, FittedCandidate | Refusal], asked: int) -> tuple[str, ...]:
    notes = []
    for candidate_id, each in candidates.items():
        if isinstance(each, Refusal):
            notes.append(f"{candidate_id} was not asked: {each}")
        elif not _quick(each):
            title = each.candidate.title
            notes.append(
                f"{title} was not asked: it answers over the network, too slowly for this."
            )
    if asked < 2:
        notes.append("Fewer than two models could be asked, so suggestions go by coverage alone.")
    return tuple(notes)
