"""What a person is told was stored, read back after the transaction."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.releases.choices import Answer, Decision, Deed, Opinion, State


@dataclass(frozen=True)
class ReleaseReceipt:
    """A release as it stands after it was opened, revised, closed or cancelled."""

    release: str
    revision: int
    state: State
    fingerprint: str


@dataclass(frozen=True)
class VerdictReceipt:
    """The verdict in the record; `found` where the same answer was stored before."""

    release: str
    revision: int
    scenario: str
    candidate: str
    version: int
    value: Answer
    comment: str
    at: datetime
    found: bool


@dataclass(frozen=True)
class JudgementReceipt:
    """The judgement in the record; `found` as for a verdict."""

    release: str
    revision: int
    scenario: str
    product: str
    version: int
    value: Opinion
    reasons: tuple[str, ...]
    comment: str
    at: datetime
    found: bool


@dataclass(frozen=True)
class PreferenceReceipt:
    """The preference in the record, `best` as candidates; `found` as for a verdict."""

    release: str
    revision: int
    scenario: str
    version: int
    best: tuple[str, ...]
    at: datetime
    found: bool


@dataclass(frozen=True)
class RemarkReceipt:
    """The remark in the record, `thread` its own id where it begins one; `found` as above."""

    release: str
    scenario: str
    id: int
    thread: int
    deed: Deed
    text: str
    at: datetime
    found: bool


@dataclass(frozen=True)
class SettlementReceipt:
    """The settlement in the record, by whom it is known; `found` as for a verdict."""

    release: str
    scenario: str
    version: int
    value: str
    reason: str
    who: str
    at: datetime
    found: bool


@dataclass(frozen=True)
class SignOffReceipt:
    """The sign-off in the record, and the state the release has reached by it."""

    release: str
    revision: int
    state: State
    decision: Decision
    candidates: tuple[str, ...]
    role: str
    reason: str
    fingerprint: str
    review: str
    at: datetime
