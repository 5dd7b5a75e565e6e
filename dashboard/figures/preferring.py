"""Which candidate people would rather show, side by side."""

from collections.abc import Iterator
from itertools import combinations

from dashboard.releases.outcome import Outcome, Preferred
from recommender.metrics.preference import Comparison, Ranking, rank, tied


def ranking(outcome: Outcome) -> Ranking:
    candidates = [each["id"] for each in outcome.candidates]
    return rank(each for said in outcome.preferences for each in comparisons(said, candidates))


def comparisons(said: Preferred, candidates: list[str]) -> Iterator[Comparison]:
    """The best before the rest, and as good as each other.

    One choice among K hangs together: its pairs count 2/K each.
    """
    weight = 2 / len(candidates)
    rest = [each for each in candidates if each not in said.best]
    for one in said.best:
        for other in rest:
            yield one, other, weight
    for one, other in combinations(said.best, 2):
        yield from tied(one, other, weight)
