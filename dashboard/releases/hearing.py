"""Which remarks of other releases a person may not read yet, because a review is still open."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.choices import State
from dashboard.releases.model import Release, Revision, closed_reviews
from dashboard.releases.person import Person
from dashboard.releases.said import Remark
from dashboard.releases.seeing import completed, hears_colleagues


class Hearing:
    """Of one person who reads a release: what was said in another one's open review is read
    here by whoever may read it there."""

    def __init__(self, session: Session, release: Release, person: Person) -> None:
        self._session, self._release, self._person = session, release, person

    def unheard(self, remarks: Iterable[Remark]) -> frozenset[int]:
        """The ids of those, never this person's own, that they may not read there."""
        others = [each for each in remarks if each.person_id != self._person.id]
        done = {
            each.id: completed(self._session, each, self._person)
            for each in self._in_review({each.revision_id for each in others})
        }
        return frozenset(
            each.id
            for each in others
            if each.revision_id in done
            and not hears_colleagues(
                self._person, State.IN_REVIEW, each.scenario_id in done[each.revision_id]
            )
        )

    def _in_review(self, revisions: Collection[int]) -> Iterable[Revision]:
        """Those of other releases whose review is still open."""
        if not revisions:
            return ()
        return self._session.scalars(
            select(Revision)
            .join(Release, Release.id == Revision.release_id)
            .where(
                Revision.id.in_(revisions),
                Release.id != self._release.id,
                Release.state == State.IN_REVIEW,
                Revision.id.not_in(closed_reviews()),
            )
        ).all()
