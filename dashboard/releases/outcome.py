"""What the people said of one release, all of it, as it stands in force."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy.orm import Session

from dashboard.releases import wording
from dashboard.releases.after_colleagues import AfterColleagues
from dashboard.releases.choices import Answer, Opinion, State
from dashboard.releases.counts import Count, counts
from dashboard.releases.database import Sessions, reading
from dashboard.releases.exhibits import Products, products, scenarios
from dashboard.releases.facts import NotAllowed
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.kept import Kept
from dashboard.releases.model import Release, Revision
from dashboard.releases.origins import kept_from
from dashboard.releases.person import Person
from dashboard.releases.reviewing import current
from dashboard.releases.rows import LAST_SAID, judgement_rows, preference_rows, verdict_rows
from dashboard.releases.settlement import Settlement
from dashboard.releases.sheets import Sight
from dashboard.releases.sight import sight
from dashboard.releases.slates import Slates, slates


@dataclass(frozen=True, slots=True)
class Asked:
    """One scenario as it was frozen; `shopper` is its context in words, `reviewers` how many
    people must answer."""

    id: str
    title: str
    situation: str
    tags: tuple[str, ...]
    shopper: Mapping[str, str]
    bought: tuple[tuple[str, int], ...]
    """Product ids and how many of each."""
    reviewers: int


@dataclass(frozen=True, slots=True)
class SaidOfSlate:
    """A verdict that says something; `after_colleagues` as in AfterColleagues."""

    scenario: str
    candidate: str
    person: str
    person_name: str
    value: Answer
    comment: str
    at: datetime
    carried: bool
    after_colleagues: bool = False


@dataclass(frozen=True, slots=True)
class SaidOfProduct:
    """A judgement that says something; `after_colleagues` as for a verdict."""

    situation: str
    product: str
    person: str
    person_name: str
    value: Opinion
    reasons: tuple[str, ...]
    comment: str
    at: datetime
    after_colleagues: bool = False


@dataclass(frozen=True, slots=True)
class Preferred:
    """A preference that says something; `best` are candidates."""

    scenario: str
    person: str
    person_name: str
    best: tuple[str, ...]
    at: datetime
    carried: bool


@dataclass(frozen=True, eq=False)
class Outcome:
    """Of a release's current revision; `judgements` also those of products shown no more.

    The same only as itself, so that what is worked out from it can be kept beside it.

    `settled_slates` by scenario and candidate, `settled_products` by situation and product: what
    counts there instead of what people said.
    """

    release: str
    title: str
    revision: int
    state: State
    candidates: tuple[Mapping[str, Any], ...]
    incumbent: str | None
    scenarios: tuple[Asked, ...]
    slates: Slates
    verdicts: tuple[SaidOfSlate, ...]
    preferences: tuple[Preferred, ...]
    judgements: tuple[SaidOfProduct, ...]
    settled_slates: Mapping[tuple[str, str], Answer]
    settled_products: Mapping[tuple[str, str], Opinion]
    kept_from: Mapping[str, str] = field(default_factory=dict)
    """By scenario, where its carried verdicts were given."""

    @property
    def counts(self) -> dict[str, Count]:
        """How far each scenario is."""
        given = (
            (each.scenario, each.candidate, each.person, each.carried) for each in self.verdicts
        )
        slates = {each.id: len(self.candidates) for each in self.scenarios}
        needed = {each.id: each.reviewers for each in self.scenarios}
        return counts(given, slates, needed, self.kept_from)


_kept: Kept[Outcome] = Kept(4)
_turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()
"""By release: whoever reads it, while others who ask for it wait."""
_lock = Lock()


def outcome(sessions: Sessions, name: str) -> Outcome:
    """In few reads, however large the release; the very same until somebody says more.

    One reads and whoever asks meanwhile waits, without holding the record. Raises UnknownRelease.
    """
    with _lock:
        turn = _turns.setdefault(name, Lock())
    with turn, reading(sessions) as session:
        release, revision = current(session, name)
        stamp = (revision.blinding, release.state, *session.execute(LAST_SAID).one())
        return _kept.of(stamp, lambda: _read(session, release, revision))


def _read(session: Session, release: Release, revision: Revision) -> Outcome:
    settled = revision.settlements_in_force
    after = AfterColleagues(session, revision)
    return Outcome(
        release=release.name,
        title=release.shown_title,
        revision=release.revision,
        state=release.state,
        candidates=tuple(revision.candidates),
        incumbent=revision.incumbent,
        scenarios=tuple(_asked(each) for each in scenarios(session, revision)),
        slates=slates(session, revision),
        verdicts=tuple(_verdicts(session, revision, after.verdicts)),
        preferences=tuple(_preferences(session, revision)),
        judgements=tuple(_judgements(session, revision, after.judgements)),
        settled_slates=_settled_slates(settled),
        settled_products=_settled_products(settled),
        kept_from=kept_from(session, revision),
    )


def outcome_for(sessions: Sessions, name: str, person: Person) -> Outcome:
    """Once the review is closed, for whoever may see whose slates they are: raises NotAllowed,
    UnknownRelease."""
    found = outcome(sessions, name)
    if why := why_withheld(sessions, name, person):
        raise NotAllowed(why)
    return found


def why_withheld(sessions: Sessions, name: str, person: Person) -> str:
    """Why what was said of each model is not told to this person, in a sentence; empty where it
    is. Nobody is told before the review is closed: who waits for the outcome could act on it.
    Raises UnknownRelease."""
    with reading(sessions) as session:
        release, revision = current(session, name)
        seen = sight(session, revision, person)
        if seen.why:
            return seen.why
        if release.state is State.IN_REVIEW:
            return wording.still_in_review(release.shown_title)
        return "" if revision.closing else wording.ended_unclosed(release.shown_title)


def sight_of(sessions: Sessions, name: str, person: Person) -> Sight:
    """Whether this person may see whose slates they are; raises UnknownRelease."""
    with reading(sessions) as session:
        _, revision = current(session, name)
        return sight(session, revision, person)


def outcome_to_take(sessions: Sessions, name: str, person: Person) -> Outcome:
    """For whoever may also carry it out of the house; raises as `outcome_for`."""
    if not (person.reviewer or person.approver or person.proposer):
        raise NotAllowed("Only reviewers, approvers and proposers can export what was said.")
    return outcome_for(sessions, name, person)


def shown_products(sessions: Sessions, name: str, product_ids: Iterable[str]) -> Products:
    """Frozen products of the release's current revision by id; raises UnknownRelease."""
    with reading(sessions) as session:
        _, revision = current(session, name)
        return products(session, revision, product_ids)


def _asked(frozen: FrozenScenario) -> Asked:
    record = frozen.record
    return Asked(
        id=frozen.scenario_id,
        title=frozen.title,
        situation=frozen.situation,
        tags=tuple(record.get("tags") or ()),
        shopper={str(key): str(value) for key, value in (record.get("shopper") or {}).items()},
        bought=tuple((row["product_id"], row.get("quantity") or 1) for row in record["bought"]),
        reviewers=frozen.needed,
    )


def _verdicts(session: Session, revision: Revision, after: Container[int]) -> Iterable[SaidOfSlate]:
    for each in verdict_rows(session, revision):
        if each.value is not Answer.NONE:
            yield SaidOfSlate(
                each.scenario_id,
                each.candidate_id,
                each.person_id,
                each.person_name,
                each.value,
                each.comment,
                each.at,
                each.carried_from is not None,
                each.id in after,
            )


def _preferences(session: Session, revision: Revision) -> Iterable[Preferred]:
    for each in preference_rows(session, revision):
        if each.best:
            yield Preferred(
                each.scenario_id,
                each.person_id,
                each.person_name,
                tuple(each.best),
                each.at,
                each.carried_from is not None,
            )


def _judgements(
    session: Session, revision: Revision, after: Container[int]
) -> Iterable[SaidOfProduct]:
    """As they stood when the review was closed."""
    for each in judgement_rows(session, revision):
        if each.value is not Opinion.NONE:
            yield SaidOfProduct(
                each.situation,
                each.product_id,
                each.person_id,
                each.person_name,
                each.value,
                tuple(each.reasons),
                each.comment,
                each.at,
                each.id in after,
            )


def _settled_slates(settled: Iterable[Settlement]) -> dict[tuple[str, str], Answer]:
    return {
        (each.scenario_id, each.candidate_id): Answer(each.value)
        for each in settled
        if each.candidate_id
    }


def _settled_products(settled: Iterable[Settlement]) -> dict[tuple[str, str], Opinion]:
    return {
        (each.situation, each.product_id): Opinion(each.value)
        for each in settled
        if each.product_id
    }
