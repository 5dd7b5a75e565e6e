"""What several people's answers come to: one verdict a slate, one opinion a product.

One rule for both, for every figure, every export and every page: the middle one of people's
answers, the more careful one where they are evenly split, and what was settled as it was settled.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from dashboard.releases.choices import OPINIONS, VERDICTS, Answer, Opinion
from dashboard.releases.outcome import Outcome
from recommender.metrics.judged import GAINS

Said = TypeVar("Said", Answer, Opinion)

Slate = tuple[str, str]
"""A scenario and a candidate."""

MOST = 32
"""Outcomes, or parts of one, whose sums are kept."""

Gains = Mapping[str, Mapping[str, int]]
"""By situation and product: 2 suits, 1 doubtful, 0 never."""


@lru_cache(maxsize=MOST)
def slate_verdicts(outcome: Outcome) -> Mapping[tuple[str, str], Answer]:
    """By scenario and candidate, of the slates that have one; settled ones as they were settled."""
    given = (((each.scenario, each.candidate), each.value) for each in outcome.verdicts)
    known = {each.id for each in outcome.scenarios}
    settled = {slate: said for slate, said in outcome.settled_slates.items() if slate[0] in known}
    return MappingProxyType(weigh(given, settled))


def weigh(
    given: Iterable[tuple[Slate, Answer]], settled: Mapping[Slate, Answer]
) -> dict[Slate, Answer]:
    """What each slate's verdicts come to, or what it was settled as."""
    said = defaultdict(list)
    for slate, value in given:
        said[slate].append(value)
    return {slate: middle(values, VERDICTS) for slate, values in said.items()} | dict(settled)


@lru_cache(maxsize=MOST)
def product_opinions(outcome: Outcome) -> Mapping[tuple[str, str], Opinion]:
    """The same of products, by situation and product."""
    given = defaultdict(list)
    for each in outcome.judgements:
        given[each.situation, each.product].append(each.value)
    middles = {product: middle(said, OPINIONS) for product, said in given.items()}
    return MappingProxyType(middles | dict(outcome.settled_products))


@lru_cache(maxsize=MOST)
def gains(outcome: Outcome) -> Gains:
    """What every product judged in each situation gains by the opinion that counts of it."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (situation, product), opinion in product_opinions(outcome).items():
        found[situation][product] = GAINS[opinion]
    return MappingProxyType(dict(found))


def middle(said: Sequence[Said], scale: Sequence[Said]) -> Said:
    """The middle answer; the more careful of the two where people are evenly split."""
    return sorted(said, key=scale.index)[len(said) // 2]
