"""The next best scenarios, as many as a page has use for."""

from dataclasses import dataclass

from recommender.coverage import Behaviour, Debate, Dismissal, Suggestion, suggest
from recommender.scenario import Suite

MOST = 24


@dataclass(frozen=True, eq=False)
class Proposals:
    """`notes` say which models were not asked, and why."""

    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]


def propose(
    behaviour: Behaviour, suite: Suite, debate: Debate, aside: tuple[Dismissal, ...]
) -> Proposals:
    """None like a scenario there is, or like one put `aside`."""
    baskets = [each.bought for each in aside]
    return Proposals(suggest(behaviour, suite.scenarios, debate, MOST, baskets), debate.notes)
