"""Candidate and FittedCandidate: the only door to a model."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from recommender.refusal import Refusal
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Slate

SLATE_SIZE = 12


class CandidateRefused(Refusal):
    """What lies in the candidate's folder is not to be trusted, or does not fit the shop."""


class CandidateNotFitted(Refusal):
    """The candidate has no folder in this shop yet."""


class Candidate(BaseModel, ABC):
    """A recommender put forward for release: its kind and parameters, before it has learnt.

    A subclass is one file of recommender/candidates/; its fields are its parameters and its
    `kind` is the file's name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    kind: str
    title: str

    @abstractmethod
    def fit(self, shop: Shop) -> "FittedCandidate":
        """Learn from the shop's purchases."""

    @abstractmethod
    def open(self, shop: Shop, arrays: Mapping[str, np.ndarray]) -> "FittedCandidate":
        """From arrays that were checked to be what `fit` saved; CandidateRefused where they
        cannot be this candidate's in this shop."""


class FittedCandidate(ABC):
    """A candidate that has learnt: the same situation always gets the same slate."""

    candidate: Candidate
    fingerprint: str
    """SHA-256 over everything that decides an answer; set when saved or opened."""

    @abstractmethod
    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        """At most `slate_size` products, none of them bought, no score that is not finite."""

    def recommend_all(
        self, situations: Sequence[Situation], slate_size: int = SLATE_SIZE
    ) -> list[Slate]:
        """One slate a situation, in order; a kind that can answer many at once overrides it."""
        return [self.recommend(situation, slate_size) for situation in situations]

    def explain(self, situation: Situation, product_id: str) -> str:
        """Why this product, in one sentence for a merchandiser; empty where the kind cannot say."""
        return ""

    def card(self) -> dict[str, Any]:
        """What it takes in, uses, gives out, how it works: plain texts and numbers."""
        return {}

    def arrays(self) -> Mapping[str, np.ndarray]:
        """What `Candidate.open` needs again."""
        return {}


def known_products(shop: Shop, situation: Situation) -> Iterable[int]:
    """Positions of what was bought and is in the catalogue."""
    return shop.catalogue.positions(situation.product_ids)
