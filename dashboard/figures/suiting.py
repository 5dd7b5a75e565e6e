"""How well a candidate's products suit, slate by slate and over all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.figures.weighing import Gains
from dashboard.releases.outcome import Outcome
from recommender.metrics.judged import JudgedSlate, judge
from recommender.metrics.mean import Mean, mean


@dataclass(frozen=True, slots=True)
class Suiting:
    """Over the `shoppers` with a judged product; `judged` of all `shown` products."""

    shoppers: int
    judged: int
    shown: int
    precision: Mean | None
    ndcg: Mean | None
    bpref: Mean | None


def suiting(slates: Mapping[str, JudgedSlate]) -> Suiting:
    found = slates.values()
    return Suiting(
        shoppers=sum(each.judged > 0 for each in found),
        judged=sum(each.judged for each in found),
        shown=sum(each.shown for each in found),
        precision=mean(each.precision for each in found),
        ndcg=mean(each.ndcg for each in found),
        bpref=mean(each.bpref for each in found),
    )


def judged_slates(outcome: Outcome, gains: Gains, candidate: str) -> dict[str, JudgedSlate]:
    """By scenario."""
    return {
        each.id: judge(outcome.slates[each.id][candidate], gains.get(each.situation, {}))
        for each in outcome.scenarios
    }
