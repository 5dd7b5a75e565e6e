"""What was said of unchanged evidence, carried into a new revision: nobody is asked twice."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

from sqlalchemy import Row, Select, Subquery, func, insert, literal, select, tuple_
from sqlalchemy.orm import Session, aliased

from dashboard.releases.choices import Answer
from dashboard.releases.frozen import Evidence
from dashboard.releases.model import Revision
from dashboard.releases.said import Preference, Verdict

REVIEWER = " reviewer"

PEOPLE_AT_ONCE = 5
"""In one statement, which a database ends that takes too long over it."""

CARRIED = (
    "revision_id",
    "scenario_id",
    "candidate_id",
    "person_id",
    "version",
    "person_name",
    "value",
    "comment",
    "at",
    "carried_from",
    "entry",
)
SLATE = ("revision_id", "scenario_id", "candidate_id")

Slates = dict[tuple[int, str], dict[str, str]]
"""Contents by revision and scenario, then by candidate."""


def carry(session: Session, revision: Revision) -> None:
    """Repeat in a new revision what its reviewers said of the same contents before.

    Verdicts hold for a content, whichever candidate answered it in whichever release, and in
    every column that shows it; preferences for the whole set of contents of a scenario. Of what
    a person said the latest counts, and nothing where they took it back. A row that was carried
    is never carried on: the one it came from is, so `carried_from` tells where it was said.
    """
    reviewers = holders(revision.settings.get("roles", ()))
    session.flush()
    for start in range(0, len(reviewers), PEOPLE_AT_ONCE):
        some = reviewers[start : start + PEOPLE_AT_ONCE]
        _carry_verdicts(session, revision, some)
        _carry_preferences(session, revision, some)


def holders(roles: Iterable[str]) -> list[str]:
    """Who may review, of settings that list each person with each role."""
    return [each.removesuffix(REVIEWER) for each in roles if each.endswith(REVIEWER)]


def _carry_verdicts(session: Session, revision: Revision, reviewers: list[str]) -> None:
    latest = _latest_verdicts(revision, reviewers)
    rows = (
        select(
            literal(revision.id),
            latest.c.scenario_id,
            latest.c.candidate_id,
            Verdict.person_id,
            literal(1),
            Verdict.person_name,
            Verdict.value,
            Verdict.comment,
            literal(revision.opened_at, Verdict.at.type),
            Verdict.id,
            literal(revision.entry),
        )
        .join(Verdict, Verdict.id == latest.c.latest)
        .where(Verdict.value != Answer.NONE)
    )
    session.execute(insert(Verdict).from_select(CARRIED, rows))


def _latest_verdicts(revision: Revision, reviewers: list[str]) -> Subquery:
    """By slate of this revision and person; a later row of the record was said later.

    Every step follows an index: no database knows yet how many rows were frozen just now.
    """
    now, then = aliased(Evidence), aliased(Evidence)
    slate = (now.scenario_id, now.candidate_id)
    return (
        select(*slate, func.max(Verdict.id).label("latest"))
        .join(then, then.content == now.content)
        .join(Verdict, _same(Verdict, then, SLATE))
        .where(now.revision_id == revision.id)
        .where(Verdict.person_id.in_(reviewers), Verdict.carried_from.is_(None))
        .group_by(*slate, Verdict.person_id)
        .subquery()
    )


def _carry_preferences(session: Session, revision: Revision, reviewers: list[str]) -> None:
    said = session.execute(_latest_preferences(revision, reviewers)).all()
    slates = _slates(session, revision, said)
    rows = [_carried(revision, each, slates) for each in said if each.best]
    if rows:
        session.execute(insert(Preference.__table__), rows)


def _latest_preferences(revision: Revision, reviewers: list[str]) -> Select[Any]:
    """Each with the `scenario` of this revision that shows the same contents."""
    alike = _alike(revision)
    latest = (
        select(alike.c.scenario, func.max(Preference.id).label("latest"))
        .join(
            Preference,
            (Preference.revision_id == alike.c.revision_id)
            & (Preference.scenario_id == alike.c.scenario_id),
        )
        .where(Preference.person_id.in_(reviewers), Preference.carried_from.is_(None))
        .group_by(alike.c.scenario, Preference.person_id)
        .subquery()
    )
    return select(latest.c.scenario, *Preference.__table__.c).join(
        Preference, Preference.id == latest.c.latest
    )


def _alike(revision: Revision) -> Subquery:
    """Scenarios that somebody has preferences on and that showed what a `scenario` here shows."""
    now, then = aliased(Evidence), aliased(Evidence)
    shared = func.count(now.content.distinct())
    return (
        select(now.scenario_id.label("scenario"), then.revision_id, then.scenario_id)
        .join(then, then.content == now.content)
        .where(now.revision_id == revision.id, then.revision_id != revision.id)
        .where(
            tuple_(then.revision_id, then.scenario_id).in_(
                select(Preference.revision_id, Preference.scenario_id).where(
                    Preference.carried_from.is_(None)
                )
            )
        )
        .group_by(now.revision_id, now.scenario_id, then.revision_id, then.scenario_id)
        .having(shared == _size(now))
        .having(shared == _size(then))
        .subquery()
    )


def _size(slate: type[Evidence]) -> Any:
    """How many different contents its scenario shows."""
    beside = aliased(Evidence)
    return (
        select(func.count(beside.content.distinct()))
        .where(_same(beside, slate, SLATE[:2]))
        .correlate(slate)
        .scalar_subquery()
    )


def _slates(session: Session, revision: Revision, said: list[Row]) -> Slates:
    """Of this revision, and of every scenario that the preferences were said of."""
    asked = [Evidence.revision_id == revision.id]
    by_revision: dict[int, set[str]] = defaultdict(set)
    for each in said:
        by_revision[each.revision_id].add(each.scenario_id)
    asked += [
        (Evidence.revision_id == revision_id) & Evidence.scenario_id.in_(scenarios)
        for revision_id, scenarios in by_revision.items()
    ]
    columns = (*(getattr(Evidence, name) for name in SLATE), Evidence.content)
    found: Slates = defaultdict(dict)
    for row in chain.from_iterable(session.execute(select(*columns).where(each)) for each in asked):
        found[row.revision_id, row.scenario_id][row.candidate_id] = row.content
    return found


def _carried(revision: Revision, said: Row, slates: Slates) -> dict[str, Any]:
    then = slates[said.revision_id, said.scenario_id]
    preferred = {then[each] for each in said.best}
    now = slates[revision.id, said.scenario]
    return {
        "revision_id": revision.id,
        "scenario_id": said.scenario,
        "person_id": said.person_id,
        "version": 1,
        "person_name": said.person_name,
        "best": sorted(each for each, content in now.items() if content in preferred),
        "at": revision.opened_at,
        "carried_from": said.id,
        "entry": revision.entry,
    }


def _same(one: Any, other: Any, names: Iterable[str]) -> Any:
    first, *others = (getattr(one, name) == getattr(other, name) for name in names)
    for each in others:
        first &= each
    return first
