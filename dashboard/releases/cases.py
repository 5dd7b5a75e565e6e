"""Which slates and products of a release people see differently, the most different first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from sqlalchemy.orm import Session

from dashboard.releases.choices import OPINIONS, VERDICTS, Answer, Opinion
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.lettering import letters_of
from dashboard.releases.model import Revision
from dashboard.releases.person import Person
from dashboard.releases.rows import answers
from dashboard.releases.said import Judgement, Verdict
from dashboard.releases.seeing import seen_by
from dashboard.releases.settlement import Settlement, latest_settlements
from dashboard.releases.slates import Slates, slates

PLACES = {each: at for scale in (VERDICTS, OPINIONS) for at, each in enumerate(scale)}
"""How far along its scale an answer stands."""

MOST = 4096
Verdicts = Mapping[tuple[str, str], list[Verdict]]
Judgements = Mapping[tuple[str, str], list[Judgement]]


@dataclass(frozen=True)
class Difference:
    """One case, of a slate or of a product, with all that was said of it.

    `column`: the slate's letter for the reader; `weight` as of `difference`; `also`: the cases of
    other columns that show the very same slate.
    """

    scenario: FrozenScenario
    column: str
    candidate: str
    product: str
    said: Sequence[Verdict | Judgement]
    settlement: Settlement | None
    weight: tuple[int, float]
    also: "tuple[Difference, ...]" = ()

    @property
    def outcome(self) -> tuple[str, ...] | None:
        return self.settlement.said if self.settlement and self.settled else None

    @property
    def settled(self) -> bool:
        return self.settlement is not None and not self.settlement.taken_back


@dataclass(frozen=True)
class Open:
    """What of a release's answers is open to one person.

    `verdicts` by scenario and candidate, `judgements` by situation and product.
    """

    scenarios: Sequence[FrozenScenario]
    shown: Slates
    verdicts: Verdicts
    judgements: Judgements
    differences: Sequence[Difference]


def open_to(session: Session, revision: Revision, person: Person) -> Open:
    """The cases that are not settled come first, those of one shopper together."""
    seen = seen_by(session, revision, person)
    scenarios = [each for each in revision.scenarios if each.scenario_id in seen]
    shown = slates(session, revision)
    verdicts = _verdicts(session, revision, seen)
    judgements = _judgements(session, revision, scenarios, shown)
    settled = {each.about: each for each in latest_settlements(revision.binding)}
    found = [
        *_joined(_of_slates(scenarios, letters_of(revision, person), verdicts, settled), shown),
        *_of_products(scenarios, judgements, settled),
    ]
    return Open(scenarios, shown, verdicts, judgements, _by_shopper(sorted(found, key=_order)))


@lru_cache(maxsize=MOST)
def difference(values: tuple[Answer | Opinion, ...]) -> tuple[int, float]:
    """The widest step between two answers, and the mean over all pairs of its square.

    So one against many on whether to show at all comes before a mere step between two.
    """
    steps = [abs(PLACES[one] - PLACES[other]) for one, other in combinations(values, 2)]
    if not steps:
        return 0, 0.0
    return max(steps), sum(step**2 for step in steps) / len(steps)


def _verdicts(session: Session, revision: Revision, seen: frozenset[str]) -> Verdicts:
    found: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for each in answers(session, revision).given:
        if each.scenario_id in seen:
            found[each.scenario_id, each.candidate_id].append(each)
    return found


def _judgements(
    session: Session, revision: Revision, scenarios: Sequence[FrozenScenario], shown: Slates
) -> Judgements:
    """Of products that are still shown."""
    products: dict[str, set[str]] = defaultdict(set)
    for each in scenarios:
        products[each.situation].update(*shown[each.scenario_id].values())
    found: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for each in answers(session, revision).judgements:
        if each.value is not Opinion.NONE and each.product_id in products[each.situation]:
            found[each.situation, each.product_id].append(each)
    return found


Settled = Mapping[tuple[str, str, str], Settlement]


def _of_slates(
    scenarios: Sequence[FrozenScenario],
    letters: Mapping[str, Mapping[str, str]],
    verdicts: Verdicts,
    settled: Settled,
) -> Iterator[Difference]:
    by_id = {each.scenario_id: each for each in scenarios}
    for (scenario, candidate), said in verdicts.items():
        weight = difference(tuple(each.value for each in said))
        if weight[0]:
            letter = letters[scenario][candidate]
            standing = settled.get((scenario, candidate, ""))
            yield Difference(by_id[scenario], letter, candidate, "", said, standing, weight)


def _joined(cases: Iterable[Difference], shown: Slates) -> Iterator[Difference]:
    """Columns of one scenario that show the same and are settled alike are one case."""
    same: dict[tuple, list[Difference]] = defaultdict(list)
    for each in cases:
        scenario = each.scenario.scenario_id
        same[scenario, shown[scenario][each.candidate], each.outcome].append(each)
    for group in same.values():
        first, *also = sorted(group, key=lambda each: each.column)
        yield replace(first, also=tuple(also), weight=max(each.weight for each in group))


def _of_products(
    scenarios: Sequence[FrozenScenario], judgements: Judgements, settled: Settled
) -> Iterator[Difference]:
    by_situation = {each.situation: each for each in reversed(scenarios)}
    for (situation, product), said in judgements.items():
        weight = difference(tuple(each.value for each in said))
        if weight[0]:
            standing = settled.get((situation, "", product))
            yield Difference(by_situation[situation], "", "", product, said, standing, weight)


def _by_shopper(cases: Sequence[Difference]) -> list[Difference]:
    """The shoppers in the order of their first case; open cases and settled ones apart."""
    first: dict[tuple[bool, str], int] = {}
    for at, each in enumerate(cases):
        first.setdefault((each.settled, each.scenario.scenario_id), at)
    return sorted(cases, key=lambda each: first[each.settled, each.scenario.scenario_id])


def _order(case: Difference) -> tuple:
    widest, mean = case.weight
    return case.settled, -widest, -mean, case.scenario.position, case.column
