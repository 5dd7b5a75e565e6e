"""What an approver hands in to sign: the decision, and exactly what they saw."""

from dataclasses import dataclass

from dashboard.releases.choices import Decision


@dataclass(frozen=True)
class Signature:
    """`fingerprint` and `review` are those of the page, or the digits of them that were typed;
    `candidates` stay empty for NO-GO."""

    decision: Decision
    candidates: tuple[str, ...]
    reason: str
    confirmation: str
    fingerprint: str
    review: str
    role: str | None = None
