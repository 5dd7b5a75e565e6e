"""How far a suite of scenarios reaches: over all behaviour, and part by part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recommender.coverage.behaviour import Behaviour
from recommender.coverage.groups import Division
from recommender.coverage.parts import NOBODY, DivisionCoverage, GroupCoverage, Spokesman
from recommender.coverage.standing import Standing, standing
from recommender.coverage.wording import counted, percent
from recommender.scenario.scenario import Scenario

PLACES = 6
MOST_GAPS = 5


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
        groups = (group for division in self.divisions for group in division.groups)
        lagging = [group for group in groups if group.lags(self.covered)]
        lagging.sort(key=lambda group: -group.share * (self.covered - group.covered))
        return tuple(lagging[:MOST_GAPS])

    @property
    def claim(self) -> str:
        """How far the suite reaches, in a sentence."""
        if not self.spokesmen:
            return "There is no scenario yet, so nobody speaks for any shopper."
        verb = "stand" if len(self.spokesmen) > 1 else "stands"
        suite = counted(len(self.spokesmen), "scenario")
        return f"Your {suite} {verb} for {percent(self.covered)} of shoppers’ behaviour."

    @property
    def sentence(self) -> str:
        """The claim, and who is missed most."""
        silent = next((each for each in self.gaps if each.covered < NOBODY), None)
        if not self.spokesmen or not silent:
            return self.claim
        return f"{self.claim[:-1]}; nobody speaks for {silent.people}."

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
