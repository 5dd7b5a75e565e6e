"""The tables of the record and the rules that hold in them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, MetaData, UniqueConstraint
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    mapped_column,
    relationship,
)

from dashboard.releases import wording
from dashboard.releases.choices import Answer, Decision, State
from dashboard.releases.columns import COLUMNS
from dashboard.releases.confirmation import confirmation, confirmed
from dashboard.releases.facts import (
    AlreadyAnswered,
    AlreadyDecided,
    AlreadySigned,
    NotAllowed,
    NotInReview,
    NotReady,
    ReasonNeeded,
    StaleFingerprint,
    StaleReview,
    Unusable,
    WrongConfirmation,
)
from dashboard.releases.fingerprint import changed_parts, review_digest
from dashboard.releases.person import Person
from dashboard.releases.sheets import StoredSignOff, StoredVerdict
from dashboard.releases.signature import Signature

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "uq": "uq_%(table_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = COLUMNS


class FrozenScenario(Base):
    """One scenario as it was when the revision was opened; `position` counts from 1."""

    __tablename__ = "frozen_scenarios"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, init=False
    )
    scenario_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    record: Mapped[dict[str, Any]] = mapped_column(deferred=True, repr=False)


class FrozenProduct(Base):
    """One product as it was shown: title, price, picture's digest and the rest."""

    __tablename__ = "frozen_products"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, init=False
    )
    product_id: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[dict[str, Any]] = mapped_column(repr=False)


class Evidence(Base):
    """What one candidate answered to one scenario, and what the machine found; frozen."""

    __tablename__ = "evidence"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revisions.id"), primary_key=True, init=False
    )
    scenario_id: Mapped[str] = mapped_column(primary_key=True)
    candidate_id: Mapped[str] = mapped_column(primary_key=True)
    trouble: Mapped[str | None]
    unmet: Mapped[int]
    record: Mapped[dict[str, Any]] = mapped_column(deferred=True, repr=False)


class Verdict(Base):
    """One reviewer on one candidate's whole slate; never changed, the highest version counts."""

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

    __table_args__ = (
        ForeignKeyConstraint(
            ["revision_id", "scenario_id", "candidate_id"],
            ["evidence.revision_id", "evidence.scenario_id", "evidence.candidate_id"],
        ),
        UniqueConstraint("revision_id", "scenario_id", "candidate_id", "person_id", "version"),
    )

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
        )


class SignOff(Base):
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


class Revision(Base):
    """What a release puts forward, frozen as it was seen, with what people said of it."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), init=False)
    number: Mapped[int] = mapped_column(init=False, default=1)
    fingerprint: Mapped[str]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    incumbent: Mapped[str | None]
    settings: Mapped[dict[str, Any]] = mapped_column(repr=False)
    plan: Mapped[dict[str, Any] | None] = mapped_column(deferred=True, repr=False)
    shop: Mapped[dict[str, Any]] = mapped_column(deferred=True, repr=False)
    candidates: Mapped[list[dict[str, Any]]] = mapped_column(deferred=True, repr=False)
    parts: Mapped[dict[str, Any]] = mapped_column(deferred=True, repr=False)

    scenarios: Mapped[list[FrozenScenario]] = relationship(
        default_factory=list, order_by=FrozenScenario.position, repr=False
    )
    products: Mapped[list[FrozenProduct]] = relationship(default_factory=list, repr=False)
    evidence: Mapped[list[Evidence]] = relationship(default_factory=list, repr=False)
    verdicts: Mapped[list[Verdict]] = relationship(
        default_factory=list,
        repr=False,
        order_by=Verdict.id,
        primaryjoin="Revision.id == foreign(Verdict.revision_id)",
        viewonly=True,
    )
    sign_offs: Mapped[list[SignOff]] = relationship(
        default_factory=list, order_by=SignOff.id, repr=False
    )

    __table_args__ = (UniqueConstraint("release_id", "number"),)

    @property
    def candidate_titles(self) -> dict[str, str]:
        return {each["id"]: each["title"] for each in self.candidates}

    @property
    def quorum(self) -> int:
        """How many different persons must sign GO."""
        return max(1, int(self.settings.get("quorum", 1)))

    @property
    def verdicts_in_force(self) -> list[Verdict]:
        return in_force(self.verdicts)

    @property
    def verdicts_given(self) -> list[Verdict]:
        """Those in force that say something of the slate."""
        return [each for each in self.verdicts_in_force if each.value is not Answer.NONE]

    @property
    def review(self) -> str:
        """The digest of what people said and still say."""
        return review_digest(verdict.as_record() for verdict in self.verdicts_in_force)

    @property
    def go_signatures(self) -> dict[tuple[str, ...], int]:
        """For each set of candidates, how many different persons signed GO on this fingerprint."""
        signers: dict[tuple[str, ...], set[str]] = {}
        for each in self.sign_offs:
            if each.decision is Decision.GO and each.fingerprint == self.fingerprint:
                signers.setdefault(tuple(sorted(each.candidates)), set()).add(each.person_id)
        return {named: len(persons) for named, persons in signers.items()}

    @property
    def signed_go(self) -> tuple[str, ...]:
        """The candidates that enough different persons named together; empty where none."""
        full = (named for named, count in self.go_signatures.items() if count >= self.quorum)
        return next(full, ())

    @property
    def decision(self) -> Decision | None:
        """What the signatures say, counted anew each time; one NO-GO outweighs every GO."""
        if any(each.decision is Decision.NO_GO for each in self.sign_offs):
            return Decision.NO_GO
        return Decision.GO if self.signed_go else None

    def missing(self, candidates: Iterable[str]) -> tuple[str, ...]:
        """A sentence for each slate of these candidates that no reviewer gave a verdict on."""
        given = {(each.scenario_id, each.candidate_id) for each in self.verdicts_given}
        titles = self.candidate_titles
        return tuple(
            wording.no_verdict(scenario.title, titles[candidate])
            for candidate in candidates
            for scenario in self.scenarios
            if (scenario.scenario_id, candidate) not in given
        )

    def warnings(self, candidates: Iterable[str]) -> tuple[str, ...]:
        """What a GO for these candidates overrides, and so needs a reason for."""
        titles = self.candidate_titles
        sentences = []
        for candidate in candidates:
            against = sum(
                each.candidate_id == candidate and each.value is Answer.DO_NOT_SHOW
                for each in self.verdicts_in_force
            )
            unmet = sum(each.unmet for each in self.evidence if each.candidate_id == candidate)
            sentences += wording.overridden(titles[candidate], against, unmet)
        return tuple(sentences)


class Release(Base):
    """Candidates proposed for production, on the way to a decision."""

    __tablename__ = "releases"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    due_on: Mapped[date | None]
    state: Mapped[State] = mapped_column(init=False, default=State.IN_REVIEW)
    revision: Mapped[int] = mapped_column(init=False, default=1)
    closed_by: Mapped[str | None] = mapped_column(init=False, default=None)
    closed_at: Mapped[datetime | None] = mapped_column(init=False, default=None)

    revisions: Mapped[list[Revision]] = relationship(order_by=Revision.number, repr=False)

    @property
    def current(self) -> Revision:
        return next(each for each in self.revisions if each.number == self.revision)

    @property
    def shown_title(self) -> str:
        return self.title or self.name

    def missing(self, candidates: Iterable[str]) -> tuple[str, ...]:
        return self.current.missing(candidates)

    def revise(self, person: Person, revision: Revision) -> None:
        """Take it back to review with what is frozen now; every signature is left behind."""
        self._refuse_unless_proposer(person, "revise")
        if self.state is State.CANCELLED:
            raise AlreadyDecided(f"“{self.shown_title}” is cancelled; open a new release.")
        self.revision += 1
        revision.number = self.revision
        self.revisions.append(revision)
        self.state, self.closed_by, self.closed_at = State.IN_REVIEW, None, None

    def cancel(self, person: Person) -> None:
        self._refuse_unless_proposer(person, "cancel")
        if self.state in (State.GO, State.NO_GO):
            raise AlreadyDecided(f"“{self.shown_title}” is already {self.state}; it stays so.")
        self.state = State.CANCELLED

    def close(self, person: Person, at: datetime) -> None:
        """End the review; closing a closed review changes nothing."""
        self._refuse_unless_approver(person, "close the review")
        if self.state is State.CLOSED:
            return
        self.refuse_unless_in_review()
        self.state, self.closed_by, self.closed_at = State.CLOSED, person.id, at

    def refuse_unless_in_review(self) -> None:
        if self.state is not State.IN_REVIEW:
            raise NotInReview(wording.not_in_review(self.shown_title, self.state))

    def sign(self, person: Person, signature: Signature, at: datetime) -> SignOff:
        """Add a sign-off, or find the one that this very call left when its reply was lost."""
        self._refuse_unless_approver(person, "sign")
        role = signing_role(person, signature.role)
        revision = self.current
        stored = next((each for each in revision.sign_offs if each.person_id == person.id), None)
        if stored and stored.at == at:
            return stored
        if stored:
            raise AlreadySigned(wording.already_signed(stored.decision, stored.at))
        self._refuse_stale(signature)
        self._refuse_unready(signature)
        sign_off = SignOff(
            person_id=person.id,
            person_name=person.name,
            role=role,
            decision=signature.decision,
            candidates=list(signature.candidates),
            reason=signature.reason,
            fingerprint=revision.fingerprint,
            review=signature.review,
            at=at,
        )
        revision.sign_offs.append(sign_off)
        if revision.decision:
            self.state = State(revision.decision)
        return sign_off

    def changes_since(self, fingerprint: str) -> tuple[str, ...]:
        """The parts that differ between an earlier revision and this one."""
        seen = next((each for each in self.revisions if each.fingerprint == fingerprint), None)
        return changed_parts(seen.parts, self.current.parts) if seen else ()

    def _refuse_stale(self, signature: Signature) -> None:
        revision = self.current
        if signature.fingerprint != revision.fingerprint:
            changed = self.changes_since(signature.fingerprint)
            raise StaleFingerprint(wording.stale_fingerprint(self.shown_title, changed), changed)
        if signature.review != revision.review:
            raise StaleReview(wording.stale_review(self.shown_title))

    def _refuse_unready(self, signature: Signature) -> None:
        if self.state in (State.IN_REVIEW, State.CANCELLED):
            raise NotReady(wording.cannot_sign(self.shown_title, self.state))
        if self.state is State.NO_GO:
            raise AlreadyDecided(wording.no_go_holds(self.shown_title))
        asked = confirmation(signature.decision, self.name, self.current.fingerprint)
        if not confirmed(signature.confirmation, asked):
            raise WrongConfirmation(f"To sign, type exactly: {asked}")
        if signature.decision is Decision.GO:
            self._refuse_unready_go(signature)
        elif not signature.reason:
            raise ReasonNeeded("A NO-GO needs a reason: say what must change.")

    def _refuse_unready_go(self, signature: Signature) -> None:
        revision, named = self.current, signature.candidates
        unknown = [each for each in named if each not in revision.candidate_titles]
        if unknown or not named:
            raise NotReady(wording.name_candidates(unknown, revision.candidate_titles))
        if revision.signed_go not in ((), named):
            raise AlreadyDecided(wording.go_holds(self.shown_title, revision.signed_go))
        missing = self.missing(named)
        if missing:
            raise NotReady(wording.not_ready(missing), missing)
        warnings = revision.warnings(named)
        if warnings and not signature.reason:
            raise ReasonNeeded(f"This GO needs a reason: {' '.join(warnings)}", warnings)

    def _refuse_unless_proposer(self, person: Person, deed: str) -> None:
        if not person.proposer or person.id != self.opened_by:
            raise NotAllowed(f"Only who opened “{self.shown_title}” can {deed} it.")

    def _refuse_unless_approver(self, person: Person, deed: str) -> None:
        if not person.approver:
            raise NotAllowed(f"Only an approver can {deed}.")
        if person.id == self.opened_by:
            raise NotAllowed(f"Whoever opened “{self.shown_title}” cannot {deed}.")


class SignIn(Base):
    """One sign-in of one person; the token itself is never stored."""

    __tablename__ = "sign_ins"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(init=False, default=None)


def release_name(name: str) -> str:
    """The name itself, where it may name a release."""
    if not NAME.fullmatch(name):
        raise Unusable(
            f"{name!r} cannot name a release: use small letters, digits and hyphens, "
            "at most 64, and begin with a letter or digit."
        )
    return name


def signing_role(person: Person, role: str | None) -> str:
    """The role a person signs in: the one asked for, or the first they hold."""
    if role is None:
        return person.approver_roles[0]
    if role not in person.approver_roles:
        raise NotAllowed(f"{person.name} does not hold the role {role}.")
    return role


def in_force(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Of each person on each slate, the highest version."""
    latest: dict[tuple[str, str, str], Verdict] = {}
    for each in verdicts:
        key = (each.scenario_id, each.candidate_id, each.person_id)
        if key not in latest or latest[key].version < each.version:
            latest[key] = each
    return list(latest.values())


def same_answer(
    stored: Sequence[Verdict], value: Answer, comment: str, expected_version: int
) -> Verdict | None:
    """The stored verdict that this answer repeats, or None where it is a new one.

    `stored` are the person's verdicts on one slate in order of version. Raises
    AlreadyAnswered where another answer was stored since `expected_version`.
    """
    latest = stored[-1] if stored else None
    for each in (*stored[expected_version : expected_version + 1], latest):
        if each and (each.value, each.comment) == (value, comment):
            return each
    if latest and latest.version != expected_version:
        raise AlreadyAnswered(wording.already_answered(latest.value, latest.at), latest.as_stored())
    if expected_version and not latest:
        raise StaleReview("Your earlier verdict is not in the record; load the page again.")
    return None
