"""What people do: one function, one use case, one transaction."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.carrying import carry
from dashboard.releases.choices import Decision
from dashboard.releases.database import Sessions, write
from dashboard.releases.facts import NameTaken, NotAllowed
from dashboard.releases.freezing import freeze
from dashboard.releases.model import Release, release_name
from dashboard.releases.person import Person
from dashboard.releases.receipts import ReleaseReceipt, SignOffReceipt
from dashboard.releases.record import locked, storable
from dashboard.releases.sight import is_blind
from dashboard.releases.signature import Signature

LONGEST_TITLE = 120


def open_release(
    sessions: Sessions,
    person: Person,
    name: str,
    record: Mapping[str, Any],
    *,
    title: str | None = None,
    due_on: date | None = None,
) -> ReleaseReceipt:
    """Propose candidates for production: freeze the record as the release's first revision."""
    if not person.proposer:
        raise NotAllowed("Only a proposer can open a release.")
    at = datetime.now(UTC)
    title = storable(title, LONGEST_TITLE) if title else None

    def work(session: Session) -> ReleaseReceipt:
        release = session.scalar(select(Release).where(Release.name == name))
        if release and (release.opened_by, release.opened_at) != (person.id, at):
            raise NameTaken(f"A release named {name} exists already; choose another name.")
        if release is None:
            release = Release(
                name=release_name(name),
                title=title,
                opened_by=person.id,
                opened_at=at,
                due_on=due_on,
                revisions=[freeze(record, person, at)],
            )
            session.add(release)
            carry(session, release.current)
        return _receipt(release)

    return write(sessions, work)


def revise_release(
    sessions: Sessions, person: Person, name: str, record: Mapping[str, Any]
) -> ReleaseReceipt:
    """Take a release back to review with what is frozen now."""
    at = datetime.now(UTC)

    def work(session: Session) -> ReleaseReceipt:
        release = locked(session, name)
        if release.current.opened_at != at:
            release.revise(person, freeze(record, person, at))
            carry(session, release.current)
        return _receipt(release)

    return write(sessions, work)


def close_review(sessions: Sessions, person: Person, name: str) -> ReleaseReceipt:
    """End the review, so that the decision can be signed."""
    at = datetime.now(UTC)

    def work(session: Session) -> ReleaseReceipt:
        release = locked(session, name)
        release.close(person, at)
        return _receipt(release)

    return write(sessions, work)


def cancel_release(sessions: Sessions, person: Person, name: str) -> ReleaseReceipt:
    """Withdraw a release that is not decided yet."""

    def work(session: Session) -> ReleaseReceipt:
        release = locked(session, name)
        release.cancel(person)
        return _receipt(release)

    return write(sessions, work)


def sign_off(
    sessions: Sessions,
    person: Person,
    name: str,
    decision: Decision,
    candidates: Iterable[str],
    reason: str,
    confirmation: str,
    fingerprint: str,
    review: str,
    role: str | None = None,
) -> SignOffReceipt:
    """Sign GO or NO-GO on exactly what the person saw: `fingerprint` and `review` of the page."""
    signature = Signature(
        decision=Decision(decision),
        candidates=tuple(sorted(set(candidates))),
        reason=storable(reason),
        confirmation=confirmation,
        fingerprint=fingerprint,
        review=review,
        role=role,
    )
    at = datetime.now(UTC)

    def work(session: Session) -> SignOffReceipt:
        release = locked(session, name)
        blind = is_blind(session, release.current, person)
        signed = release.sign(person, signature, at, blind=blind)
        return SignOffReceipt(
            release=name,
            revision=release.revision,
            state=release.state,
            decision=signed.decision,
            candidates=tuple(signed.candidates),
            role=signed.role,
            reason=signed.reason,
            fingerprint=signed.fingerprint,
            review=signed.review,
            at=signed.at,
        )

    return write(sessions, work)


def _receipt(release: Release) -> ReleaseReceipt:
    return ReleaseReceipt(
        release.name, release.revision, release.state, release.current.fingerprint
    )
