"""Releases, their revisions and sign-offs, and the rules that hold in them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ForeignKey, Select, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column, object_session, relationship

from dashboard.releases import wording
from dashboard.releases.answers import Answers
from dashboard.releases.base import Base
from dashboard.releases.choices import Decision, State
from dashboard.releases.confirmation import confirmation, confirmed, is_seen
from dashboard.releases.entry import Entered
from dashboard.releases.facts import (
    AlreadyDecided,
    AlreadySigned,
    NotAllowed,
    NotAsFrozen,
    NotInReview,
    NotReady,
    ReasonNeeded,
    StaleFingerprint,
    StaleReview,
    Unusable,
    WrongConfirmation,
)
from dashboard.releases.fingerprint import changed_parts, unnamed
from dashboard.releases.frozen import Evidence, FrozenProduct, FrozenScenario
from dashboard.releases.person import Person
from dashboard.releases.said import Judgement, Verdict, judgements_in_force, verdicts_in_force
from dashboard.releases.settlement import Settlement, settlements_in_force
from dashboard.releases.signature import Signature
from dashboard.releases.signed import Closing, SignOff

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
Counted = TypeVar("Counted", Judgement, Settlement)


class Revision(Entered, Base):
    """What a release puts forward, frozen as it was seen, with what people said of it.

    `blinding` is the seed of the columns' order, see blinding.py.
    """

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), init=False)
    number: Mapped[int] = mapped_column(init=False, default=1)
    fingerprint: Mapped[str]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    incumbent: Mapped[str | None]
    blinding: Mapped[str] = mapped_column(repr=False)
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
    judgements: Mapped[list[Judgement]] = relationship(
        default_factory=list,
        repr=False,
        order_by=Judgement.id,
        secondary="frozen_scenarios",
        primaryjoin="Revision.id == FrozenScenario.revision_id",
        secondaryjoin="foreign(Judgement.situation) == FrozenScenario.situation",
        viewonly=True,
    )
    settlements: Mapped[list[Settlement]] = relationship(
        default_factory=list,
        repr=False,
        order_by=Settlement.id,
        secondary="frozen_scenarios",
        primaryjoin="Revision.id == FrozenScenario.revision_id",
        secondaryjoin="foreign(Settlement.situation) == FrozenScenario.situation",
        viewonly=True,
    )
    sign_offs: Mapped[list[SignOff]] = relationship(
        default_factory=list, order_by=SignOff.id, repr=False
    )
    closing: Mapped[Closing | None] = relationship(default=None, repr=False)

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
        return verdicts_in_force(self.verdicts)

    @property
    def judgements_in_force(self) -> list[Judgement]:
        """Those on this revision's situations, as they stood when its review was closed."""
        return judgements_in_force(self._counting(self.judgements))

    @property
    def settlements_in_force(self) -> list[Settlement]:
        """How cases of this revision are settled, not taken back."""
        return settlements_in_force(self.binding)

    @property
    def binding(self) -> list[Settlement]:
        """The settlements that hold here, those of one case in order, the one that counts last.

        Of slates its own; of products also earlier ones, as far as they count here.
        """
        own = [each for each in self.settlements if each.revision_id == self.id]
        earlier = [
            each for each in self.settlements if each.product_id and each.revision_id < self.id
        ]
        return sorted([*own, *self._counting(earlier)], key=Settlement.standing)

    @property
    def latest_settled(self) -> tuple[str, str] | None:
        """Who settled something last, and the title of its scenario: after the closing that is
        what can still change the review."""
        last = max(self.binding, key=lambda each: each.id, default=None)
        if last is None or self.closing is None:
            return None
        titles = (each.title for each in self.scenarios if each.situation == last.situation)
        return last.person_name, next(titles, last.scenario_id)

    @property
    def told(self) -> Select[tuple[int]]:
        """The ids of the revisions whose judgements and settlements may be told and count here.

        Those of its own release; of other releases, those whose review is closed, and was
        already when this one's was closed. What is said in an open review stays there.
        """
        closed = closed_reviews(self.closing.entry if self.closing else None)
        own = Revision.release_id == self.release_id
        return select(Revision.id).where(or_(own, Revision.id.in_(closed)))

    def _counting(self, said: Sequence[Counted]) -> list[Counted]:
        """Those that may be told here and were entered before the review was closed."""
        if not said:
            return []
        told = frozenset(object_session(self).scalars(self.told))
        end = self.closing and self.closing.entry
        return [
            each for each in said if each.revision_id in told and (end is None or each.entry <= end)
        ]

    @property
    def answers(self) -> Answers:
        return Answers(self.verdicts_in_force, self.judgements_in_force, self.settlements_in_force)

    @property
    def review(self) -> str:
        """The digest of what people said and still say."""
        return self.answers.review

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

    def missing(self, candidates: Iterable[str], answers: Answers | None = None) -> tuple[str, ...]:
        """A sentence for each slate of these candidates that lacks verdicts."""
        given = (answers or self.answers).count
        titles = self.candidate_titles
        return tuple(
            wording.no_verdict(
                scenario.title,
                titles[candidate],
                given[scenario.scenario_id, candidate],
                scenario.needed,
            )
            for candidate in candidates
            for scenario in self.scenarios
            if given[scenario.scenario_id, candidate] < scenario.needed
        )

    def warnings(
        self, candidates: Iterable[str], answers: Answers | None = None
    ) -> tuple[str, ...]:
        """What a GO for these candidates overrides, and so needs a reason for."""
        titles, refused = self.candidate_titles, (answers or self.answers).refused
        sentences = []
        for candidate in candidates:
            unmet = sum(each.unmet for each in self.evidence if each.candidate_id == candidate)
            sentences += wording.overridden(titles[candidate], refused[candidate], unmet)
        return tuple(sentences)


def closed_reviews(until: int | None = None) -> Select[tuple[int]]:
    """The ids of revisions in whose release a review was closed, theirs or a later revision's.

    `until`: only closings up to this entry. One statement's ids, to be selected among.
    """
    then, last = aliased(Revision), aliased(Revision)
    later = (last.release_id == then.release_id) & (last.number >= then.number)
    found = select(then.id).join(last, later).join(Closing, Closing.revision_id == last.id)
    return found if until is None else found.where(Closing.entry <= until)


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
        return wording.release_title(self.title, self.name)

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

    def close(self, person: Person, at: datetime) -> Closing | None:
        """End the review and the blindness with it; a closed one stays as it is, and is None."""
        self._refuse_unless_approver(person, "close the review")
        if self.state is State.CLOSED:
            return None
        self.refuse_unless_in_review()
        self.state, self.closed_by, self.closed_at = State.CLOSED, person.id, at
        closing = Closing(person_id=person.id, person_name=person.name, at=at)
        self.current.closing = closing
        return closing

    def refuse_unless_in_review(self) -> None:
        if self.state is not State.IN_REVIEW:
            raise NotInReview(wording.not_in_review(self.shown_title, self.state))

    def sign(
        self,
        person: Person,
        signature: Signature,
        at: datetime,
        *,
        blind: bool = False,
        moved: Sequence[str] = (),
    ) -> SignOff:
        """Add a sign-off.

        `moved`: a sentence for each part of what stands now that is not as it was frozen, for
        which the gate would refuse a GO. Whoever is `blind` reads of no model by name what
        changed.
        """
        self._refuse_unless_approver(person, "sign")
        role = signing_role(person, signature.role)
        revision = self.current
        stored = next((each for each in revision.sign_offs if each.person_id == person.id), None)
        if stored:
            raise AlreadySigned(wording.already_signed(stored.decision, stored.at))
        self._refuse_stale(signature, blind)
        self._refuse_unready(signature)
        if moved and signature.decision is Decision.GO:
            raise NotAsFrozen(wording.not_as_frozen(self.shown_title, () if blind else moved))
        sign_off = SignOff(
            person_id=person.id,
            person_name=person.name,
            role=role,
            decision=signature.decision,
            candidates=list(signature.candidates),
            reason=signature.reason,
            fingerprint=revision.fingerprint,
            review=revision.review,
            at=at,
        )
        revision.sign_offs.append(sign_off)
        if revision.decision:
            self.state = State(revision.decision)
        return sign_off

    def changes_since(self, fingerprint: str) -> tuple[str, ...]:
        """The parts that differ between an earlier revision and this one."""
        revisions = (each for each in self.revisions if is_seen(fingerprint, each.fingerprint))
        seen = next(revisions, None)
        return changed_parts(seen.parts, self.current.parts) if seen else ()

    def _refuse_stale(self, signature: Signature, blind: bool) -> None:
        revision = self.current
        if not is_seen(signature.fingerprint, revision.fingerprint):
            changed = self.changes_since(signature.fingerprint)
            if blind:
                changed = unnamed(changed)
            raise StaleFingerprint(wording.stale_fingerprint(self.shown_title, changed), changed)
        if not is_seen(signature.review, revision.review):
            raise StaleReview(wording.stale_review(self.shown_title, revision.latest_settled))

    def _refuse_unready(self, signature: Signature) -> None:
        if self.state in (State.IN_REVIEW, State.CANCELLED):
            raise NotReady(wording.cannot_sign(self.shown_title, self.state))
        if self.state is State.NO_GO:
            raise AlreadyDecided(wording.no_go_holds(self.shown_title))
        seen = self.current.fingerprint, self.current.review
        asked = confirmation(signature.decision, self.name, *seen)
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
