"""Bought together, by the angle between products: implicit's neighbour model."""

from typing import ClassVar

from implicit.nearest_neighbours import CosineRecommender

from recommender.candidate import About
from recommender.candidates.learnt import LIMITS
from recommender.candidates.neighbour_models import NeighbourCandidate


class Cosine(NeighbourCandidate):
    """Parameters by implicit's names and with implicit's defaults."""

    about: ClassVar[About] = About(
        takes_in="What was bought.",
        uses="Which products the same shoppers bought.",
        gives_out="Products whose buyers are much the same people as the basket's, closest first.",
        how="Two products are as close as the share of buyers they have in common (cosine). Keeps "
        "each product's K closest and adds up those of what was bought.",
        limits=f"{LIMITS} Products with very few buyers can look closer than they are.",
    )

    def model(self) -> CosineRecommender:
        return CosineRecommender(K=self.K)


KIND = Cosine
