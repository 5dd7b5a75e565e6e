"""Candidates tried on scenarios: the evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from recommender.candidate import FittedCandidate
from recommender.catalogue import Catalogue
from recommender.expectations import Expectation, Finding, check
from recommender.expectations.seen import Found, finder
from recommender.scenario.scenario import Scenario
from recommender.situation import Situation
from recommender.slate import Slate


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one candidate showed one scenario's shopper, and what was found."""

    scenario: Scenario
    slate: Slate
    findings: tuple[Finding, ...]
    candidate: str

    @property
    def met(self) -> bool:
        return all(finding.met for finding in self.findings)

    def as_record(self) -> dict:
        return {
            "scenario": self.scenario.id,
            "candidate": self.candidate,
            "slate": [each.as_record() for each in self.slate.recommendations],
            "note": self.slate.note,
            "trouble": self.slate.trouble.value if self.slate.trouble else None,
            "findings": [finding.as_record() for finding in self.findings],
        }


def evaluate(
    scenario: Scenario,
    fitted: FittedCandidate,
    catalogue: Catalogue,
    standing: Sequence[Expectation] = (),
) -> Evidence:
    """One candidate, one scenario."""
    candidates = {fitted.candidate.id: fitted}
    return evaluate_all([scenario], candidates, catalogue, standing)[0]


def evaluate_all(
    scenarios: Iterable[Scenario],
    candidates: Mapping[str, FittedCandidate],
    catalogue: Catalogue,
    standing: Sequence[Expectation] = (),
    progress: Callable[[int, int], None] | None = None,
    reasons: bool = False,
) -> list[Evidence]:
    """Every scenario in order, each with every candidate in order.

    `progress` is told how many of how many pairs are answered. `reasons` asks each candidate why
    for each product, which takes longer than the slates.
    """
    scenarios = list(scenarios)
    situations, slates = [_asked(scenario) for scenario in scenarios], {}
    for done, (candidate_id, fitted) in enumerate(candidates.items(), start=1):
        slates[candidate_id] = _slates(fitted, scenarios, situations, reasons)
        if progress:
            progress(done * len(scenarios), len(candidates) * len(scenarios))
    find = finder(catalogue, _shown(slates.values()))
    return [
        Evidence(scenario, slate, _findings(scenario, slate, find, standing), candidate_id)
        for position, scenario in enumerate(scenarios)
        for candidate_id, slate in ((each, slates[each][position]) for each in candidates)
    ]


def _shown(slates: Iterable[list[Slate]]) -> set[str]:
    return {each for one in slates for slate in one for each in slate.product_ids}


def _findings(
    scenario: Scenario,
    slate: Slate,
    find: Found,
    standing: Sequence[Expectation],
) -> tuple[Finding, ...]:
    return check(slate, scenario.situation, find, scenario.expectations, standing)


def _slates(
    fitted: FittedCandidate,
    scenarios: list[Scenario],
    situations: list[Situation],
    reasons: bool,
) -> list[Slate]:
    """One a scenario, in order; all that want the same size are asked for at once."""
    slates: dict[int, Slate] = {}
    for size in sorted({scenario.slate_size for scenario in scenarios}):
        positions = [at for at, each in enumerate(scenarios) if each.slate_size == size]
        asked = [situations[at] for at in positions]
        answers = fitted.recommend_all(asked, size)
        if reasons:
            answers = list(map(partial(explained, fitted), asked, answers))
        slates |= zip(positions, answers, strict=True)
    return [slates[at] for at in range(len(scenarios))]


def _asked(scenario: Scenario) -> Situation:
    """Lists computed elsewhere are found by the scenario's id."""
    return replace(scenario.situation, key=scenario.id)


def explained(fitted: FittedCandidate, situation: Situation, slate: Slate) -> Slate:
    """The same slate with a reason for every product that has one."""
    reasoned = tuple(
        replace(each, reason=each.reason or fitted.explain(situation, each.product_id))
        for each in slate.recommendations
    )
    return replace(slate, recommendations=reasoned)
