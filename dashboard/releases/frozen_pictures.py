"""The pictures that revisions froze, kept in memory: what is frozen never changes."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.choices import State
from dashboard.releases.database import Sessions, reading
from dashboard.releases.frozen import FrozenProduct, FrozenScenario
from dashboard.releases.kept import Kept
from dashboard.releases.lettering import columns_of
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.progress import CURRENT
from dashboard.releases.slates import slates

Paths = Mapping[str, str]
"""By the digest of a picture's original, where that lies below the shop's images."""

_frozen: Kept[Mapping[str, tuple[str, str]]] = Kept(256)
_paths: Kept[Paths] = Kept(8)


def frozen_paths(sessions: Sessions) -> Paths:
    """Of every picture that any revision froze."""
    return _merged(sessions, select(Revision.id, Revision.blinding))


def paths_in_review(sessions: Sessions) -> Paths:
    """Of the pictures that reviewers are to look at now."""
    revisions = select(Revision.id, Revision.blinding).join(Release, CURRENT)
    return _merged(sessions, revisions.where(Release.state == State.IN_REVIEW))


def slate_pictures(
    sessions: Sessions, name: str, revision: int, scenario: str, letter: str, person: Person
) -> frozenset[str]:
    """The digests of what stands in a column of this person's; none where there is no such."""
    with reading(sessions) as session:
        found = session.scalar(
            select(Revision)
            .join(Release, Release.id == Revision.release_id)
            .where(Release.name == name, Revision.number == revision)
        )
        frozen = session.get(FrozenScenario, (found.id, scenario)) if found else None
        candidate = columns_of(found, frozen, person).get(letter) if frozen else None
        if candidate is None:
            return frozenset()
        pictures = _pictures(session, found.id, found.blinding)
        shown = slates(session, found)[scenario][candidate]
    return frozenset(pictures[each][0] for each in shown if each in pictures)


def _merged(sessions: Sessions, revisions) -> Paths:
    with reading(sessions) as session:
        known = tuple(session.execute(revisions.order_by(Revision.id)).tuples())
        return _paths.of(
            known,
            lambda: dict(pair for each in known for pair in _pictures(session, *each).values()),
        )


def _pictures(session: Session, revision_id: int, blinding: str) -> Mapping[str, tuple[str, str]]:
    """By product, its picture's digest and path; the seed tells one revision from every other."""
    return _frozen.of(blinding, lambda: _read(session, revision_id))


def _read(session: Session, revision_id: int) -> Mapping[str, tuple[str, str]]:
    products = select(FrozenProduct).where(FrozenProduct.revision_id == revision_id)
    return {
        each.product_id: (each.record["picture"], each.record["picture_path"])
        for each in session.scalars(products)
        if each.record.get("picture")
    }
