"""Candidate and FittedCandidate: the only door to a model."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from recommender.arrays import Layout
from recommender.catalogue import Catalogue
from recommender.refusal import Refusal
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Recommendation, Slate

SLATE_SIZE = 12


class CandidateRefused(Refusal):
    """What lies in the candidate's folder is not to be trusted, or does not fit the shop."""


class CandidateNotFitted(Refusal):
    """The candidate has no folder in this shop yet, or cannot learn from this shop."""


@dataclass(frozen=True)
class About:
    """What a card says of a kind, in words for a merchandiser."""

    takes_in: str
    uses: str
    gives_out: str
    how: str
    limits: str


class Fitting(BaseModel):
    """What a candidate learnt from, and when; not in the fingerprint."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    purchases: int = Field(ge=0)
    shoppers: int = Field(ge=0)
    products: int = Field(ge=0)
    fitted_at: str = Field(max_length=40)
    learnt_from: str | None = Field(default=None, max_length=64)
    """The digest of the shop's purchases then; empty where it learns from none, None where its card
    was written before it was kept."""


class Candidate(BaseModel, ABC):
    """A recommender put forward for release: its kind and parameters, before it has learnt.

    A subclass is one file of recommender/candidates/ that names it KIND; its fields are its
    parameters and its `kind` is the file's name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    about: ClassVar[About]
    learns: ClassVar[bool] = True
    """From the shop's purchases; not so what is computed elsewhere."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    kind: str
    title: str

    _folder: Path = PrivateAttr(default=Path())

    def model_post_init(self, context: Any, /) -> None:
        """`context`: the folder of the settings, where there are any."""
        if context:
            self._folder = context["folder"]

    def file(self, path: Path) -> Path:
        """The file that a parameter names: relative paths mean the folder of the settings."""
        return self._folder / path

    @property
    def parameters(self) -> dict[str, Any]:
        """The kind's own parameters, defaults included, as plain values."""
        return self.model_dump(mode="json", exclude={"id", "kind", "title"})

    @abstractmethod
    def fit(self, shop: Shop, *, progress: bool = False) -> "FittedCandidate":
        """Learn from the shop's purchases; CandidateNotFitted where there is nothing to learn."""

    @abstractmethod
    def layout(self, shop: Shop) -> Mapping[str, Layout]:
        """The arrays that a fitted candidate of this kind has in this shop."""

    @abstractmethod
    def open(self, shop: Shop, arrays: Mapping[str, np.ndarray]) -> "FittedCandidate":
        """From arrays that were checked against `layout`, all finite; CandidateRefused where
        their values cannot be this candidate's in this shop."""


class FittedCandidate(ABC):
    """A candidate that has learnt: the same situation always gets the same slate."""

    fingerprint: str = ""
    """SHA-256 over everything that decides an answer; set when saved or opened."""
    fitting: Fitting | None = None

    def __init__(self, candidate: Candidate, catalogue: Catalogue):
        self.candidate = candidate
        self.catalogue = catalogue

    @abstractmethod
    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        """At most `slate_size` products, none of them bought, no score that is not finite."""

    def recommend_all(
        self, situations: Sequence[Situation], slate_size: int = SLATE_SIZE
    ) -> list[Slate]:
        """One slate a situation, in order; a kind that can answer many at once overrides it."""
        return [self.recommend(situation, slate_size) for situation in situations]

    def bound_to(self, situations: Mapping[str, Situation]) -> "FittedCandidate":
        """Remembers what each scenario (by id) asked when it was fitted, where that is not known
        from an earlier fit. Only a kind that answers by a scenario's name has a use for it."""
        return self

    def explain(self, situation: Situation, product_id: str) -> str:
        """Why this product, in one sentence for a merchandiser; empty where the kind cannot say."""
        return ""

    def card(self) -> dict[str, Any]:
        """What it takes in, uses, gives out, how it works: plain texts and numbers."""
        fitting = self.fitting.model_dump() if self.fitting else {}
        return {
            **asdict(self.candidate.about),
            "parameters": self.candidate.parameters,
            **fitting,
        }

    @abstractmethod
    def arrays(self) -> Mapping[str, np.ndarray]:
        """What `Candidate.open` needs again."""

    def arrays_now(self) -> Mapping[str, np.ndarray]:
        """The arrays as they would be saved now; only what is served elsewhere can differ."""
        return self.arrays()

    def slate(self, positions: Iterable[int], scores: Iterable[float], note: str = "") -> Slate:
        """Positions in the catalogue, best first, as a slate."""
        ids = self.catalogue.ids
        ranked = enumerate(zip(positions, scores, strict=True), start=1)
        recommendations = tuple(
            Recommendation(rank, ids[position], float(score)) for rank, (position, score) in ranked
        )
        return Slate(self.candidate.id, recommendations, note)

    def title_of(self, position: int) -> str:
        """A product's title in quotation marks, for sentences."""
        return f"“{self.catalogue.frame['title'].iat[position]}”"
