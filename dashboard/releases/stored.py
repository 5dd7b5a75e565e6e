"""What stands in the record, as plain values that outlive the transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.releases.choices import Answer, Decision, Opinion


@dataclass(frozen=True)
class Origin:
    """The release in which an answer was given first, and the day."""

    title: str
    on: date


@dataclass(frozen=True)
class StoredVerdict:
    """A verdict in force: its highest version; `origin` is told to the reviewer alone."""

    scenario: str
    candidate: str
    person: str
    person_name: str
    version: int
    value: Answer
    comment: str
    at: datetime
    carried: bool
    origin: Origin | None = None


@dataclass(frozen=True)
class StoredJudgement:
    """A judgement in force: its highest version; `origin` where it was given elsewhere."""

    situation: str
    product: str
    person: str
    person_name: str
    version: int
    value: Opinion
    reasons: tuple[str, ...]
    comment: str
    at: datetime
    origin: Origin | None = None


@dataclass(frozen=True)
class StoredPreference:
    """A preference in force: its highest version; `best` are candidates; `origin` as above."""

    scenario: str
    person: str
    person_name: str
    version: int
    best: tuple[str, ...]
    at: datetime
    carried: bool
    origin: Origin | None = None


@dataclass(frozen=True)
class StoredSettlement:
    """How one case was settled, at the latest; `value` is an Answer's or an Opinion's."""

    version: int
    value: str
    reason: str
    person: str
    person_name: str
    at: datetime


@dataclass(frozen=True)
class StoredSignOff:
    """One approver's decision as it stands in the record."""

    revision: int
    person: str
    person_name: str
    role: str
    decision: Decision
    candidates: tuple[str, ...]
    reason: str
    fingerprint: str
    review: str
    at: datetime
