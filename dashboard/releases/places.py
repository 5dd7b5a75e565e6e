"""Where an answer or a remark belongs: the revision and the scenario it is about."""

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from dashboard.releases import wording
from dashboard.releases.facts import StaleFingerprint, UnknownSlate
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Release, Revision


def revision_seen(session: Session, release: Release, number: int) -> Revision:
    """The current revision, where it is the one that the page showed; else StaleFingerprint."""
    if number != release.revision:
        raise StaleFingerprint(wording.revised(release.shown_title))
    return session.scalars(
        select(Revision)
        .where(Revision.release_id == release.id, Revision.number == number)
        .options(undefer(Revision.candidates))
    ).one()


def scenario_at(session: Session, revision: Revision, scenario: str) -> FrozenScenario:
    """One scenario as it was frozen; UnknownSlate."""
    found = session.get(FrozenScenario, (revision.id, scenario))
    if found is None:
        raise UnknownSlate(f"There is no scenario {scenario} in this release.")
    return found
