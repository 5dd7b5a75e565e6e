"""The tables of what a revision froze: scenarios, products and every candidate's slates."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.releases.base import Base

SCENARIO = (
    ["revision_id", "scenario_id"],
    ["frozen_scenarios.revision_id", "frozen_scenarios.scenario_id"],
)
"""Of the tables of what is said: the scenario it is said of."""


class FrozenScenario(Base):
    """One scenario as it was when the revision was opened.

    `position` counts from 1; `situation` is the digest of what may change a good answer;
    `assigned`: the people it is for, none for all reviewers, of whom it needs `reviewers`,
    or, with 0, asks all and needs one.
    """

    __tablename__ = "frozen_scenarios"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, init=False
    )
    scenario_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    situation: Mapped[str]
    assigned: Mapped[list[str]] = mapped_column(default_factory=list)
    reviewers: Mapped[int] = mapped_column(default=0)
    record: Mapped[dict[str, Any]] = mapped_column(deferred=True, repr=False)

    @property
    def needed(self) -> int:
        """How many verdicts each of its slates needs."""
        return max(1, self.reviewers)


class FrozenProduct(Base):
    """One product as it was shown: title, price, picture's digest and the rest."""

    __tablename__ = "frozen_products"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, init=False
    )
    product_id: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[dict[str, Any]] = mapped_column(repr=False)


class Evidence(Base):
    """What one candidate answered to one scenario, and what the machine found; frozen.

    `content` is the digest of what a reviewer sees of it, whoever answered it and whenever.
    """

    __tablename__ = "evidence"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, init=False
    )
    scenario_id: Mapped[str] = mapped_column(primary_key=True)
    candidate_id: Mapped[str] = mapped_column(primary_key=True)
    trouble: Mapped[str | None]
    unmet: Mapped[int]
    content: Mapped[str] = mapped_column(index=True)
    record: Mapped[dict[str, Any]] = mapped_column(deferred=True, repr=False)
