"""The next best scenarios to add."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from recommender.candidate import SLATE_SIZE
from recommender.catalogue import Product
from recommender.coverage.behaviour import Behaviour
from recommender.coverage.debate import Debate
from recommender.coverage.greedy import chosen
from recommender.coverage.pool import Basket
from recommender.coverage.reach import PLACES
from recommender.coverage.standing import standing
from recommender.coverage.story import agreement, story, title, why
from recommender.coverage.theme import Theme
from recommender.scenario.scenario import Scenario
from recommender.situation import Situation

COVERAGE_COUNTS = 1.5
"""Times as much as disagreement; at equal weight some random choices covered more."""
NEARLY = 0.8
"""Baskets more alike than this are the same to a merchandiser."""


@dataclass(frozen=True)
class Suggestion:
    """`adds`: coverage on top of the suite and the suggestions before this one; `alone`: on top
    of the suite; `shared`: products that two candidates' slates have in common, of
    `slate_size`."""

    bought: Basket
    adds: float
    alone: float
    disagreement: float
    shared: float
    segment: int
    title: str
    story: str
    reason: str

    def as_record(self) -> dict:
        return {
            "bought": list(self.bought),
            "adds": self.adds,
            "alone": self.alone,
            "disagreement": self.disagreement,
            "shared": self.shared,
            "slate_size": SLATE_SIZE,
            "segment": self.segment,
            "title": self.title,
            "story": self.story,
            "reason": self.reason,
        }

    def as_scenario(self, scenario_id: str) -> Scenario:
        """Ready to save; what a good answer is remains to be said."""
        return Scenario(
            scenario_id,
            self.title,
            story=self.story,
            situation=Situation.of(*self.bought),
            tags=("suggested",),
        )


def suggest(
    behaviour: Behaviour,
    scenarios: Sequence[Scenario],
    debate: Debate,
    count: int = 5,
    dismissed: Iterable[Basket] = (),
) -> tuple[Suggestion, ...]:
    """At most `count`, best first; none like a scenario that exists or one that was `dismissed`.

    Chosen greedily by added coverage, a submodular function, plus disagreement, a modular one,
    each from 0 to 1 over the pool; `greedy.chosen` says why that is good enough.
    """
    suite = [each.situation.product_ids for each in scenarios]
    choice = _Choice(behaviour, debate, standing(behaviour, suite).best)
    choice.titles.update(each.title for each in scenarios)
    places = choice.unlike([*suite, *dismissed])
    return tuple(islice(choice.made(places), count))


class _Choice:
    """Where a choice stands: `best` is each shopper's best likeness so far, `titles` are taken."""

    def __init__(self, behaviour: Behaviour, debate: Debate, best: np.ndarray):
        self.behaviour, self.debate, self.best = behaviour, debate, best
        self.vectors = behaviour.tastes.place(behaviour.baskets(debate.baskets))
        self.segments = behaviour.segments_of(debate.baskets)
        self.painter = behaviour.painter
        self.titles: set[str] = set()

    def unlike(self, baskets: Sequence[Basket]) -> list[int]:
        """Places in the pool that are not nearly one of these."""
        rows = self.behaviour.baskets(baskets)
        known = self.behaviour.tastes.place(rows)[self.behaviour.tastes.known(rows)]
        if not len(known):
            return list(range(len(self.vectors)))
        nearest = self.behaviour.scaled(self.vectors @ known.T).max(axis=1)
        return np.flatnonzero(nearest < NEARLY).tolist()

    def made(self, places: Sequence[int]) -> Iterator[Suggestion]:
        alone = {place: self._newly(place).mean() for place in places}
        most = max(alone.values(), default=0) or 1
        dispute = _from_0_to_1(self.debate.disagreement, places)

        def worth(place: int) -> float:
            return round(COVERAGE_COUNTS * self._newly(place).mean() / most + dispute[place], 9)

        for place in chosen(worth, places):
            newly = self._newly(place)
            yield self._suggestion(place, newly, float(alone[place]))
            self.best = self.best + newly

    def _newly(self, place: int) -> np.ndarray:
        """By shopper: what this basket would add to the best likeness."""
        return np.maximum(self.behaviour.likeness(self.vectors[place]) - self.best, 0)

    def _suggestion(self, place: int, newly: np.ndarray, alone: float) -> Suggestion:
        bought, shared = self.debate.baskets[place], float(self.debate.shared[place])
        reason, called = self._why(newly), self._title(bought)
        self.titles.add(called)
        return Suggestion(
            bought=bought,
            adds=round(float(newly.mean()), PLACES),
            alone=round(alone, PLACES),
            disagreement=round(float(self.debate.disagreement[place]), PLACES),
            shared=round(shared, 1),
            segment=self.segments[place],
            title=called,
            story=story(self._products(bought), reason),
            reason=f"{reason}{self._dispute(shared)}.",
        )

    def _why(self, newly: np.ndarray) -> str:
        weights = newly if newly.any() else np.ones(len(newly))
        covered = float(np.average(self.best, weights=weights))
        return why(self.painter.portrait(weights).people, covered)

    def _dispute(self, shared: float) -> str:
        return f"; {agreement(shared, SLATE_SIZE)}" if self.debate.models > 1 else ""

    def _title(self, bought: Basket) -> str:
        share = np.zeros(len(self.behaviour.habits.overall))
        share[self.behaviour.habits.shop.catalogue.positions(bought)] = 1 / len(bought)
        theme = Theme(self.painter.traits.most(share), self.painter.traits.detail(share))
        return title(theme, self._products(bought), self.titles)

    def _products(self, bought: Basket) -> list[Product]:
        return [self.behaviour.habits.shop.catalogue[each] for each in bought]


def _from_0_to_1(values: np.ndarray, places: Sequence[int]) -> np.ndarray:
    """So scaled that the least of these places is 0 and the greatest 1."""
    if not len(places):
        return values
    low, high = values[places].min(), values[places].max()
    return (values - low) / ((high - low) or 1)
