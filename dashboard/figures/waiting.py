"""How far a review is, shopper by shopper, for whom the figures must still wait."""

from collections import defaultdict
from typing import Any

from dashboard.releases.outcome import Asked, Outcome
from recommender.coverage.wording import counted


def waiting(outcome: Outcome) -> dict[str, Any]:
    """Nothing of a candidate: who answered whom for, once every slate of a shopper is answered."""
    answered = _answered(outcome)
    done = sum(len(answered[each.id]) >= each.reviewers for each in outcome.scenarios)
    whole = len(outcome.scenarios)
    return {
        "done": done,
        "whole": whole,
        "sentence": f"{done} of {counted(whole, 'shopper')} answered in full so far.",
        "shoppers": [_shopper(each, answered[each.id]) for each in outcome.scenarios],
    }


def _answered(outcome: Outcome) -> dict[str, set[str]]:
    """By scenario the people who gave a verdict on each of its slates."""
    given: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in outcome.verdicts:
        given[each.scenario, each.person].add(each.candidate)
    found: dict[str, set[str]] = defaultdict(set)
    for (scenario, person), candidates in given.items():
        if len(candidates) == len(outcome.candidates):
            found[scenario].add(person)
    return found


def _shopper(asked: Asked, people: set[str]) -> dict[str, Any]:
    return {
        "scenario": asked.id,
        "title": asked.title,
        "bought": [each for each, _ in asked.bought],
        "done": len(people) >= asked.reviewers,
        "said": _said(len(people), asked.reviewers),
    }


def _said(people: int, needed: int) -> str:
    told = "Nobody" if not people else counted(people, "person").replace("persons", "people")
    more = f", {needed - people} more to come" if people < needed and needed > 1 else ""
    return f"{told} answered{more}"
