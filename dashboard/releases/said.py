"""The tables of what people say of what they saw; rows are added, never changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.releases import wording
from dashboard.releases.base import Base
from dashboard.releases.choices import Answer, Deed, Opinion
from dashboard.releases.entry import Entered
from dashboard.releases.facts import AlreadyAnswered, StaleReview
from dashboard.releases.frozen import SCENARIO
from dashboard.releases.settlement import Settlement
from dashboard.releases.stored import (
    StoredJudgement,
    StoredPreference,
    StoredVerdict,
)


class Verdict(Entered, Base):
    """One reviewer on one candidate's whole slate; the highest version counts.

    `carried_from`: the verdict on the same content that was given earlier.
    """

    __tablename__ = "verdicts"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    revision_id: Mapped[int]
    scenario_id: Mapped[str]
    candidate_id: Mapped[str]
    person_id: Mapped[str]
    version: Mapped[int]
    person_name: Mapped[str]
    value: Mapped[Answer]
    comment: Mapped[str]
    at: Mapped[datetime]
    carried_from: Mapped[int | None] = mapped_column(ForeignKey("verdicts.id"), default=None)

    __table_args__ = (
        ForeignKeyConstraint(
            ["revision_id", "scenario_id", "candidate_id"],
            ["evidence.revision_id", "evidence.scenario_id", "evidence.candidate_id"],
        ),
        UniqueConstraint("revision_id", "scenario_id", "candidate_id", "person_id", "version"),
    )

    @property
    def said(self) -> tuple[Answer, str]:
        return self.value, self.comment

    @property
    def told(self) -> str:
        return wording.already_answered(str(self.value), self.at)

    def as_record(self) -> dict[str, Any]:
        """What `review` digests."""
        return {
            "scenario": self.scenario_id,
            "candidate": self.candidate_id,
            "person": self.person_id,
            "version": self.version,
            "value": str(self.value),
            "comment": self.comment,
        }

    def as_stored(self) -> StoredVerdict:
        """The verdict as a plain value that outlives the transaction."""
        return StoredVerdict(
            scenario=self.scenario_id,
            candidate=self.candidate_id,
            person=self.person_id,
            person_name=self.person_name,
            version=self.version,
            value=self.value,
            comment=self.comment,
            at=self.at,
            carried=self.carried_from is not None,
        )


class Judgement(Entered, Base):
    """One reviewer on one product in one situation; the highest version counts.

    It serves every candidate and every release with the same situation; `revision_id` and
    `scenario_id` tell where it was given. `reasons`: ids of the reasons that the settings list.
    """

    __tablename__ = "judgements"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    situation: Mapped[str]
    product_id: Mapped[str]
    person_id: Mapped[str]
    version: Mapped[int]
    person_name: Mapped[str]
    value: Mapped[Opinion]
    reasons: Mapped[list[str]]
    comment: Mapped[str]
    revision_id: Mapped[int]
    scenario_id: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(*SCENARIO),
        UniqueConstraint("situation", "product_id", "person_id", "version"),
    )

    @property
    def said(self) -> tuple[Opinion, list[str], str]:
        return self.value, self.reasons, self.comment

    @property
    def told(self) -> str:
        return wording.already_answered(str(self.value), self.at)

    def as_record(self) -> dict[str, Any]:
        """What `review` digests."""
        return {
            "situation": self.situation,
            "product": self.product_id,
            "person": self.person_id,
            "version": self.version,
            "value": str(self.value),
            "reasons": self.reasons,
            "comment": self.comment,
        }

    def as_stored(self) -> StoredJudgement:
        """The judgement as a plain value that outlives the transaction."""
        return StoredJudgement(
            situation=self.situation,
            product=self.product_id,
            person=self.person_id,
            person_name=self.person_name,
            version=self.version,
            value=self.value,
            reasons=tuple(self.reasons),
            comment=self.comment,
            at=self.at,
        )


class Preference(Entered, Base):
    """Which slates of one scenario one reviewer would rather show; the highest version counts.

    `best`: the candidates preferred to all others, several where they are as good; all of
    them where it makes no difference, none where nothing is said any more.
    """

    __tablename__ = "preferences"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    revision_id: Mapped[int]
    scenario_id: Mapped[str]
    person_id: Mapped[str]
    version: Mapped[int]
    person_name: Mapped[str]
    best: Mapped[list[str]]
    at: Mapped[datetime]
    carried_from: Mapped[int | None] = mapped_column(ForeignKey("preferences.id"), default=None)

    __table_args__ = (
        ForeignKeyConstraint(*SCENARIO),
        UniqueConstraint("revision_id", "scenario_id", "person_id", "version"),
    )

    @property
    def said(self) -> list[str]:
        return self.best

    @property
    def told(self) -> str:
        return wording.already_answered("another preference", self.at)

    def as_stored(self) -> StoredPreference:
        """The preference as a plain value that outlives the transaction."""
        return StoredPreference(
            scenario=self.scenario_id,
            person=self.person_id,
            person_name=self.person_name,
            version=self.version,
            best=tuple(self.best),
            at=self.at,
            carried=self.carried_from is not None,
        )


class Remark(Entered, Base):
    """What somebody said about a scenario, a column of it or a product, or did to a thread.

    `thread` is the remark it answers, resolves or reopens; None where it begins one.
    `key` is the writer's own, so that a remark sent twice is stored once. `mentions` are the ids
    of the people whom it calls by name.
    """

    __tablename__ = "remarks"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str]
    revision_id: Mapped[int]
    scenario_id: Mapped[str]
    candidate_id: Mapped[str | None]
    product_id: Mapped[str | None]
    thread: Mapped[int | None] = mapped_column(ForeignKey("remarks.id"))
    deed: Mapped[Deed]
    person_id: Mapped[str]
    person_name: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]
    mentions: Mapped[list[str]] = mapped_column(default_factory=list)

    __table_args__ = (ForeignKeyConstraint(*SCENARIO), UniqueConstraint("person_id", "key"))


class ReadMark(Base):
    """One person has read a thread up to the remark of this id; the highest counts."""

    __tablename__ = "read_marks"

    person_id: Mapped[str] = mapped_column(primary_key=True)
    thread: Mapped[int] = mapped_column(ForeignKey("remarks.id"), primary_key=True)
    up_to: Mapped[int] = mapped_column(primary_key=True)


Said = TypeVar("Said", Verdict, Judgement, Preference, Settlement)


def verdicts_in_force(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Of each person on each slate, the highest version."""
    return _latest(verdicts, "scenario_id", "candidate_id", "person_id")


def judgements_in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Of each person on each product in each situation, the highest version."""
    return _latest(judgements, "situation", "product_id", "person_id")


def preferences_in_force(preferences: Iterable[Preference]) -> list[Preference]:
    """Of each person on each scenario, the highest version."""
    return _latest(preferences, "scenario_id", "person_id")


def said_before(stored: Sequence[Said], said: object, expected_version: int) -> Said | None:
    """The answer in force, where it says the same; None where this one is new.

    `stored` are the answers to one question, the one in force last; `said` is what the new one
    says. Raises AlreadyAnswered where another was stored since `expected_version`.
    """
    latest = stored[-1] if stored else None
    if latest and latest.said == said:
        return latest
    if latest and latest.version != expected_version:
        raise AlreadyAnswered(latest.told, latest.as_stored())
    if expected_version and not latest:
        raise StaleReview("Your earlier answer is not in the record; load the page again.")
    return None


def _latest(said: Iterable[Said], *key: str) -> list[Said]:
    latest: dict[tuple[str, ...], Said] = {}
    question = attrgetter(*key)
    for each in said:
        before = latest.setdefault(question(each), each)
        if before.version < each.version:
            latest[question(each)] = each
    return list(latest.values())
