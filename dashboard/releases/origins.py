"""Where an answer was given that is found again in another revision."""

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
