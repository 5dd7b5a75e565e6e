"""What people say to each other about a scenario, its columns and products, thread by thread."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.releases.begun import Begun, Scenarios, Subjects, Unveiled, begun
from dashboard.releases.choices import Deed
from dashboard.releases.database import Sessions, reading
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.hearing import Hearing
from dashboard.releases.lettering import columns_of
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.places import scenario_at
from dashboard.releases.reviewing import current
from dashboard.releases.said import ReadMark, Remark
from dashboard.releases.seeing import completed, hears_colleagues
from dashboard.releases.sight import is_blind


@dataclass(frozen=True)
class StoredRemark:
    """One remark of a thread; `mine`: the reader's own; `new`: somebody else's, not read yet;
    `calls`: it calls the reader by name."""

    id: int
    who: str
    text: str
    at: datetime
    deed: Deed
    mine: bool
    new: bool
    calls: bool


@dataclass(frozen=True)
class Thread:
    """Remarks on one subject: a column as the reader knows it, a product, or the scenario.

    `said_in`: the release, or the earlier revision, where it was begun; empty for this one.
    `carried`: it was begun in an earlier release. `gone`: in words what it is about, where that is
    not shown any more; it stands under the scenario then.
    """

    id: int
    column: str | None
    product: str | None
    resolved: bool
    said_in: str
    carried: bool
    gone: str
    remarks: tuple[StoredRemark, ...]


def threads(sessions: Sessions, name: str, scenario: str, person: Person) -> tuple[Thread, ...]:
    """The threads of one scenario that this person may read, in the order they were begun.

    Their own, with the answers, always; colleagues' as hears_colleagues says. With those of
    earlier revisions, and with those of all earlier releases until they are resolved. What
    colleagues say in another release's open review only as they hear it there, see Hearing.
    Raises UnknownRelease, UnknownSlate.
    """
    with reading(sessions) as session:
        release, revision = current(session, name)
        scenario_at(session, revision, scenario)
        return heard(session, release, revision, person, scenario).get(scenario, ())


def heard(
    session: Session, release: Release, revision: Revision, person: Person, only: str | None = None
) -> Mapping[str, tuple[Thread, ...]]:
    """The same within a transaction, by scenario; of one where `only` names it."""
    scenarios = _scenarios(session, revision)
    done = completed(session, revision, person)
    found = [
        each
        for each in begun(session, release, revision, scenarios)
        if only in (None, each.scenario)
        and (
            each.remark.person_id == person.id
            or hears_colleagues(person, release.state, each.scenario in done)
        )
    ]
    unheard = Hearing(session, release, person).unheard(each.remark for each in found)
    readable = [each for each in found if each.remark.id not in unheard]
    reader = _Reader(session, release, revision, person, scenarios, readable)
    told: dict[str, list[Thread]] = defaultdict(list)
    for each in readable:
        if thread := reader.thread(each):
            told[each.scenario].append(thread)
    return {scenario: tuple(each) for scenario, each in told.items()}


class _Reader:
    """Threads as one person reads them in one revision."""

    def __init__(
        self,
        session: Session,
        release: Release,
        revision: Revision,
        person: Person,
        scenarios: Scenarios,
        readable: Sequence[Begun],
    ) -> None:
        self._release, self._revision = release, revision
        self._person, self._scenarios = person, scenarios
        ids = [each.remark.id for each in readable]
        own = {each.remark.id for each in readable if each.remark.person_id == person.id}
        self._answers = _answers(session, ids, own, Hearing(session, release, person))
        self._read = _read_up_to(session, ids, person)
        self._subjects = Subjects(session, revision, readable)
        said = [each.remark for each in readable]
        said += [each for answers in self._answers.values() for each in answers]
        self._unveiled = Unveiled(session, release, said)
        self._revisions = set(session.scalars(_revisions_of(release)))
        self._blind = bool(readable) and is_blind(session, revision, person)

    def thread(self, found: Begun) -> Thread | None:
        """None where it is settled and belongs to what is not looked at here any more."""
        remark, answers = found.remark, self._answers[found.remark.id]
        resolved, gone = _resolved(answers), self._subjects.gone(found)
        answered_here = any(each.revision_id in self._revisions for each in answers)
        if resolved and (found.carried or gone) and not answered_here:
            return None
        return Thread(
            id=remark.id,
            column=None if gone else self._column(found, (remark, *answers)),
            product=None if gone else remark.product_id,
            resolved=resolved,
            said_in=found.said_in,
            carried=found.carried,
            gone=gone,
            remarks=tuple(self._remark(each) for each in (remark, *answers)),
        )

    def _column(self, found: Begun, remarks: Iterable[Remark]) -> str | None:
        """The reader's own letter; none while they are blind and what was said may tell whose
        slate it is."""
        candidate = self._subjects.candidate(found)
        if candidate is None or (self._blind and self._unveiled.among(remarks)):
            return None
        standing = columns_of(self._revision, self._scenarios[found.scenario], self._person)
        return next(letter for letter, each in standing.items() if each == candidate)

    def _remark(self, remark: Remark) -> StoredRemark:
        mine = remark.person_id == self._person.id
        return StoredRemark(
            id=remark.id,
            who=remark.person_name,
            text=remark.text,
            at=remark.at,
            deed=remark.deed,
            mine=mine,
            new=not mine and remark.id > self._read.get(remark.thread or remark.id, 0),
            calls=self._person.id in remark.mentions,
        )


def _scenarios(session: Session, revision: Revision) -> Scenarios:
    frozen = select(FrozenScenario).where(FrozenScenario.revision_id == revision.id)
    return {each.scenario_id: each for each in session.scalars(frozen)}


def _revisions_of(release: Release):
    return select(Revision.id).where(Revision.release_id == release.id)


def _answers(
    session: Session, ids: Iterable[int], own: Collection[int], hearing: Hearing
) -> Mapping[int, list[Remark]]:
    """By thread, those that the reader may hear: of their `own` threads all."""
    found: dict[int, list[Remark]] = defaultdict(list)
    said = select(Remark).where(Remark.thread.in_(ids)).order_by(Remark.id)
    answers = session.scalars(said).all()
    unheard = hearing.unheard(each for each in answers if each.thread not in own)
    for each in answers:
        if each.id not in unheard:
            found[each.thread].append(each)
    return found


def _read_up_to(session: Session, ids: Iterable[int], person: Person) -> Mapping[int, int]:
    """By thread, the last remark of it that this person has read."""
    marks = select(ReadMark.thread, func.max(ReadMark.up_to)).where(
        ReadMark.person_id == person.id, ReadMark.thread.in_(ids)
    )
    return dict(session.execute(marks.group_by(ReadMark.thread)).all())


def _resolved(answers: Iterable[Remark]) -> bool:
    deeds = [each.deed for each in answers if each.deed is not Deed.SAID]
    return bool(deeds) and deeds[-1] is Deed.RESOLVED
