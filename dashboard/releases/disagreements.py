"""Where people differ about a release: slates and products, the most different first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.blinding import columns, is_blind
from dashboard.releases.choices import Answer, Opinion, State
from dashboard.releases.database import Sessions, reading
from dashboard.releases.frozen import FrozenProduct, FrozenScenario
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.reviewing import current
from dashboard.releases.said import Judgement, Verdict, latest_settlements
from dashboard.releases.seeing import seen_by
from dashboard.releases.sheets import StoredSettlement
from dashboard.releases.slates import Slates, slates

VERDICTS = (Answer.SHOW, Answer.RESERVATIONS, Answer.DO_NOT_SHOW)
JUDGEMENTS = (Opinion.SUITS, Opinion.DOUBTFUL, Opinion.NEVER)
PLACES = {each: at for scale in (VERDICTS, JUDGEMENTS) for at, each in enumerate(scale)}
"""How far along its scale an answer stands."""

SLATE = 6
"""So many products of a slate are enough to know it by."""


@dataclass(frozen=True)
class Voice:
    """What one person says of a case; `reasons` are ids."""

    who: str
    value: str
    reasons: tuple[str, ...]
    comment: str
    at: datetime


@dataclass(frozen=True)
class Case:
    """A slate, in the reader's own column, or a product that people see differently.

    `products`: those to show; `settled`: the latest, a value of NONE where it was taken back.
    """

    scenario: str
    scenario_title: str
    column: str
    candidate: str
    product: str
    products: tuple[str, ...]
    voices: tuple[Voice, ...]
    settled: StoredSettlement | None

    @property
    def is_settled(self) -> bool:
        return self.settled is not None and self.settled.value not in (Answer.NONE, Opinion.NONE)


@dataclass(frozen=True)
class Cases:
    """How many there are, and how many of them are settled."""

    found: int
    settled: int


@dataclass(frozen=True)
class Disagreements:
    """All cases open to one person, and the answers that their agreement is worked out from.

    `verdicts` and `judgements`: (person, what was answered, the answer); `candidates`: titles
    by id; `hidden`: scenarios whose answers are not open to the person yet.
    """

    name: str
    title: str
    revision: int
    state: State
    blind: bool
    signed: bool
    opened_by: str
    scenarios: int
    hidden: int
    candidates: Mapping[str, str]
    cases: tuple[Case, ...]
    verdicts: tuple[tuple[str, str, str], ...]
    judgements: tuple[tuple[str, str, str], ...]
    products: Mapping[str, Mapping]


def disagreements(sessions: Sessions, name: str, person: Person) -> Disagreements:
    """Where people differ, as far as this person may see it; raises UnknownRelease."""
    with reading(sessions) as session:
        release, revision = current(session, name)
        open_to = _open_to(session, release, revision, person)
        return Disagreements(
            name=name,
            title=release.shown_title,
            revision=release.revision,
            state=release.state,
            blind=is_blind(person, release.state),
            signed=bool(revision.sign_offs),
            opened_by=release.opened_by,
            scenarios=len(revision.scenarios),
            hidden=len(revision.scenarios) - len(open_to.scenarios),
            candidates=revision.candidate_titles,
            cases=open_to.cases,
            verdicts=_answers(open_to.verdicts),
            judgements=_answers(open_to.judgements),
            products=_products(session, revision, open_to.cases),
        )


def counted_cases(sessions: Sessions, name: str, person: Person) -> Cases:
    """How many cases this person's page of disagreements shows; raises UnknownRelease."""
    with reading(sessions) as session:
        release, revision = current(session, name)
        found = _open_to(session, release, revision, person).cases
    return Cases(found=len(found), settled=sum(each.is_settled for each in found))


def differ(revision: Revision, frozen: FrozenScenario, candidate: str, product: str) -> bool:
    """Whether people give different answers to one case."""
    if candidate:
        values = {
            each.value
            for each in revision.verdicts_given
            if (each.scenario_id, each.candidate_id) == (frozen.scenario_id, candidate)
        }
    else:
        values = {
            each.value
            for each in revision.judgements_in_force
            if (each.situation, each.product_id) == (frozen.situation, product)
        }
    return len(values - {Opinion.NONE}) > 1


def difference(values: Iterable[Answer | Opinion]) -> tuple[int, float]:
    """The widest step between two answers, and the mean over all pairs of its square.

    So one against many on whether to show at all comes before a mere step between two.
    """
    steps = [abs(PLACES[one] - PLACES[other]) for one, other in combinations(values, 2)]
    if not steps:
        return 0, 0.0
    return max(steps), sum(step**2 for step in steps) / len(steps)


Verdicts = Mapping[tuple[str, str], list[Verdict]]
Judgements = Mapping[tuple[str, str], list[Judgement]]


@dataclass(frozen=True)
class _OpenTo:
    """What of a release's answers is open to one person."""

    scenarios: Sequence[FrozenScenario]
    verdicts: Verdicts
    judgements: Judgements
    cases: tuple[Case, ...]


def _open_to(session: Session, release: Release, revision: Revision, person: Person) -> _OpenTo:
    seen = seen_by(session, release, revision, person)
    scenarios = [each for each in revision.scenarios if each.scenario_id in seen]
    shown = slates(session, revision)
    verdicts = _verdicts(revision, seen)
    judgements = _judgements(revision, scenarios, shown)
    cases = _cases(revision, person, scenarios, shown, verdicts, judgements)
    return _OpenTo(scenarios, verdicts, judgements, cases)


def _verdicts(revision: Revision, seen: frozenset[str]) -> Verdicts:
    """By scenario and candidate."""
    found: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for each in revision.verdicts_given:
        if each.scenario_id in seen:
            found[each.scenario_id, each.candidate_id].append(each)
    return found


def _judgements(revision: Revision, open_to: Sequence[FrozenScenario], shown: Slates) -> Judgements:
    """By situation and product, of products that are still shown."""
    products: dict[str, set[str]] = defaultdict(set)
    for each in open_to:
        products[each.situation].update(*shown[each.scenario_id].values())
    found: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for each in revision.judgements_in_force:
        if each.value is not Opinion.NONE and each.product_id in products[each.situation]:
            found[each.situation, each.product_id].append(each)
    return found


def _cases(
    revision: Revision,
    person: Person,
    open_to: Sequence[FrozenScenario],
    shown: Slates,
    verdicts: Verdicts,
    judgements: Judgements,
) -> tuple[Case, ...]:
    by_id = {each.scenario_id: each for each in open_to}
    by_situation = {each.situation: each for each in reversed(open_to)}
    settled = {each.about: each.as_stored() for each in latest_settlements(revision.binding)}
    found = []
    for (scenario, candidate), said in verdicts.items():
        weight = difference(each.value for each in said)
        if weight[0]:
            frozen = by_id[scenario]
            case = Case(
                scenario=scenario,
                scenario_title=frozen.title,
                column=_column(revision, frozen, person, candidate),
                candidate=candidate,
                product="",
                products=shown[scenario][candidate][:SLATE],
                voices=_voices(said),
                settled=settled.get((scenario, candidate, "")),
            )
            found.append((weight, frozen.position, case))
    for (situation, product), said in judgements.items():
        weight = difference(each.value for each in said)
        if weight[0]:
            frozen = by_situation[situation]
            case = Case(
                scenario=frozen.scenario_id,
                scenario_title=frozen.title,
                column="",
                candidate="",
                product=product,
                products=(product,),
                voices=_voices(said),
                settled=settled.get((situation, "", product)),
            )
            found.append((weight, frozen.position, case))
    found.sort(key=lambda each: (-each[0][0], -each[0][1], each[1], each[2].column))
    return tuple(case for _, _, case in found)


def _column(revision: Revision, frozen: FrozenScenario, person: Person, candidate: str) -> str:
    ids = [each["id"] for each in revision.candidates]
    standing = columns(revision.blinding, person.id, frozen.position, ids)
    return next(letter for letter, each in standing.items() if each == candidate)


def _voices(said: Iterable[Verdict | Judgement]) -> tuple[Voice, ...]:
    """From the kindest answer to the hardest."""
    ordered = sorted(said, key=lambda each: (PLACES[each.value], each.at))
    return tuple(
        Voice(
            who=each.person_name,
            value=str(each.value),
            reasons=tuple(each.reasons) if isinstance(each, Judgement) else (),
            comment=each.comment,
            at=each.at,
        )
        for each in ordered
    )


def _answers(said: Verdicts | Judgements) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (each.person_id, "/".join(on), str(each.value))
        for on, many in said.items()
        for each in many
    )


def _products(session: Session, revision: Revision, cases: Iterable[Case]) -> Mapping[str, Mapping]:
    wanted = {product for each in cases for product in each.products}
    found = session.scalars(
        select(FrozenProduct).where(
            FrozenProduct.revision_id == revision.id, FrozenProduct.product_id.in_(wanted)
        )
    )
    return {each.product_id: each.record for each in found}
