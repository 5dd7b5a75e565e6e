"""What people say to each other about a scenario, its columns and products, thread by thread."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dashboard.releases.choices import Deed, State
from dashboard.releases.database import Sessions, reading
from dashboard.releases.frozen import Evidence, FrozenScenario
from dashboard.releases.lettering import columns_of
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.places import scenario_at
from dashboard.releases.reviewing import current
from dashboard.releases.said import Remark
from dashboard.releases.seeing import completed, hears_colleagues


@dataclass(frozen=True)
class StoredRemark:
    """One remark of a thread; `mine`: the reader's own."""

    id: int
    who: str
    text: str
    at: datetime
    deed: Deed
    mine: bool


@dataclass(frozen=True)
class Thread:
    """Remarks on one subject: a column as the reader knows it, a product, or the scenario.

    `said_in`: the release, or the earlier revision, where it was begun; empty for this one.
    """

    id: int
    column: str | None
    product: str | None
    resolved: bool
    said_in: str
    remarks: tuple[StoredRemark, ...]


def threads(sessions: Sessions, name: str, scenario: str, person: Person) -> tuple[Thread, ...]:
    """The threads of one scenario that this person may read, in the order they were begun.

    Their own, with the answers, always; colleagues' as hears_colleagues says.

    With those begun on an earlier revision, or on the release before that faced the same
    situation, where what they are about is seen again. Raises UnknownRelease, UnknownSlate.
    """
    with reading(sessions) as session:
        release, revision = current(session, name)
        return heard(session, release, revision, scenario_at(session, revision, scenario), person)


def heard(
    session: Session,
    release: Release,
    revision: Revision,
    frozen: FrozenScenario,
    person: Person,
) -> tuple[Thread, ...]:
    """The same within a transaction."""
    open_to_all = hears_colleagues(
        person, release.state, frozen.scenario_id in completed(session, revision, person)
    )
    begun = [
        (remark, said_in)
        for remark, said_in in _begun(session, release, revision, frozen)
        if open_to_all or remark.person_id == person.id
    ]
    answers = _answers(session, [remark.id for remark, _ in begun])
    letters = _letters(revision, frozen, person)
    subjects = _Subjects(session, frozen)
    return tuple(
        Thread(
            id=remark.id,
            column=letters.get(subjects.candidate(remark)),
            product=remark.product_id,
            resolved=_resolved(answers[remark.id]),
            said_in=said_in,
            remarks=tuple(_remark(each, person) for each in (remark, *answers[remark.id])),
        )
        for remark, said_in in begun
        if remark.revision_id == revision.id or subjects.stand(remark)
    )


class _Subjects:
    """What the remarks of other revisions are about, as far as this one shows it again."""

    def __init__(self, session: Session, frozen: FrozenScenario) -> None:
        self._session, self._frozen = session, frozen
        evidence = session.execute(
            select(Evidence.candidate_id, Evidence.content, Evidence.record).where(
                Evidence.revision_id == frozen.revision_id,
                Evidence.scenario_id == frozen.scenario_id,
            )
        ).all()
        self._candidates = {content: candidate for candidate, content, _ in reversed(evidence)}
        self._products = {row["product_id"] for _, _, each in evidence for row in each["slate"]}

    def candidate(self, remark: Remark) -> str | None:
        """Who shows here the slate that it is about."""
        if remark.candidate_id is None or remark.revision_id == self._frozen.revision_id:
            return remark.candidate_id
        where = (remark.revision_id, remark.scenario_id, remark.candidate_id)
        then = self._session.get(Evidence, where)
        return self._candidates.get(then.content) if then else None

    def stand(self, remark: Remark) -> bool:
        """Whether there is still what it is about."""
        if remark.product_id:
            return remark.product_id in self._products
        return remark.candidate_id is None or self.candidate(remark) is not None


def _begun(
    session: Session, release: Release, revision: Revision, frozen: FrozenScenario
) -> list[tuple[Remark, str]]:
    """The first remark of each thread on the same situation, and where it was said."""
    before = session.scalar(_release_before(release, frozen))
    rows = session.execute(
        select(Remark, Revision, Release)
        .join(
            FrozenScenario,
            (FrozenScenario.revision_id == Remark.revision_id)
            & (FrozenScenario.scenario_id == Remark.scenario_id),
        )
        .join(Revision, Revision.id == Remark.revision_id)
        .join(Release, Release.id == Revision.release_id)
        .where(
            Remark.thread.is_(None),
            FrozenScenario.situation == frozen.situation,
            Release.id.in_([release.id, before]),
        )
        .order_by(Remark.id)
    )
    return [
        (remark, _said_in(release, revision, then, in_release))
        for remark, then, in_release in rows
        if _concerns(remark, revision, frozen)
    ]


def _concerns(remark: Remark, revision: Revision, frozen: FrozenScenario) -> bool:
    """Two scenarios of one revision may share a situation; each has its own threads."""
    return remark.revision_id != revision.id or remark.scenario_id == frozen.scenario_id


def _release_before(release: Release, frozen: FrozenScenario) -> Select[tuple[int]]:
    """The last release opened before this one that faced the same situation."""
    return (
        select(Release.id)
        .join(Revision, Revision.release_id == Release.id)
        .join(FrozenScenario, FrozenScenario.revision_id == Revision.id)
        .where(
            FrozenScenario.situation == frozen.situation,
            Release.id < release.id,
            Release.state != State.CANCELLED,
        )
        .order_by(Release.id.desc())
        .limit(1)
    )


def _said_in(release: Release, revision: Revision, then: Revision, in_release: Release) -> str:
    if then.id == revision.id:
        return ""
    if in_release.id == release.id:
        return f"revision {then.number}"
    return in_release.shown_title


def _answers(session: Session, ids: Iterable[int]) -> Mapping[int, list[Remark]]:
    found: dict[int, list[Remark]] = defaultdict(list)
    for each in session.scalars(select(Remark).where(Remark.thread.in_(ids)).order_by(Remark.id)):
        found[each.thread].append(each)
    return found


def _resolved(answers: Iterable[Remark]) -> bool:
    deeds = [each.deed for each in answers if each.deed is not Deed.SAID]
    return bool(deeds) and deeds[-1] is Deed.RESOLVED


def _letters(revision: Revision, frozen: FrozenScenario, person: Person) -> dict[str | None, str]:
    standing = columns_of(revision, frozen, person)
    return {candidate: letter for letter, candidate in standing.items()}


def _remark(remark: Remark, person: Person) -> StoredRemark:
    return StoredRemark(
        id=remark.id,
        who=remark.person_name,
        text=remark.text,
        at=remark.at,
        deed=remark.deed,
        mine=remark.person_id == person.id,
    )
