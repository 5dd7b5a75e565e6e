"""What people do: one function, one use case, one transaction."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases import wording
from dashboard.releases.carrying import carry
from dashboard.releases.choices import Decision
from dashboard.releases.database import Sessions, write
from dashboard.releases.entry import enter, entered, new_key
from dashboard.releases.facts import NameTaken, NotAllowed, StaleFingerprint
from dashboard.releases.freezing import freeze
from dashboard.releases.model import Release, release_name
from dashboard.releases.person import Person
from dashboard.releases.queries import frozen_parts
from dashboard.releases.receipts import ReleaseReceipt, SignOffReceipt
from dashboard.releases.record import locked, locked_alone, storable
from dashboard.releases.sheets import FrozenParts
from dashboard.releases.sight import is_blind
from dashboard.releases.signature import Signature
from dashboard.releases.signed import SignOff
from dashboard.releases.troubles import refuse_trouble

LONGEST_TITLE = 120

Compare = Callable[[FrozenParts], Iterable[str]]


def open_release(
    sessions: Sessions,
    person: Person,
    name: str,
    record: Mapping[str, Any],
    *,
    title: str | None = None,
    due_on: date | None = None,
    allow_trouble: bool = False,
) -> ReleaseReceipt:
    """Propose candidates for production: freeze the record as the release's first revision.

    ModelInTrouble where one of them has no selection for some shopper, unless `allow_trouble`.
    """
    if not person.proposer:
        raise NotAllowed("Only a proposer can open a release.")
    if not allow_trouble:
        refuse_trouble(record)
    at, key = datetime.now(UTC), new_key()
    title = storable(title, LONGEST_TITLE) if title else None

    def work(session: Session) -> ReleaseReceipt:
        release = session.scalar(select(Release).where(Release.name == name))
        if release and not entered(session, key):
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
            release.current.entry = enter(session, key)
            carry(session, release.current)
        return _receipt(release)

    return write(sessions, work)


def revise_release(
    sessions: Sessions,
    person: Person,
    name: str,
    record: Mapping[str, Any],
    revision: int | None = None,
    *,
    allow_trouble: bool = False,
) -> ReleaseReceipt:
    """Take a release back to review with what is frozen now; `allow_trouble` as for opening.

    `revision`, here and below: the number of the one that the person saw; StaleFingerprint
    where it was revised since.
    """
    if not allow_trouble:
        refuse_trouble(record)
    at, key = datetime.now(UTC), new_key()

    def work(session: Session) -> ReleaseReceipt:
        release = locked(session, name)
        if not entered(session, key):
            _refuse_revised(release, revision)
            release.revise(person, freeze(record, person, at))
            release.current.entry = enter(session, key)
            carry(session, release.current)
        return _receipt(release)

    return write(sessions, work)


def close_review(
    sessions: Sessions, person: Person, name: str, revision: int | None = None
) -> ReleaseReceipt:
    """End the review, so that the decision can be signed."""
    at, key = datetime.now(UTC), new_key()

    def work(session: Session) -> ReleaseReceipt:
        release = locked_alone(session, name)
        if not entered(session, key):
            _refuse_revised(release, revision)
            closing = release.close(person, at)
            if closing:
                closing.entry = enter(session, key)
        return _receipt(release)

    return write(sessions, work)


def cancel_release(
    sessions: Sessions, person: Person, name: str, revision: int | None = None
) -> ReleaseReceipt:
    """Withdraw a release that is not decided yet."""
    key = new_key()

    def work(session: Session) -> ReleaseReceipt:
        release = locked(session, name)
        if not entered(session, key):
            _refuse_revised(release, revision)
            release.cancel(person)
            enter(session, key)
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
    *,
    compare: Compare,
) -> SignOffReceipt:
    """Sign GO or NO-GO on exactly what the person saw: `fingerprint` and `review` of the page, or
    their digits in the confirmation. `compare` tells of a GO what the gate would refuse it for.
    """
    signature = Signature(
        decision=Decision(decision),
        candidates=tuple(sorted(set(candidates))),
        reason=storable(reason),
        confirmation=confirmation,
        fingerprint=fingerprint,
        review=review,
        role=role,
    )
    moved: tuple[str, ...] = ()
    if signature.decision is Decision.GO and person.approver:
        moved = tuple(compare(frozen_parts(sessions, name, signature.candidates)))
    at, key = datetime.now(UTC), new_key()

    def work(session: Session) -> SignOffReceipt:
        release = locked(session, name)
        number = entered(session, key)
        if number:
            signed = session.scalars(select(SignOff).where(SignOff.entry == number)).one()
        else:
            blind = is_blind(session, release.current, person)
            signed = release.sign(person, signature, at, blind=blind, moved=moved)
            signed.entry = enter(session, key)
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


def _refuse_revised(release: Release, seen: int | None) -> None:
    if seen is not None and seen != release.revision:
        raise StaleFingerprint(wording.revised(release.shown_title))


def _receipt(release: Release) -> ReleaseReceipt:
    return ReleaseReceipt(
        release.name, release.revision, release.state, release.current.fingerprint
    )
