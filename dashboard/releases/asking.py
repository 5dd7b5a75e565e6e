"""What a reviewer is asked next: only what is new or changed, the most informative first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from dashboard.releases.choices import Answer

Slates = Mapping[str, Sequence[str]]
"""By candidate, the products shown in order."""

DIFFERENT = 0.7
"""From which difference on two columns look as if they were for two shoppers."""


@dataclass(frozen=True)
class Case:
    """One scenario of a review as one person finds it, and what others have said of it.

    `answers`: by person, by candidate, the verdict; `judged`: the products that this person
    judged in the situation; `carried`: candidates whose verdict was carried over for them;
    `reviewers`: how many it needs, 0 where everybody is asked.
    """

    scenario: str
    position: int
    slates: Slates
    assigned: Sequence[str]
    reviewers: int
    answers: Mapping[str, Mapping[str, Answer]]
    judged: frozenset[str]
    carried: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Where a scenario stands in the queue: whether this person is asked, and why."""

    scenario: str
    asked: bool
    why: str


def queue(cases: Iterable[Case], person: str) -> tuple[Place, ...]:
    """First what is asked of this person, the most informative first; then the rest in order.

    Informative is a scenario by three parts, each from 0 to 1: the weight of the products
    that the person has not judged (a rank weighs 1 / log2(rank + 1), as in a discounted
    cumulative gain), how far the candidates' slates differ, and how far colleagues do.
    """
    places = [(_place(each, person), each) for each in cases]
    places.sort(key=lambda pair: _order(*pair, person))
    return tuple(place for place, _ in places)


def complete(answers: Mapping[str, Answer], slates: Slates) -> bool:
    """Whether a person gave a verdict on every column."""
    return all(answers.get(each, Answer.NONE) is not Answer.NONE for each in slates)


def difference(slates: Slates) -> float:
    """How far the slates differ: 0 all the same, 1 nothing in common; the mean over pairs."""
    weights = [_weights(each) for each in slates.values() if each]
    pairs = [1 - _common(one, other) for one, other in combinations(weights, 2)]
    return sum(pairs) / len(pairs) if pairs else 0.0


def _place(case: Case, person: str) -> Place:
    mine = case.answers.get(person, {})
    if complete(mine, case.slates):
        told = "You said this before, and nothing changed." if case.carried else ""
        return Place(case.scenario, False, told)
    if case.assigned and person not in case.assigned:
        return Place(case.scenario, False, "This one is for others; you may answer all the same.")
    if _enough(case, person):
        return Place(case.scenario, False, "Enough of your colleagues have answered this one.")
    return Place(case.scenario, True, _why(case, person))


def _enough(case: Case, person: str) -> bool:
    """Whether as many others as are needed have answered, and this person has not begun."""
    mine = case.answers.get(person, {})
    begun = any(
        value is not Answer.NONE for each, value in mine.items() if each not in case.carried
    )
    others = (said for who, said in case.answers.items() if who != person)
    answered = sum(complete(each, case.slates) for each in others)
    return not begun and 0 < case.reviewers <= answered


def _why(case: Case, person: str) -> str:
    if case.carried:
        new = len(case.slates) - len(case.carried)
        return f"{new} of {len(case.slates)} columns changed since you answered."
    if _doubt(case, person):
        return "Your colleagues do not agree here."
    if difference(case.slates) >= DIFFERENT and len(case.slates) > 1:
        return "The columns differ a lot here, so it comes early."
    return ""


def _order(place: Place, case: Case, person: str) -> tuple[bool, float, int]:
    told = _unjudged(case) + difference(case.slates) + _doubt(case, person)
    return not place.asked, -told if place.asked else 0.0, case.position


def _unjudged(case: Case) -> float:
    """The share of the weight of all products shown that this person has not judged."""
    weights: dict[str, float] = defaultdict(float)
    for slate in case.slates.values():
        for product, weight in _weights(slate).items():
            weights[product] = max(weights[product], weight)
    total = sum(weights.values())
    left = sum(weight for product, weight in weights.items() if product not in case.judged)
    return left / total if total else 0.0


def _doubt(case: Case, person: str) -> float:
    """The share of columns on which colleagues gave different verdicts."""
    values: dict[str, Counter[Answer]] = {each: Counter() for each in case.slates}
    for who, said in case.answers.items():
        for candidate, value in said.items():
            if who != person and value is not Answer.NONE:
                values[candidate][value] += 1
    return sum(len(each) > 1 for each in values.values()) / len(values) if values else 0.0


def _weights(slate: Sequence[str]) -> dict[str, float]:
    return {product: 1 / log2(rank + 1) for rank, product in enumerate(slate, start=1)}


def _common(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The share of two slates' weight that stands in both, at the lower of its two places."""
    shared = sum(min(one[each], other[each]) for each in one.keys() & other.keys())
    return shared / max(sum(one.values()), sum(other.values()))
