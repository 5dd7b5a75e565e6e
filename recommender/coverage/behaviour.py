"""A shop's real purchasing behaviour: its shoppers, their tastes, the kinds they fall into."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from recommender.coverage.groups import Division, Group, divisions, one_hot
from recommender.coverage.habits import Habits, habits_of
from recommender.coverage.portrait import Painter, Portrait
from recommender.coverage.segments import Segments, segments_of
from recommender.coverage.tastes import Tastes, tastes_of
from recommender.refusal import Refusal
from recommender.shop import Shop
from recommender.threads import one_blas_thread

MOST_SHOPPERS = 20_000
PAIRS = 1_000
COLD = 0.5
"""How much a scenario in which nothing was bought stands for who bought a single product."""


@dataclass(frozen=True, eq=False)
class Behaviour:
    """Surveyed once a shop; holds no shopper's id.

    `vectors`: shopper by taste, length 1. `alike`: what two shoppers drawn at random share.
    `surveyed`: their codes in the shop's purchases, `shoppers` how many the shop has.
    """

    habits: Habits
    tastes: Tastes
    vectors: np.ndarray
    alike: float
    segments: Segments
    portraits: tuple[Portrait, ...]
    divisions: tuple[Division, ...]
    surveyed: np.ndarray
    shoppers: int

    def of_segment(self, segment: int) -> np.ndarray:
        """Codes of a segment's shoppers in the shop's purchases, for drawing one of them."""
        return self.surveyed[self.segments.codes == segment]

    @property
    def painter(self) -> Painter:
        return Painter(self.habits)

    @property
    def basis(self) -> str:
        surveyed = len(self.vectors)
        if surveyed == self.shoppers:
            return f"Found in the purchases of all {surveyed:,} shoppers."
        return f"Found in {surveyed:,} of {self.shoppers:,} shoppers, the same ones every time."

    def baskets(self, product_ids: Iterable[Sequence[str]]) -> csr_matrix:
        """Basket by product, 1 or 0; what the shop does not sell is left out."""
        catalogue = self.habits.shop.catalogue
        rows = [sorted(set(catalogue.positions(tuple(each)))) for each in product_ids]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.array([each for row in rows for each in row], dtype=np.int32)
        shape = (len(rows), len(catalogue))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)

    def likeness(self, vector: np.ndarray) -> np.ndarray:
        """By shopper, 0 to 1: how much of what sets a shopper apart one basket explains."""
        return self.scaled(self.vectors @ vector)

    def scaled(self, cosines: np.ndarray) -> np.ndarray:
        """Squared: the share of one vector's length that another explains. Then so stretched
        that what two random shoppers share is 0 and the same basket 1."""
        explained = np.clip(cosines, 0, 1) ** 2
        return np.clip((explained - self.alike) / (1 - self.alike), 0, 1)

    @property
    def cold(self) -> np.ndarray:
        """By shopper: the likeness of a scenario in which nothing was bought."""
        return np.where(self.habits.sizes <= 1, COLD, 0.0)

    def likenesses(self, product_ids: Sequence[Sequence[str]]) -> Iterable[np.ndarray]:
        """One array by shopper for every basket, in order."""
        baskets = self.baskets(product_ids)
        known = self.tastes.known(baskets)
        for vector, says in zip(self.tastes.place(baskets), known, strict=True):
            yield self.likeness(vector) if says else self.cold

    def segments_of(self, product_ids: Sequence[Sequence[str]]) -> list[int | None]:
        """The kind of shoppers each basket is most like; None where it says nothing."""
        baskets = self.baskets(product_ids)
        near = (self.tastes.place(baskets) @ self.segments.centres.T).argmax(axis=1)
        known = self.tastes.known(baskets)
        return [int(each) if says else None for each, says in zip(near, known, strict=True)]


def survey(shop: Shop) -> Behaviour:
    """Seconds for a large shop; the same every time. A Refusal where nobody bought anything."""
    purchases = shop.purchases
    if not len(purchases):
        raise Refusal(f"{shop.folder} holds no purchases to learn from; import some first.")
    total = len(purchases.shopper_ids)
    surveyed = _drawn(total)
    habits = habits_of(shop, surveyed)
    one_blas_thread()
    tastes = tastes_of(habits.bought)
    vectors = tastes.place(habits.bought)
    segments = segments_of(vectors)
    portraits = _portraits(habits, segments)
    return Behaviour(
        habits=habits,
        tastes=tastes,
        vectors=vectors,
        alike=_alike(vectors),
        segments=segments,
        portraits=portraits,
        divisions=(_by_segment(segments, portraits), *divisions(habits)),
        surveyed=surveyed,
        shoppers=total,
    )


def _drawn(total: int) -> np.ndarray:
    if total <= MOST_SHOPPERS:
        return np.arange(total)
    return np.sort(np.random.default_rng(0).choice(total, MOST_SHOPPERS, replace=False))


def _alike(vectors: np.ndarray) -> float:
    """The mean over random pairs; at most a half, or in a shop of one taste nobody were alike."""
    random = np.random.default_rng(0)
    one, other = (vectors[random.integers(len(vectors), size=PAIRS)] for _ in range(2))
    return min(0.5, float(np.mean(np.clip(one @ other.T, 0, 1) ** 2)))


def _portraits(habits: Habits, segments: Segments) -> tuple[Portrait, ...]:
    members = one_hot(segments.codes, len(segments.centres))
    return Painter(habits).portraits(members.T)


def _by_segment(segments: Segments, portraits: tuple[Portrait, ...]) -> Division:
    groups = tuple(Group(each.name, each.people) for each in portraits)
    parts = one_hot(segments.codes, len(groups))
    return Division("segment", "Kinds of shoppers", groups, parts)
