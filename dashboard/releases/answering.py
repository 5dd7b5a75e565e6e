"""What reviewers answer: a verdict on a slate, a judgement of a product, a preference."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from dashboard.releases.asked import Asked, Column, asked_now
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions, write
from dashboard.releases.entry import new_key
from dashboard.releases.facts import NotAllowed, Unusable
from dashboard.releases.person import Person
from dashboard.releases.receipts import JudgementReceipt, PreferenceReceipt, VerdictReceipt
from dashboard.releases.record import storable, stored_once, versions_of
from dashboard.releases.said import Judgement, Preference, Said, Verdict


def give_verdict(
    sessions: Sessions,
    person: Person,
    name: str,
    revision: int,
    scenario: str,
    slate: str | Column,
    value: Answer,
    comment: str = "",
    expected_version: int = 0,
) -> VerdictReceipt:
    """Store a reviewer's verdict on one slate; the same answer sent again is found, not doubled.

    `slate` is a candidate or the column it stands in for this person. `expected_version` is the
    version the page showed, 0 for none. Raises AlreadyAnswered, with the stored verdict, where
    the person answered otherwise since.
    """
    value, comment, at = Answer(value), storable(comment), datetime.now(UTC)

    def verdict(asked: Asked) -> Verdict:
        return Verdict(
            revision_id=asked.revision_id,
            scenario_id=scenario,
            candidate_id=asked.candidate(slate, person),
            value=value,
            comment=comment,
            **_said_by(person, expected_version, at),
        )

    given, found = _answer(sessions, person, name, revision, scenario, verdict)
    return VerdictReceipt(
        **_stands(given, found, name, revision, scenario),
        candidate=given.candidate_id,
        value=given.value,
        comment=given.comment,
    )


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
    known: Collection[str] | None = None,
) -> JudgementReceipt:
    """Store a reviewer's judgement of one product in this scenario's situation.

    It holds wherever the same product is shown in the same situation. The rest as for a
    verdict; `reasons` are ids, of those `known` where they are listed.
    """
    value, comment, at = Opinion(value), storable(comment), datetime.now(UTC)
    typed = _known(reasons, known)

    def judgement(asked: Asked) -> Judgement:
        return Judgement(
            situation=asked.situation,
            product_id=asked.shown(product),
            value=value,
            reasons=typed,
            comment=comment,
            revision_id=asked.revision_id,
            scenario_id=scenario,
            **_said_by(person, expected_version, at),
        )

    given, found = _answer(sessions, person, name, revision, scenario, judgement)
    return JudgementReceipt(
        **_stands(given, found, name, revision, scenario),
        product=product,
        value=given.value,
        reasons=tuple(given.reasons),
        comment=given.comment,
    )


def prefer(
    sessions: Sessions,
    person: Person,
    name: str,
    revision: int,
    scenario: str,
    best: Iterable[str | Column],
    expected_version: int = 0,
) -> PreferenceReceipt:
    """Store which slates a reviewer would rather show; `best` as for a verdict, see Preference."""
    slates, at = tuple(best), datetime.now(UTC)

    def preference(asked: Asked) -> Preference:
        return Preference(
            revision_id=asked.revision_id,
            scenario_id=scenario,
            best=sorted({asked.candidate(each, person) for each in slates}),
            **_said_by(person, expected_version, at),
        )

    given, found = _answer(sessions, person, name, revision, scenario, preference)
    return PreferenceReceipt(
        **_stands(given, found, name, revision, scenario),
        best=tuple(given.best),
    )


def _answer(
    sessions: Sessions,
    person: Person,
    name: str,
    revision: int,
    scenario: str,
    said: Callable[[Asked], Said],
) -> tuple[Said, bool]:
    """The answer that stands: this one, or the same that was found, stored before."""
    if not person.reviewer:
        raise NotAllowed("Only a reviewer can answer; you can look.")
    key = new_key()

    def work(session: Session) -> tuple[Said, bool]:
        release, asked = asked_now(session, name, revision, scenario)
        new = said(asked)
        stored = versions_of(session, new)
        return stored_once(session, new, key, stored, release.refuse_unless_in_review)

    return write(sessions, work)


def _said_by(person: Person, expected_version: int, at: datetime) -> dict[str, Any]:
    return {
        "person_id": person.id,
        "person_name": person.name,
        "version": expected_version + 1,
        "at": at,
    }


def _stands(given: Said, found: bool, name: str, revision: int, scenario: str) -> dict[str, Any]:
    """What every receipt tells."""
    return {
        "release": name,
        "revision": revision,
        "scenario": scenario,
        "version": given.version,
        "at": given.at,
        "found": found,
    }


def _known(reasons: Iterable[str], known: Collection[str] | None) -> list[str]:
    """In order, once each; Unusable where the settings do not list one."""
    typed = sorted(set(reasons))
    for each in typed:
        if known is not None and each not in known:
            raise Unusable(f"The reason {each} is not among this shop's; load the page again.")
    return typed
