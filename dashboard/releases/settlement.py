"""The table of how cases were settled; rows are added, never changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.releases import wording
from dashboard.releases.base import Base
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.entry import Entered
from dashboard.releases.frozen import SCENARIO
from dashboard.releases.stored import StoredSettlement


class Settlement(Entered, Base):
    """How a case that reviewers see differently was settled; the highest version counts.

    Of a slate: `candidate_id`, and an Answer in `value`. Of a product: `product_id`, and an
    Opinion, which holds wherever `situation` is the same. The other of the two is empty.
    An Answer or Opinion of NONE takes an earlier settlement back.
    """

    __tablename__ = "settlements"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    revision_id: Mapped[int]
    scenario_id: Mapped[str]
    situation: Mapped[str]
    candidate_id: Mapped[str]
    product_id: Mapped[str]
    version: Mapped[int]
    value: Mapped[str]
    reason: Mapped[str]
    person_id: Mapped[str]
    person_name: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(*SCENARIO),
        UniqueConstraint("revision_id", "scenario_id", "candidate_id", "product_id", "version"),
    )

    @property
    def about(self) -> tuple[str, str, str]:
        where = self.situation if self.product_id else self.scenario_id
        return where, self.candidate_id, self.product_id

    def standing(self) -> tuple[int, int, int]:
        """A revision's own comes before what an earlier one settled."""
        return self.revision_id, self.version, self.id

    @property
    def said(self) -> tuple[str, str, str]:
        return self.person_id, self.value, self.reason

    @property
    def told(self) -> str:
        return wording.already_settled(self.person_name, self.value)

    @property
    def taken_back(self) -> bool:
        return self.value in (Answer.NONE, Opinion.NONE)

    def as_record(self) -> dict[str, Any]:
        """What `review` digests."""
        return {
            "situation": self.situation,
            "scenario": "" if self.product_id else self.scenario_id,
            "candidate": self.candidate_id,
            "product": self.product_id,
            "person": self.person_id,
            "value": self.value,
            "reason": self.reason,
        }

    def as_stored(self) -> StoredSettlement:
        """The settlement as a plain value that outlives the transaction."""
        return StoredSettlement(
            version=self.version,
            value=self.value,
            reason=self.reason,
            person=self.person_id,
            person_name=self.person_name,
            at=self.at,
        )


def latest_settlements(settlements: Iterable[Settlement]) -> list[Settlement]:
    """Of each slate, and of each product in each situation, the last: `settlements` in order."""
    return list({each.about: each for each in settlements}.values())


def settlements_in_force(settlements: Iterable[Settlement]) -> list[Settlement]:
    """The latest, but those that were taken back."""
    return [each for each in latest_settlements(settlements) if not each.taken_back]
