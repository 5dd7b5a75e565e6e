"""What one scenario of a revision asks, kept in memory: what is frozen never changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.blinding import columns
from dashboard.releases.facts import UnknownSlate, Unusable
from dashboard.releases.frozen import Evidence
from dashboard.releases.kept import Kept
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.places import revision_seen, scenario_at
from dashboard.releases.record import locked


@dataclass(frozen=True)
class Column:
    """A slate named by where it stands for the person who answers."""

    letter: str


@dataclass(frozen=True)
class Asked:
    """One scenario of one revision; `slates` are the products shown, by candidate."""

    revision_id: int
    blinding: str
    scenario: str
    title: str
    position: int
    situation: str
    slates: Mapping[str, frozenset[str]]

    def candidate(self, slate: str | Column, person: Person) -> str:
        """Whose slate it is; UnknownSlate where there is none."""
        if isinstance(slate, Column):
            return self._standing(slate.letter, person)
        if slate not in self.slates:
            raise UnknownSlate(
                f"There is no selection of {slate} for {self.scenario} in this release."
            )
        return slate

    def _standing(self, letter: str, person: Person) -> str:
        standing = columns(self.blinding, person.id, self.position, sorted(self.slates))
        if letter not in standing:
            raise UnknownSlate(f"“{self.title}” has no column {letter}; load the page again.")
        return standing[letter]

    def shown(self, product: str) -> str:
        """The product; Unusable where no candidate shows it."""
        if not any(product in slate for slate in self.slates.values()):
            raise Unusable(f"No model shows product {product} to “{self.title}”; look again.")
        return product


_kept: Kept[Asked] = Kept(4096)


def asked_now(
    session: Session, name: str, number: int, scenario: str, *, shared: bool = True
) -> tuple[Release, Asked]:
    """The release, locked, and what the page showed of it; `shared` as for `locked`.

    Raises UnknownRelease, UnknownSlate, StaleFingerprint where it was revised since.
    """
    found = session.execute(
        select(Release, Revision.id, Revision.blinding)
        .join(Revision, Revision.release_id == Release.id)
        .where(Release.name == name, Revision.number == number)
        .with_for_update(read=shared, of=Release)
    ).one_or_none()
    release = found[0] if found else locked(session, name, shared=shared)
    if not found or release.revision != number:
        revision_seen(session, release, number)
    asked = _kept.of(
        (*found[1:], scenario),
        lambda: _read(session, revision_seen(session, release, number), scenario),
    )
    return release, asked


def _read(session: Session, revision: Revision, scenario: str) -> Asked:
    frozen = scenario_at(session, revision, scenario)
    slates = session.execute(
        select(Evidence.candidate_id, Evidence.record).where(
            Evidence.revision_id == revision.id, Evidence.scenario_id == scenario
        )
    )
    return Asked(
        revision_id=revision.id,
        blinding=revision.blinding,
        scenario=scenario,
        title=frozen.title,
        position=frozen.position,
        situation=frozen.situation,
        slates={
            candidate: frozenset(row["product_id"] for row in record["slate"])
            for candidate, record in slates
        },
    )
