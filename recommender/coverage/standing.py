"""Whom a suite of scenarios stands for, and whom nobody speaks for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recommender.coverage.behaviour import Behaviour
from recommender.coverage.groups import Division
from recommender.coverage.wording import counted, percent
from recommender.scenario.scenario import Scenario

PLACES = 6
NOBODY = 0.1
"""A group of which less is covered has nobody who speaks for it."""
WORTH_SAYING = 0.02
"""Groups with a smaller share of all behaviour are drawn, but no sentence is made of them."""
LAGGING = 0.75
"""A group of which more than this part of the average is covered is no gap."""
MOST_GAPS = 5


@dataclass(frozen=True)
class GroupCoverage:
    """One group of a division: its share of all behaviour, and how much of that is covered."""

    name: str
    people: str
    share: float
    covered: float

    @property
    def sentence(self) -> str:
        if self.covered < NOBODY:
            return f"Nobody speaks for {self.people}."
        few = f"Few scenarios speak for {self.people}"
        return f"{few}: only {percent(self.covered)} of their behaviour is covered."

    def as_record(self) -> dict:
        return {
            "name": self.name,
            "people": self.people,
            "share": self.share,
            "covered": self.covered,
        }


@dataclass(frozen=True)
class DivisionCoverage:
    """The groups in their own order; without any, `note` says why."""

    name: str
    title: str
    groups: tuple[GroupCoverage, ...]
    note: str

    def as_record(self) -> dict:
        groups = [each.as_record() for each in self.groups]
        return {"name": self.name, "title": self.title, "groups": groups, "note": self.note}


@dataclass(frozen=True)
class Spokesman:
    """What one scenario stands for: `share` of behaviour it is nearest to, `alone` what would be
    lost without it, `segment` the kind of shoppers it is most like (None: nothing was bought)."""

    scenario_id: str
    title: str
    share: float
    alone: float
    segment: int | None

    def as_record(self) -> dict:
        return {
            "scenario": self.scenario_id,
            "title": self.title,
            "share": self.share,
            "alone": self.alone,
            "segment": self.segment,
        }


@dataclass(frozen=True, eq=False)
class Coverage:
    """`covered`: 0 to 1, the mean over shoppers of their best likeness to any scenario."""

    behaviour: Behaviour
    covered: float
    divisions: tuple[DivisionCoverage, ...]
    spokesmen: tuple[Spokesman, ...]

    @property
    def gaps(self) -> tuple[GroupCoverage, ...]:
        """The groups that fall furthest behind, most missing behaviour first."""
        lagging = [
            group
            for division in self.divisions
            for group in division.groups
            if group.share >= WORTH_SAYING and group.covered < max(NOBODY, LAGGING * self.covered)
        ]
        lagging.sort(key=lambda group: -group.share * (self.covered - group.covered))
        return tuple(lagging[:MOST_GAPS])

    @property
    def sentence(self) -> str:
        if not self.spokesmen:
            return "There is no scenario yet, so nobody speaks for any shopper."
        verb = "stand" if len(self.spokesmen) > 1 else "stands"
        suite = counted(len(self.spokesmen), "scenario")
        said = f"Your {suite} {verb} for {percent(self.covered)} of shoppers' behaviour"
        silent = next((each for each in self.gaps if each.covered < NOBODY), None)
        return f"{said}; nobody speaks for {silent.people}." if silent else f"{said}."

    def as_record(self) -> dict:
        """Ready to draw."""
        return {
            "coverage": self.covered,
            "sentence": self.sentence,
            "basis": self.behaviour.basis,
            "scenarios": [each.as_record() for each in self.spokesmen],
            "segments": self._segments(),
            "divisions": [each.as_record() for each in self.divisions],
            "gaps": [{**each.as_record(), "sentence": each.sentence} for each in self.gaps],
        }

    def _segments(self) -> list[dict]:
        by_segment = self.divisions[0].groups
        return [
            {
                **group.as_record(),
                "id": place,
                "place": self.behaviour.segments.places[place].round(PLACES).tolist(),
                "products": list(portrait.products),
                "scenarios": [each.scenario_id for each in self.spokesmen if each.segment == place],
            }
            for place, (group, portrait) in enumerate(
                zip(by_segment, self.behaviour.portraits, strict=True)
            )
        ]


@dataclass(frozen=True, eq=False)
class Standing:
    """By shopper: the best likeness to any scenario, the second best, and whose the best is."""

    best: np.ndarray
    second: np.ndarray
    whose: np.ndarray


def standing(behaviour: Behaviour, baskets: Sequence[Sequence[str]]) -> Standing:
    """`baskets`: product ids, one sequence a scenario."""
    best, second = np.zeros((2, len(behaviour.vectors)))
    whose = np.full(len(best), -1)
    for place, likeness in enumerate(behaviour.likenesses(baskets)):
        better = likeness > best
        second = np.maximum(second, np.minimum(best, likeness))
        whose[better] = place
        best = np.maximum(best, likeness)
    return Standing(best, second, whose)


def coverage(behaviour: Behaviour, scenarios: Sequence[Scenario]) -> Coverage:
    """Milliseconds for a suite of ordinary size.

    Facility location: monotone and submodular in the set of scenarios.
    """
    baskets = [each.situation.product_ids for each in scenarios]
    found = standing(behaviour, baskets)
    return Coverage(
        behaviour=behaviour,
        covered=_rounded(found.best.mean()),
        divisions=tuple(_divided(each, found.best) for each in behaviour.divisions),
        spokesmen=_spokesmen(behaviour, scenarios, baskets, found),
    )


def _divided(division: Division, best: np.ndarray) -> DivisionCoverage:
    totals, covered = division.parts.sum(axis=0), best @ division.parts
    groups = tuple(
        GroupCoverage(
            group.name, group.people, _rounded(total / len(best)), _rounded(reached / total)
        )
        for group, total, reached in zip(division.groups, totals, covered, strict=True)
    )
    return DivisionCoverage(division.name, division.title, groups, division.note)


def _spokesmen(
    behaviour: Behaviour,
    scenarios: Sequence[Scenario],
    baskets: Sequence[Sequence[str]],
    found: Standing,
) -> tuple[Spokesman, ...]:
    spoken, total = found.whose >= 0, len(found.best)
    owners, count = found.whose[spoken], len(scenarios)
    shares = np.bincount(owners, found.best[spoken], count) / total
    alone = np.bincount(owners, (found.best - found.second)[spoken], count) / total
    segments = behaviour.segments_of(baskets)
    return tuple(
        Spokesman(each.id, each.title, _rounded(share), _rounded(only), segment)
        for each, share, only, segment in zip(scenarios, shares, alone, segments, strict=True)
    )


def _rounded(value: float) -> float:
    return round(float(value), PLACES)
