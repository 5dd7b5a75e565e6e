"""Which threads stand in a revision: its own, and what is open of the releases before it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from dashboard.releases import wording
from dashboard.releases.frozen import Evidence, FrozenProduct, FrozenScenario
from dashboard.releases.model import Release, Revision
from dashboard.releases.said import Remark
from dashboard.releases.signed import Closing

Scenarios = Mapping[str, FrozenScenario]


@dataclass(frozen=True)
class Begun:
    """A thread's first remark, and `scenario`, under which it stands in the revision looked at.

    `said_in`: the release, or the earlier revision, where it was begun; empty for this one.
    `carried`: it was begun in an earlier release.
    """

    remark: Remark
    scenario: str
    said_in: str
    carried: bool


def begun(
    session: Session, release: Release, revision: Revision, scenarios: Scenarios
) -> list[Begun]:
    """Of this release and all before it, in the order they were begun.

    A thread keeps to its shopper; where that one is not asked about any more, to the first of
    the same situation.
    """
    situations: dict[str, str] = {}
    for each in sorted(scenarios.values(), key=lambda each: each.position):
        situations.setdefault(each.situation, each.scenario_id)
    found = []
    for remark, situation, then, said in session.execute(_first_remarks(release, scenarios)):
        own = remark.scenario_id if remark.scenario_id in scenarios else None
        scenario = own or situations.get(situation)
        if scenario:
            carried = said.id != release.id
            found.append(Begun(remark, scenario, _said_in(revision, then, said, carried), carried))
    return found


def _first_remarks(release: Release, scenarios: Scenarios):
    return (
        select(Remark, FrozenScenario.situation, Revision, Release)
        .join(
            FrozenScenario,
            (FrozenScenario.revision_id == Remark.revision_id)
            & (FrozenScenario.scenario_id == Remark.scenario_id),
        )
        .join(Revision, Revision.id == Remark.revision_id)
        .join(Release, Release.id == Revision.release_id)
        .where(
            Remark.thread.is_(None),
            Release.id <= release.id,
            or_(
                Remark.scenario_id.in_(scenarios),
                FrozenScenario.situation.in_({each.situation for each in scenarios.values()}),
            ),
        )
        .order_by(Remark.id)
    )


def _said_in(revision: Revision, then: Revision, release: Release, carried: bool) -> str:
    if carried:
        return release.shown_title
    return "" if then.id == revision.id else f"revision {then.number}"


class Subjects:
    """What threads are about, as far as the revision looked at shows it again."""

    def __init__(self, session: Session, revision: Revision, found: Iterable[Begun]) -> None:
        self._session, self._revision = session, revision
        moved = {each.scenario for each in found if each.remark.revision_id != revision.id}
        evidence = session.execute(_shown(revision, moved)).all()
        self._candidates = {
            (scenario, content): candidate for scenario, candidate, content, _ in reversed(evidence)
        }
        self._products = {
            (scenario, row["product_id"])
            for scenario, _, _, record in evidence
            for row in record["slate"]
        }

    def candidate(self, thread: Begun) -> str | None:
        """Who shows here the slate that it is about."""
        remark = thread.remark
        if remark.candidate_id is None or remark.revision_id == self._revision.id:
            return remark.candidate_id
        where = (remark.revision_id, remark.scenario_id, remark.candidate_id)
        then = self._session.get(Evidence, where)
        return self._candidates.get((thread.scenario, then.content)) if then else None

    def gone(self, thread: Begun) -> str:
        """In words what it is about, where that is not shown any more; else empty."""
        remark = thread.remark
        if remark.revision_id == self._revision.id:
            return ""
        if remark.product_id:
            there = (thread.scenario, remark.product_id) in self._products
            return "" if there else wording.no_longer_shown(self._title(remark))
        if remark.candidate_id is None or self.candidate(thread):
            return ""
        return wording.no_longer_shown("")

    def _title(self, remark: Remark) -> str:
        then = self._session.get(FrozenProduct, (remark.revision_id, remark.product_id))
        return (then.record.get("title") if then else "") or remark.product_id


def _shown(revision: Revision, scenarios: Collection[str]):
    return select(
        Evidence.scenario_id, Evidence.candidate_id, Evidence.content, Evidence.record
    ).where(Evidence.revision_id == revision.id, Evidence.scenario_id.in_(scenarios))


class Unveiled:
    """Which remarks were made by somebody who could see whose slate they spoke of."""

    def __init__(self, session: Session, release: Release, remarks: Iterable[Remark]) -> None:
        self._release = release
        rows = session.execute(_places({each.revision_id for each in remarks}))
        self._places: dict[int, Row] = {each.id: each for each in rows}

    def among(self, remarks: Iterable[Remark]) -> bool:
        return any(map(self._is, remarks))

    def _is(self, remark: Remark) -> bool:
        """After the closing of its review everybody could; before it, whoever opened another
        release than this."""
        place = self._places[remark.revision_id]
        if place.closed is not None and remark.entry > place.closed:
            return True
        return place.release_id != self._release.id and place.opened_by == remark.person_id


def _places(revisions: Collection[int]):
    return (
        select(
            Revision.id,
            Revision.release_id,
            Release.opened_by,
            Closing.entry.label("closed"),
        )
        .join(Release, Release.id == Revision.release_id)
        .outerjoin(Closing, Closing.revision_id == Revision.id)
        .where(Revision.id.in_(revisions))
    )
