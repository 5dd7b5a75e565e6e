"""Where an answer was given that is found again in another revision."""

from collections import defaultdict
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.said import Judgement, Preference, Verdict
from dashboard.releases.stored import Origin
from dashboard.releases.wording import release_title

Carried = TypeVar("Carried", Verdict, Preference)
Origins = dict[int, Origin]


def origins(session: Session, table: type[Carried], revision: Revision, person: Person) -> Origins:
    """Of this person's carried verdicts or preferences, by the id of their row."""
    said = aliased(table)
    return _told(
        session,
        select(table.id, Release.title, Release.name, said.at)
        .join(said, said.id == table.carried_from)
        .join(Revision, Revision.id == said.revision_id)
        .join(Release, Release.id == Revision.release_id)
        .where(table.revision_id == revision.id, table.person_id == person.id),
    )


def kept_from(session: Session, revision: Revision) -> dict[str, str]:
    """By scenario, where its carried verdicts were given: in one release, by its title."""
    said = aliased(Verdict)
    rows = session.execute(
        select(Verdict.scenario_id, Release.id, Release.title, Release.name)
        .join(said, said.id == Verdict.carried_from)
        .join(Revision, Revision.id == said.revision_id)
        .join(Release, Release.id == Revision.release_id)
        .where(Verdict.revision_id == revision.id)
        .distinct()
    )
    found: dict[str, set[str]] = defaultdict(set)
    for scenario, release_id, title, name in rows:
        own = release_id == revision.release_id
        found[scenario].add("before" if own else release_title(title, name))
    return {
        scenario: next(iter(titles)) if len(titles) == 1 else "earlier releases"
        for scenario, titles in found.items()
    }


def judged_elsewhere(session: Session, revision: Revision, person: Person) -> Origins:
    """Of this person's judgements on this revision's situations, by the id of their row."""
    situations = select(FrozenScenario.situation).where(FrozenScenario.revision_id == revision.id)
    return _told(
        session,
        select(Judgement.id, Release.title, Release.name, Judgement.at)
        .join(Revision, Revision.id == Judgement.revision_id)
        .join(Release, Release.id == Revision.release_id)
        .where(Judgement.situation.in_(situations), Judgement.person_id == person.id)
        .where(Judgement.revision_id != revision.id),
    )


def _told(session: Session, rows: Select) -> Origins:
    return {
        row.id: Origin(title=release_title(row.title, row.name), on=row.at.date())
        for row in session.execute(rows)
    }
