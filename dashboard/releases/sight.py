"""Whether a person sees whose slates a release shows, and why not: the one place that says so."""

from collections.abc import Iterable

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from dashboard.releases import wording
from dashboard.releases.blinding import may_be_led
from dashboard.releases.choices import State
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.progress import CURRENT
from dashboard.releases.sheets import Sight
from dashboard.releases.signed import Closing


class Sights:
    """Of one person, for every release's current revision, in one read.

    Blind are they in a release in review, in one that was cancelled before its review was
    closed, and, whoever reviews, in every other that puts forward a model of an open review.
    """

    def __init__(self, session: Session, person: Person) -> None:
        self._unclosed = {each.id: each for each in _unclosed(session, person)}
        self._led_elsewhere = list(self._unclosed.values()) if person.reviewer else []

    def of(self, revision: Revision) -> Sight:
        own = self._unclosed.get(revision.release_id)
        if own and own.state is State.IN_REVIEW:
            return Sight(blind=True)
        models = {each["id"] for each in revision.candidates}
        for each in self._led_elsewhere:
            if each.state is State.IN_REVIEW and models & _ids(each.candidates):
                title = wording.release_title(each.title, each.name)
                return Sight(blind=True, why=wording.hidden_by(title))
        return Sight(blind=True, why=wording.NEVER_CLOSED) if own else Sight(blind=False)


def sight(session: Session, revision: Revision, person: Person) -> Sight:
    """The same for one release."""
    return Sights(session, person).of(revision)


def is_blind(session: Session, revision: Revision, person: Person) -> bool:
    return sight(session, revision, person).blind


def _unclosed(session: Session, person: Person) -> Iterable[Row]:
    """Releases whose review has not been closed, the one opened last first."""
    if not may_be_led(person):
        return ()
    cancelled = (Release.state == State.CANCELLED) & Closing.revision_id.is_(None)
    return session.execute(
        select(Release.id, Release.name, Release.title, Release.state, Revision.candidates)
        .join(Revision, CURRENT)
        .outerjoin(Closing, Closing.revision_id == Revision.id)
        .where(or_(Release.state == State.IN_REVIEW, cancelled))
        .order_by(Release.id.desc())
    )


def _ids(candidates: Iterable[dict]) -> set[str]:
    return {each["id"] for each in candidates}
