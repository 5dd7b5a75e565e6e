"""What people do: one function, one use case, one transaction."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dashboard.releases.choices import Answer, Decision
from dashboard.releases.database import Sessions, write
from dashboard.releases.facts import (
    NameTaken,
    NotAllowed,
    StaleFingerprint,
    UnknownRelease,
    UnknownSlate,
    Unusable,
)
from dashboard.releases.freezing import freeze
from dashboard.releases.frozen import Evidence
from dashboard.releases.model import Release, Revision, release_name
from dashboard.releases.person import Person
from dashboard.releases.receipts import ReleaseReceipt, SignOffReceipt, VerdictReceipt
from dashboard.releases.said import Verdict, said_before
from dashboard.releases.signature import Signature

LONGEST_TEXT = 4000
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
    title = _text(title, LONGEST_TITLE) if title else None

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
        return _receipt(release)

    return write(sessions, work)


def revise_release(
    sessions: Sessions, person: Person, name: str, record: Mapping[str, Any]
) -> ReleaseReceipt:
    """Take a release back to review with what is frozen now."""
    at = datetime.now(UTC)

    def work(session: Session) -> ReleaseReceipt:
        release = _locked(session, name)
        if release.current.opened_at != at:
            release.revise(person, freeze(record, person, at))
        return _receipt(release)

    return write(sessions, work)


def give_verdict(
    sessions: Sessions,
    person: Person,
    name: str,
    revision: int,
    scenario: str,
    candidate: str,
    value: Answer,
    comment: str = "",
    expected_version: int = 0,
) -> VerdictReceipt:
    """Store a reviewer's verdict on one slate; the same answer sent again is found, not doubled.

    `expected_version` is the version the page showed, 0 for none. Raises AlreadyAnswered,
    with the stored verdict, where the person answered otherwise since.
    """
    if not person.reviewer:
        raise NotAllowed("Only a reviewer can give a verdict.")
    value, comment, at = Answer(value), _text(comment), datetime.now(UTC)

    def work(session: Session) -> VerdictReceipt:
        release = _locked(session, name, shared=True)
        slate = _slate(session, release, revision, scenario, candidate)
        stored = session.scalars(_verdicts(slate, person)).all()
        found = said_before(stored, (value, comment), expected_version)
        if found:
            return _verdict_receipt(release, found, found.at != at)
        release.refuse_unless_in_review()
        verdict = Verdict(
            revision_id=slate.revision_id,
            scenario_id=scenario,
            candidate_id=candidate,
            person_id=person.id,
            version=len(stored) + 1,
            person_name=person.name,
            value=value,
            comment=comment,
            at=at,
        )
        session.add(verdict)
        return _verdict_receipt(release, verdict, found=False)

    return write(sessions, work)


def close_review(sessions: Sessions, person: Person, name: str) -> ReleaseReceipt:
    """End the review, so that the decision can be signed."""
    at = datetime.now(UTC)

    def work(session: Session) -> ReleaseReceipt:
        release = _locked(session, name)
        release.close(person, at)
        return _receipt(release)

    return write(sessions, work)


def cancel_release(sessions: Sessions, person: Person, name: str) -> ReleaseReceipt:
    """Withdraw a release that is not decided yet."""

    def work(session: Session) -> ReleaseReceipt:
        release = _locked(session, name)
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
        reason=_text(reason),
        confirmation=confirmation,
        fingerprint=fingerprint,
        review=review,
        role=role,
    )
    at = datetime.now(UTC)

    def work(session: Session) -> SignOffReceipt:
        release = _locked(session, name)
        signed = release.sign(person, signature, at)
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


def _locked(session: Session, name: str, shared: bool = False) -> Release:
    """The release, so that nobody else changes it before this transaction ends.

    A shared lock lets other reviewers answer at once, but nobody close, revise or sign.
    """
    release = session.scalar(
        select(Release).where(Release.name == name).with_for_update(read=shared)
    )
    if release is None:
        raise UnknownRelease(f"There is no release named {name}.")
    return release


def _slate(
    session: Session, release: Release, revision: int, scenario: str, candidate: str
) -> Evidence:
    if revision != release.revision:
        raise StaleFingerprint(
            f"“{release.shown_title}” was revised since you opened this page; look again."
        )
    found = session.scalar(
        select(Evidence)
        .join(Revision)
        .where(Revision.release_id == release.id, Revision.number == revision)
        .where(Evidence.scenario_id == scenario, Evidence.candidate_id == candidate)
    )
    if found is None:
        raise UnknownSlate(f"{release.name} has no slate of {candidate} for {scenario}.")
    return found


def _verdicts(slate: Evidence, person: Person) -> Select[tuple[Verdict]]:
    return (
        select(Verdict)
        .where(
            Verdict.revision_id == slate.revision_id,
            Verdict.scenario_id == slate.scenario_id,
            Verdict.candidate_id == slate.candidate_id,
            Verdict.person_id == person.id,
        )
        .order_by(Verdict.version)
    )


def _text(text: str, longest: int = LONGEST_TEXT) -> str:
    """A comment or reason without surrounding space, where it can be stored as it is."""
    text = text.strip()
    if len(text) > longest:
        raise Unusable(f"The text is longer than {longest} characters; shorten it.")
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise Unusable("The text holds a character that cannot be stored; type it again.")
    return text


def _receipt(release: Release) -> ReleaseReceipt:
    return ReleaseReceipt(
        release.name, release.revision, release.state, release.current.fingerprint
    )


def _verdict_receipt(release: Release, verdict: Verdict, found: bool) -> VerdictReceipt:
    return VerdictReceipt(
        release=release.name,
        revision=release.revision,
        scenario=verdict.scenario_id,
        candidate=verdict.candidate_id,
        version=verdict.version,
        value=verdict.value,
        comment=verdict.comment,
        at=verdict.at,
        found=found,
    )
