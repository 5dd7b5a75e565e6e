"""The tables of what ends a revision: its closing and its sign-offs."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.releases.base import Base
from dashboard.releases.choices import Decision
from dashboard.releases.entry import Entered
from dashboard.releases.stored import StoredSignOff


class SignOff(Entered, Base):
    """One approver's decision on one revision; final."""

    __tablename__ = "sign_offs"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), init=False)
    person_id: Mapped[str]
    person_name: Mapped[str]
    role: Mapped[str]
    decision: Mapped[Decision]
    candidates: Mapped[list[str]]
    reason: Mapped[str]
    fingerprint: Mapped[str]
    review: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("revision_id", "person_id"),)

    def as_stored(self, revision: int) -> StoredSignOff:
        """The sign-off as a plain value; `revision` is the number of the one it belongs to."""
        return StoredSignOff(
            revision=revision,
            person=self.person_id,
            person_name=self.person_name,
            role=self.role,
            decision=self.decision,
            candidates=tuple(self.candidates),
            reason=self.reason,
            fingerprint=self.fingerprint,
            review=self.review,
            at=self.at,
        )


class Closing(Entered, Base):
    """The end of a revision's review: from then on everybody sees whose slate stood where.

    What was entered before it counts, and nothing that was entered later.
    """

    __tablename__ = "closings"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, init=False
    )
    person_id: Mapped[str]
    person_name: Mapped[str]
    at: Mapped[datetime]
