"""Where an answer or a remark belongs: the revision, scenario, slate or product it is about."""

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from dashboard.releases.facts import StaleFingerprint, UnknownSlate, Unusable
from dashboard.releases.frozen import Evidence, FrozenScenario
from dashboard.releases.model import Release, Revision


def revision_seen(session: Session, release: Release, number: int) -> Revision:
    """The current revision, where it is the one that the page showed; else StaleFingerprint."""
    if number != release.revision:
        raise StaleFingerprint(
            f"“{release.shown_title}” was revised since you opened this page; look again."
        )
    return session.scalars(
        select(Revision)
        .where(Revision.release_id == release.id, Revision.number == number)
        .options(undefer(Revision.candidates))
    ).one()


def slate_at(session: Session, revision: Revision, scenario: str, candidate: str) -> Evidence:
    """One candidate's evidence for one scenario; UnknownSlate."""
    found = session.get(Evidence, (revision.id, scenario, candidate))
    if found is None:
        raise UnknownSlate(f"There is no slate of {candidate} for {scenario} in this release.")
    return found


def scenario_at(session: Session, revision: Revision, scenario: str) -> FrozenScenario:
    """One scenario as it was frozen; UnknownSlate."""
    found = session.get(FrozenScenario, (revision.id, scenario))
    if found is None:
        raise UnknownSlate(f"There is no scenario {scenario} in this release.")
    return found


def refuse_unless_shown(session: Session, frozen: FrozenScenario, product: str) -> None:
    """Unusable where no candidate shows the product to this scenario."""
    slates = session.scalars(
        select(Evidence.record).where(
            Evidence.revision_id == frozen.revision_id,
            Evidence.scenario_id == frozen.scenario_id,
        )
    ).all()
    if not any(row["product_id"] == product for each in slates for row in each["slate"]):
        raise Unusable(f"No model shows product {product} to “{frozen.title}”; look again.")
