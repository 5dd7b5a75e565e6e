"""How far a review is, shopper by shopper, for whom the figures must still wait."""

from typing import Any

from dashboard.releases.counts import Count, far
from dashboard.releases.outcome import Asked, Outcome
from recommender.coverage.wording import counted


def waiting(outcome: Outcome) -> dict[str, Any]:
    """Nothing of a candidate: how many answered whom for, and never what."""
    found = outcome.counts
    done = sum(each.done for each in found.values())
    whole = len(outcome.scenarios)
    return {
        "done": done,
        "whole": whole,
        "sentence": f"{done} of {counted(whole, 'shopper')} answered in full so far.",
        "shoppers": [_shopper(each, found[each.id]) for each in outcome.scenarios],
    }


def _shopper(asked: Asked, count: Count) -> dict[str, Any]:
    return {
        "scenario": asked.id,
        "title": asked.title,
        "bought": [each for each, _ in asked.bought],
        "done": count.done,
        "said": far(count),
    }
