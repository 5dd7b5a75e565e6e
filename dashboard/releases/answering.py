"""What reviewers answer: a verdict on a slate, a judgement of a product, a preference."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions, write
from dashboard.releases.facts import NotAllowed
from dashboard.releases.frozen import Evidence, FrozenScenario
from dashboard.releases.model import Revision
from dashboard.releases.person import Person
from dashboard.releases.places import (
    refuse_unless_shown,
    revision_seen,
    scenario_at,
    slate_at,
)
from dashboard.releases.receipts import JudgementReceipt, PreferenceReceipt, VerdictReceipt
from dashboard.releases.record import locked, storable
from dashboard.releases.said import Judgement, Preference, Verdict, said_before


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
    _refuse_unless_reviewer(person, "give a verdict")
    value, comment, at = Answer(value), storable(comment), datetime.now(UTC)

    def work(session: Session) -> VerdictReceipt:
        release = locked(session, name, shared=True)
        slate = slate_at(session, revision_seen(session, release, revision), scenario, candidate)
        stored = session.scalars(_verdicts(slate, person)).all()
        found = said_before(stored, (value, comment), expected_version)
        if found is None:
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
        stands = found or verdict
        return VerdictReceipt(
            release=name,
            revision=revision,
            scenario=scenario,
            candidate=candidate,
            version=stands.version,
            value=stands.value,
            comment=stands.comment,
            at=stands.at,
            found=stands.at != at,
        )

    return write(sessions, work)


def judge(
    sessions: Sessions,
    person: Person,
    name: str,
    revision: int,
    scenario: str,
    product: str,
    value: Opinion,
    reasons: Iterable[str] = (),
    comment: str = "",
    expected_version: int = 0,
) -> JudgementReceipt:
    """Store a reviewer's judgement of one product in this scenario's situation.

    It holds wherever the same product is shown in the same situation. The rest as for a
    verdict; `reasons` are ids.
    """
    _refuse_unless_reviewer(person, "judge a product")
    value, comment, at = Opinion(value), storable(comment), datetime.now(UTC)
    typed = sorted(set(reasons))

    def work(session: Session) -> JudgementReceipt:
        release = locked(session, name, shared=True)
        frozen = scenario_at(session, revision_seen(session, release, revision), scenario)
        refuse_unless_shown(session, frozen, product)
        stored = session.scalars(_judgements(frozen, product, person)).all()
        found = said_before(stored, (value, typed, comment), expected_version)
        if found is None:
            release.refuse_unless_in_review()
            judgement = Judgement(
                situation=frozen.situation,
                product_id=product,
                person_id=person.id,
                version=len(stored) + 1,
                person_name=person.name,
                value=value,
                reasons=typed,
                comment=comment,
                revision_id=frozen.revision_id,
                scenario_id=scenario,
                at=at,
            )
            session.add(judgement)
        stands = found or judgement
        return JudgementReceipt(
            release=name,
            revision=revision,
            scenario=scenario,
            product=product,
            version=stands.version,
            value=stands.value,
            reasons=tuple(stands.reasons),
            comment=stands.comment,
            at=stands.at,
            found=stands.at != at,
        )

    return write(sessions, work)


def prefer(
    sessions: Sessions,
    person: Person,
    name: str,
    revision: int,
    scenario: str,
    best: Iterable[str],
    expected_version: int = 0,
) -> PreferenceReceipt:
    """Store which candidates' slates a reviewer would rather show; see Preference."""
    _refuse_unless_reviewer(person, "prefer a slate")
    at = datetime.now(UTC)
    preferred = sorted(set(best))

    def work(session: Session) -> PreferenceReceipt:
        release = locked(session, name, shared=True)
        opened = revision_seen(session, release, revision)
        for each in preferred or [opened.candidates[0]["id"]]:
            slate_at(session, opened, scenario, each)
        stored = session.scalars(_preferences(opened, scenario, person)).all()
        found = said_before(stored, preferred, expected_version)
        if found is None:
            release.refuse_unless_in_review()
            preference = Preference(
                revision_id=opened.id,
                scenario_id=scenario,
                person_id=person.id,
                version=len(stored) + 1,
                person_name=person.name,
                best=preferred,
                at=at,
            )
            session.add(preference)
        stands = found or preference
        return PreferenceReceipt(
            release=name,
            revision=revision,
            scenario=scenario,
            version=stands.version,
            best=tuple(stands.best),
            at=stands.at,
            found=stands.at != at,
        )

    return write(sessions, work)


def _refuse_unless_reviewer(person: Person, deed: str) -> None:
    if not person.reviewer:
        raise NotAllowed(f"Only a reviewer can {deed}.")


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


def _judgements(frozen: FrozenScenario, product: str, person: Person) -> Select[tuple[Judgement]]:
    return (
        select(Judgement)
        .where(
            Judgement.situation == frozen.situation,
            Judgement.product_id == product,
            Judgement.person_id == person.id,
        )
        .order_by(Judgement.version)
    )


def _preferences(revision: Revision, scenario: str, person: Person) -> Select[tuple[Preference]]:
    return (
        select(Preference)
        .where(
            Preference.revision_id == revision.id,
            Preference.scenario_id == scenario,
            Preference.person_id == person.id,
        )
        .order_by(Preference.version)
    )
