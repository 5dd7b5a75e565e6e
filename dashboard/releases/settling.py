"""How a case is settled that reviewers see differently: by an approver, with a reason."""

from datetime import UTC, datetime
from functools import partial

from sqlalchemy.orm import Session

from dashboard.releases.asked import Column, asked_now
from dashboard.releases.choices import Answer, Opinion, State
from dashboard.releases.database import Sessions, write
from dashboard.releases.disagreements import differ
from dashboard.releases.entry import new_key
from dashboard.releases.facts import (
    AlreadySigned,
    NotAllowed,
    NotInReview,
    ReasonNeeded,
    Unusable,
)
from dashboard.releases.model import Release
from dashboard.releases.person import Person
from dashboard.releases.receipts import SettlementReceipt
from dashboard.releases.record import storable, stored_once
from dashboard.releases.seeing import seen_by
from dashboard.releases.settlement import Settlement

OPEN = (State.IN_REVIEW, State.CLOSED)


def settle(
    sessions: Sessions,
    person: Person,
    name: str,
    revision: int,
    scenario: str,
    value: str,
    reason: str,
    *,
    candidate: str | Column = "",
    product: str = "",
    expected_version: int = 0,
) -> SettlementReceipt:
    """Say what counts for a slate (an Answer) or for a product in a situation (an Opinion).

    The slate is told by its candidate, or by the column it stands in for this person. NONE takes
    an earlier settlement back. `expected_version` is the one the page showed, 0 for none, among
    those that bind this revision. Raises AlreadyAnswered, with the stored settlement, where it
    was settled meanwhile.
    """
    value, reason, at = _value(value, candidate, product), storable(reason), datetime.now(UTC)
    if not reason:
        raise ReasonNeeded("Settling needs a reason: say why it counts so.")
    key = new_key()

    def work(session: Session) -> SettlementReceipt:
        release, asked = asked_now(session, name, revision, scenario, shared=False)
        refuse_settling(release, person)
        new = Settlement(
            revision_id=asked.revision_id,
            scenario_id=scenario,
            situation=asked.situation,
            candidate_id=asked.candidate(candidate, person) if candidate else "",
            product_id=asked.shown(product) if product else "",
            version=expected_version + 1,
            value=value,
            reason=reason,
            person_id=person.id,
            person_name=person.name,
            at=at,
        )
        stored = [each for each in release.current.binding if each.about == new.about]
        refuse = partial(_refuse_unsettled, session, release, new, person)
        standing, found = stored_once(session, new, key, stored, refuse)
        return SettlementReceipt(
            release=name,
            scenario=scenario,
            version=standing.version,
            value=standing.value,
            reason=standing.reason,
            who=standing.person_name,
            at=standing.at,
            found=found,
        )

    return write(sessions, work)


def refuse_settling(release: Release, person: Person) -> None:
    """Only an approver of somebody else's release settles, before anybody has signed it."""
    if not person.approver:
        raise NotAllowed("Only an approver can settle a case.")
    if person.id == release.opened_by:
        raise NotAllowed(f"Whoever opened “{release.shown_title}” cannot settle its cases.")
    if release.current.sign_offs:
        raise AlreadySigned(
            f"“{release.shown_title}” bears a signature already; what was signed stays as it is."
        )
    if release.state not in OPEN:
        raise NotInReview(f"“{release.shown_title}” is {release.state}; nothing was saved.")


def _value(value: str, candidate: str | Column, product: str) -> str:
    if bool(candidate) == bool(product):
        raise Unusable("Either a selection or a product is settled; load the page again.")
    if value not in set(Answer if candidate else Opinion):
        raise Unusable(
            f"{value!r} is no answer that this can be settled with; load the page again."
        )
    return str(value)


def _refuse_unsettled(session: Session, release: Release, new: Settlement, person: Person) -> None:
    """A case is there only where people differ, and open only to who may see what they said."""
    revision = release.current
    if new.scenario_id not in seen_by(session, revision, person):
        raise NotAllowed(
            "You can settle this once you have answered this shopper yourself."
            if person.reviewer
            else "You can settle this once the review is closed."
        )
    if not differ(session, revision, new):
        raise Unusable("Nobody differs here, so there is nothing to settle; load the page again.")
