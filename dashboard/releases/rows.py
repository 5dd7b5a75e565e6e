"""What people said of one revision, as rows: a large review has a hundred thousand judgements."""

from typing import TypeVar

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from dashboard.releases.answers import Answers
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.kept import Kept
from dashboard.releases.model import Revision
from dashboard.releases.said import (
    Judgement,
    Preference,
    Verdict,
    judgements_in_force,
    preferences_in_force,
    verdicts_in_force,
)
from dashboard.releases.settlement import Settlement
from dashboard.releases.signed import Closing

Table = TypeVar("Table", Verdict, Judgement, Preference)
LAST_SAID = select(
    *(
        select(said).select_from(table).scalar_subquery()
        for table in (Verdict, Judgement, Preference, Settlement)
        for said in (func.max(table.id), func.count())
    ),
    select(func.count()).select_from(Closing).scalar_subquery(),
)
"""Rows are only ever added, though not always committed in the order of their numbers: while
the last of them and their count stand, nothing new was said. What was said in one review counts
in others once it is closed, so closings are counted too."""


_kept: Kept[Answers] = Kept(2)


def answers(session: Session, revision: Revision) -> Answers:
    """All that a signature binds to, with its digest; the very same until somebody says more."""
    stamp = (revision.blinding, bool(revision.closing), *session.execute(LAST_SAID).one())
    return _kept.of(
        stamp,
        lambda: Answers(
            verdict_rows(session, revision),
            judgement_rows(session, revision),
            revision.settlements_in_force,
        ),
    )


def verdict_rows(session: Session, revision: Revision) -> list[Row]:
    """The verdicts in force, everybody's, with the columns of their table."""
    return verdicts_in_force(session.execute(_of(Verdict, revision)))


def preference_rows(session: Session, revision: Revision) -> list[Row]:
    """The preferences in force."""
    return preferences_in_force(session.execute(_of(Preference, revision)))


def judgement_rows(session: Session, revision: Revision) -> list[Row]:
    """The judgements in force on the revision's situations, as they stood at its closing.

    Without those of other releases' reviews that were open then.
    """
    situations = select(FrozenScenario.situation).where(FrozenScenario.revision_id == revision.id)
    said = _all(Judgement).where(
        Judgement.situation.in_(situations), Judgement.revision_id.in_(revision.told)
    )
    if revision.closing:
        said = said.where(Judgement.entry <= revision.closing.entry)
    return judgements_in_force(session.execute(said))


def _of(table: type[Table], revision: Revision) -> Select[tuple]:
    return _all(table).where(table.revision_id == revision.id)


def _all(table: type[Table]) -> Select[tuple]:
    return select(*table.__table__.columns).order_by(table.id)
