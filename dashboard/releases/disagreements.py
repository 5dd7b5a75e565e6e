"""Where people differ about a release: slates and products, the most different first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy.orm import Session

from dashboard.releases.cases import PLACES, Difference, Judgements, Verdicts, open_to
from dashboard.releases.choices import Answer, Opinion, State
from dashboard.releases.comparison import bought
from dashboard.releases.database import Sessions, reading
from dashboard.releases.exhibits import products
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Revision
from dashboard.releases.person import Person
from dashboard.releases.reviewing import current
from dashboard.releases.rows import answers
from dashboard.releases.said import Judgement, Verdict
from dashboard.releases.settlement import Settlement
from dashboard.releases.sheets import Sight
from dashboard.releases.sight import sight
from dashboard.releases.slates import Slates
from dashboard.releases.stored import StoredSettlement

AT_ONCE = 40
"""Cases of one page."""


@dataclass(frozen=True)
class Voice:
    """What one person says of a case; `reasons` are ids."""

    who: str
    value: str
    reasons: tuple[str, ...]
    comment: str
    at: datetime


@dataclass(frozen=True)
class CaseColumn:
    """A slate as it is settled; `version`: how often it was, 0 for never."""

    letter: str
    candidate: str
    version: int


@dataclass(frozen=True)
class Case:
    """A slate, in the reader's own columns, or a product that people see differently.

    `columns`: one, or all that show the very same; none for a product. `products`: those to
    show; `settled`: the latest, a value of NONE where it was taken back.
    """

    scenario: str
    columns: tuple[CaseColumn, ...]
    product: str
    products: tuple[str, ...]
    voices: tuple[Voice, ...]
    settled: StoredSettlement | None

    @property
    def is_settled(self) -> bool:
        return self.settled is not None and self.settled.value not in (Answer.NONE, Opinion.NONE)


@dataclass(frozen=True)
class CaseShopper:
    """Whom cases are about: `bought`, product ids in the order of the scenario."""

    title: str
    bought: tuple[str, ...]


@dataclass(frozen=True)
class Cases:
    """How many there are, and how many of them are settled."""

    found: int
    settled: int


@dataclass(frozen=True)
class Disagreements:
    """The cases open to one person, a page of them, and what their agreement is worked out from.

    `cases` begin at the one asked for, those that are not settled first; `next` is where the
    next page begins, None after the last. `shoppers`: of these cases, by scenario. `verdicts` and
    `judgements`, of all cases: (person, what was answered, the answer); `candidates`: titles by id;
    `hidden`: scenarios whose answers are not open to the person yet.
    """

    name: str
    title: str
    revision: int
    state: State
    sight: Sight
    signed: bool
    opened_by: str
    scenarios: int
    hidden: int
    candidates: Mapping[str, str]
    counted: Cases
    cases: tuple[Case, ...]
    shoppers: Mapping[str, CaseShopper]
    next: int | None
    verdicts: tuple[tuple[str, str, str], ...]
    judgements: tuple[tuple[str, str, str], ...]
    products: Mapping[str, Mapping]

    @property
    def blind(self) -> bool:
        return self.sight.blind


def disagreements(sessions: Sessions, name: str, person: Person, start: int = 0) -> Disagreements:
    """Where people differ, as far as this person may see it; raises UnknownRelease."""
    with reading(sessions) as session:
        release, revision = current(session, name)
        found = open_to(session, revision, person)
        end = start + AT_ONCE
        page = found.differences[start:end]
        cases = tuple(_drawn(each, found.shown) for each in page)
        shoppers = {each.scenario.scenario_id: _shopper(each.scenario) for each in page}
        owned = (each for shopper in shoppers.values() for each in shopper.bought)
        return Disagreements(
            name=name,
            title=release.shown_title,
            revision=release.revision,
            state=release.state,
            sight=sight(session, revision, person),
            signed=bool(revision.sign_offs),
            opened_by=release.opened_by,
            scenarios=len(revision.scenarios),
            hidden=len(revision.scenarios) - len(found.scenarios),
            candidates=revision.candidate_titles,
            counted=_counted(found.differences),
            cases=cases,
            shoppers=shoppers,
            next=end if end < len(found.differences) else None,
            verdicts=_answers(found.verdicts),
            judgements=_answers(found.judgements),
            products=products(
                session, revision, chain(owned, (each for case in cases for each in case.products))
            ),
        )


def counted_cases(sessions: Sessions, name: str, person: Person) -> Cases:
    """How many cases this person's page of disagreements shows; raises UnknownRelease."""
    with reading(sessions) as session:
        _, revision = current(session, name)
        return _counted(open_to(session, revision, person).differences)


def differ(session: Session, revision: Revision, case: Settlement) -> bool:
    """Whether people give different answers to what is settled."""
    said = answers(session, revision)
    if case.product_id:
        values = {
            each.value
            for each in said.judgements
            if (each.situation, each.product_id) == (case.situation, case.product_id)
        }
    else:
        values = {
            each.value
            for each in said.given
            if (each.scenario_id, each.candidate_id) == (case.scenario_id, case.candidate_id)
        }
    return len(values - {Opinion.NONE}) > 1


def _counted(differences: Collection[Difference]) -> Cases:
    return Cases(found=len(differences), settled=sum(each.settled for each in differences))


def _shopper(scenario: FrozenScenario) -> CaseShopper:
    return CaseShopper(scenario.title, bought(scenario))


def _drawn(case: Difference, shown: Slates) -> Case:
    scenario = case.scenario.scenario_id
    drawn = (case.product,) if case.product else shown[scenario][case.candidate]
    return Case(
        scenario=scenario,
        columns=tuple(_column(each) for each in (case, *case.also) if each.candidate),
        product=case.product,
        products=drawn,
        voices=_voices(said for each in (case, *case.also) for said in each.said),
        settled=case.settlement.as_stored() if case.settlement else None,
    )


def _column(case: Difference) -> CaseColumn:
    return CaseColumn(
        case.column, case.candidate, case.settlement.version if case.settlement else 0
    )


def _voices(said: Iterable[Verdict | Judgement]) -> tuple[Voice, ...]:
    """From the kindest answer to the hardest; the same words of one person once."""
    heard = {(each.person_id, each.value, each.comment): each for each in said}
    ordered = sorted(heard.values(), key=lambda each: (PLACES[each.value], each.entry))
    return tuple(
        Voice(
            who=each.person_name,
            value=str(each.value),
            reasons=tuple(getattr(each, "reasons", ())),
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
