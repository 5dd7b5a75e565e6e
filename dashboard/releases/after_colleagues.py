"""Which answers were given once colleagues' answers stood beside them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Revision
from dashboard.releases.said import Judgement, Verdict

Key = tuple[int, str]
"""A revision's id and a scenario's."""
First = dict[str, int]
"""By person, the entry in which they first said something."""


class AfterColleagues:
    """The ids of the verdicts and judgements of one revision that followed colleagues' answers.

    Whoever has given a verdict on every slate of a scenario is shown what colleagues said of it.
    So an answer followed theirs where its person had completed the scenario in an earlier entry
    of the record, and a colleague had said something of it by then. A changed answer also did
    where that is true of where it was first given: a release before.
    """

    def __init__(self, session: Session, revision: Revision) -> None:
        self._session = session
        self._completed: dict[tuple[int, str, str], int] = {}
        self._spoke: dict[Key, First] = defaultdict(dict)
        self._judged: dict[str, First] = defaultdict(dict)
        self._situations: dict[Key, str] = {}
        self._alike: dict[tuple[int, str], list[str]] = defaultdict(list)
        self._marked: dict[int, frozenset[int]] = {}
        judgements = _judgement_versions(session, revision)
        for _, situation, _, person, _, said, entry in judgements:
            if said:
                self._judged[situation].setdefault(person, entry)
        self.verdicts = self._read(revision.id)
        for each in {revision_id for _, _, _, _, revision_id, _, _ in judgements}:
            self._read(each)
        self.judgements = frozenset(self._judgements(judgements))

    def _read(self, revision_id: int) -> frozenset[int]:
        """Its marked verdicts; those that verdicts were carried from are read first."""
        if revision_id not in self._marked:
            self._marked[revision_id] = frozenset()
            for scenario, situation in _scenarios(self._session, revision_id):
                self._situations[revision_id, scenario] = situation
                self._alike[revision_id, situation].append(scenario)
            origins = _origins(self._session, revision_id)
            for each in {each.revision_id for each in origins.values()}:
                self._read(each)
            verdicts = _verdict_versions(self._session, revision_id)
            self._complete(verdicts, _columns(self._session, revision_id))
            self._marked[revision_id] = frozenset(self._verdicts(verdicts, origins))
        return self._marked[revision_id]

    def _complete(self, verdicts: Iterable[Row], columns: int) -> None:
        given: dict[tuple[int, str, str], set[str]] = defaultdict(set)
        for each in verdicts:
            where = (each.revision_id, each.scenario_id, each.person_id)
            if each.value is Answer.NONE:
                given[where].discard(each.candidate_id)
                continue
            given[where].add(each.candidate_id)
            self._spoke[where[:2]].setdefault(each.person_id, each.entry)
            if len(given[where]) == columns:
                self._completed.setdefault(where, each.entry)

    def _verdicts(self, verdicts: Iterable[Row], origins: Mapping[int, Row]) -> Iterator[int]:
        carried: dict[tuple[str, str, str], Row] = {}
        for each in verdicts:
            slate = (each.scenario_id, each.candidate_id, each.person_id)
            where = (each.revision_id, each.scenario_id)
            if each.id in origins:
                origin = carried[slate] = origins[each.id]
                followed = origin.id in self._marked[origin.revision_id]
            else:
                followed = self._shown(where, each.person_id, each.entry) or (
                    slate in carried and self._followed(carried[slate], each)
                )
            if followed:
                yield each.id

    def _followed(self, origin: Row, later: Row) -> bool:
        """Whether colleagues were shown where the answer before this one was carried from."""
        where = (origin.revision_id, origin.scenario_id)
        marked = origin.id in self._marked[origin.revision_id]
        return marked or self._shown(where, later.person_id, later.entry)

    def _judgements(self, judgements: Iterable[Row]) -> Iterator[int]:
        given_in: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        for number, situation, product, person, revision_id, _, entry in judgements:
            revisions = given_in[situation, product, person]
            revisions.add(revision_id)
            if any(
                self._shown((each, scenario), person, entry)
                for each in revisions
                for scenario in self._alike[each, situation]
            ):
                yield number

    def _shown(self, where: Key, person: str, entry: int) -> bool:
        """Whether colleagues' answers to the scenario were shown to the person before `entry`."""
        completed = self._completed.get((*where, person))
        if completed is None or completed >= entry:
            return False
        said = (self._spoke[where], self._judged.get(self._situations[where], {}))
        return any(
            colleague != person and spoke < entry
            for first in said
            for colleague, spoke in first.items()
        )


def _columns(session: Session, revision_id: int) -> int:
    return len(session.scalars(select(Revision.candidates).where(Revision.id == revision_id)).one())


def _scenarios(session: Session, revision_id: int) -> Collection[Row]:
    asked = select(FrozenScenario.scenario_id, FrozenScenario.situation)
    return session.execute(asked.where(FrozenScenario.revision_id == revision_id)).all()


def _verdict_versions(session: Session, revision_id: int) -> Collection[Row]:
    columns = ("id", "revision_id", "scenario_id", "candidate_id", "person_id", "value", "entry")
    asked = select(*(getattr(Verdict, each) for each in columns))
    of_revision = asked.where(Verdict.revision_id == revision_id)
    return session.execute(of_revision.order_by(Verdict.entry, Verdict.id)).all()


def _origins(session: Session, revision_id: int) -> Mapping[int, Row]:
    """By the id of each verdict that was carried into the revision, the one it came from."""
    carried = Verdict.__table__.alias()
    asked = select(
        carried.c.id.label("carried"), Verdict.id, Verdict.revision_id, Verdict.scenario_id
    ).join(carried, carried.c.carried_from == Verdict.id)
    rows = session.execute(asked.where(carried.c.revision_id == revision_id))
    return {each.carried: each for each in rows}


def _judgement_versions(session: Session, revision: Revision) -> Collection[Row]:
    """On the revision's situations, and of each whether it says something."""
    situations = select(FrozenScenario.situation).where(FrozenScenario.revision_id == revision.id)
    columns = (
        Judgement.id,
        Judgement.situation,
        Judgement.product_id,
        Judgement.person_id,
        Judgement.revision_id,
        Judgement.value != Opinion.NONE,
        Judgement.entry,
    )
    of_revision = select(*columns).where(Judgement.situation.in_(situations))
    return session.execute(of_revision.order_by(Judgement.entry, Judgement.id)).all()
