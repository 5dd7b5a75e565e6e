"""Why products do not suit, and which they are."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dashboard.figures.weighing import MOST
from dashboard.releases.choices import Opinion
from dashboard.releases.outcome import Outcome, SaidOfProduct


@dataclass(frozen=True)
class Reason:
    """`count` judgements name it; `products` those meant, the most often first; `by` candidate,
    how many of the judgements are about what it shows."""

    id: str
    count: int
    products: tuple[str, ...]
    by: Mapping[str, int]


@dataclass(frozen=True)
class Refused:
    """A product that people would never show to `shoppers` (scenario ids)."""

    product: str
    people: int
    shoppers: tuple[str, ...]
    by: Mapping[str, int]
    """For how many of those shoppers each candidate shows it."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One judgement against a product, and who shows it to whom."""

    said: SaidOfProduct
    shown: tuple[tuple[str, str], ...]
    """Scenario and candidate."""


@lru_cache(maxsize=MOST)
def objections(outcome: Outcome) -> tuple[Objection, ...]:
    """Doubtful or never, on products that stand in a slate, but where it was settled otherwise."""
    standing = _standing(outcome)
    return tuple(
        Objection(each, tuple(standing[at]))
        for each in outcome.judgements
        if (at := (each.situation, each.product)) in standing
        and Opinion.SUITS not in (each.value, outcome.settled_products.get(at, each.value))
    )


def reasons(outcome: Outcome) -> list[Reason]:
    """The most named first."""
    products: dict[str, Counter[str]] = defaultdict(Counter)
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for each in objections(outcome):
        for reason in each.said.reasons:
            products[reason][each.said.product] += 1
            by[reason].update({candidate for _, candidate in each.shown})
    found = [
        Reason(reason, named.total(), tuple(each for each, _ in named.most_common()), by[reason])
        for reason, named in products.items()
    ]
    return sorted(found, key=lambda each: (-each.count, each.id))


def refused(outcome: Outcome) -> list[Refused]:
    """Those that the most people refuse for the most shoppers first."""
    people: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for each in objections(outcome):
        at = (each.said.situation, each.said.product)
        if outcome.settled_products.get(at, each.said.value) is Opinion.NEVER:
            people[each.said.product].add(each.said.person)
            shown[each.said.product].update(each.shown)
    found = [
        Refused(
            product,
            len(people[product]),
            tuple(sorted({scenario for scenario, _ in slates})),
            Counter(candidate for _, candidate in slates),
        )
        for product, slates in shown.items()
    ]
    return sorted(found, key=lambda each: (-len(each.shoppers), -each.people, each.product))


def _standing(outcome: Outcome) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """By situation and product, the slates that show it."""
    found = defaultdict(list)
    for asked in outcome.scenarios:
        for candidate, slate in outcome.slates[asked.id].items():
            for product in slate:
                found[asked.situation, product].append((asked.id, candidate))
    return found
