"""Bought together, weighed by BM25: implicit's neighbour model."""

from typing import ClassVar

from implicit.nearest_neighbours import BM25Recommender
from pydantic import Field

from recommender.candidate import About
from recommender.candidates.learnt import LIMITS
from recommender.candidates.neighbour_models import NeighbourCandidate


class BM25(NeighbourCandidate):
    """Parameters by implicit's names and with implicit's defaults."""

    about: ClassVar[About] = About(
        takes_in="What was bought.",
        uses="Which products the same shoppers bought.",
        gives_out="Products bought together with those of the basket, best linked first.",
        how="Keeps each product's K strongest links, weighed by BM25 so that neither heavy buyers "
        "nor best sellers drown the rest, and adds up the links of what was bought.",
        limits=f"{LIMITS} A product with few purchases has few links, so a slate may be short.",
    )

    K1: float = Field(default=1.2, ge=0, allow_inf_nan=False)
    B: float = Field(default=0.75, ge=0, le=1)

    def model(self) -> BM25Recommender:
        return BM25Recommender(K=self.K, K1=self.K1, B=self.B)


KIND = BM25
