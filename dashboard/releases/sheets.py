"""What pages show of the record, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from dashboard.releases.asking import Place
from dashboard.releases.choices import State
from dashboard.releases.counts import Count
from dashboard.releases.pace import Pace
from dashboard.releases.stored import (
    StoredJudgement,
    StoredPreference,
    StoredSettlement,
    StoredSignOff,
    StoredVerdict,
)


class Waiting(StrEnum):
    """What a release waits for from the person who looks at it."""

    VERDICTS = "verdicts"
    CLOSE = "close"
    SIGN_OFF = "sign-off"
    REVISION = "revision"


@dataclass(frozen=True)
class Sight:
    """`why`: a sentence, where names are hidden though this very release is not in review."""

    blind: bool
    why: str = ""


@dataclass(frozen=True)
class Progress:
    """Slates: how many there are, have the verdicts they need, and were answered by each person."""

    needed: int
    covered: int
    given: Mapping[str, int]

    def of(self, person_id: str) -> int:
        return self.given.get(person_id, 0)


@dataclass(frozen=True)
class ReleaseLine:
    """One release in the list; `waiting` is None where it waits for nothing from this person.

    `candidates` are their titles, or letters for whoever is blind; `named` the titles that a GO
    names; `carried`: whether answers of this person were carried over from an earlier release.
    """

    name: str
    title: str
    state: State
    revision: int
    opened_by: str
    opened_at: datetime
    due_on: date | None
    sight: Sight
    candidates: tuple[str, ...]
    named: tuple[str, ...]
    progress: Progress
    asked: int
    carried: bool
    waiting: Waiting | None

    @property
    def blind(self) -> bool:
        return self.sight.blind


@dataclass(frozen=True)
class ScenarioLine:
    """One scenario of a release: on how many of its slates this person gave a verdict."""

    id: str
    title: str
    position: int
    mine: int
    count: Count
    unmet: int

    @property
    def slates(self) -> int:
        return self.count.slates

    @property
    def needed(self) -> int:
        return self.count.needed

    @property
    def covered(self) -> int:
        return self.count.covered


@dataclass(frozen=True)
class ReleasePage:
    """One release: what it puts forward, how far the review is, what may be done now."""

    line: ReleaseLine
    fingerprint: str
    review: str
    quorum: int
    incumbent: str | None
    shop: Mapping[str, Any]
    candidates: tuple[Mapping[str, Any], ...]
    scenarios: tuple[ScenarioLine, ...]
    missing: tuple[str, ...]
    confirm: Mapping[str, str]
    sign_offs: tuple[StoredSignOff, ...]


@dataclass(frozen=True)
class ScenarioEvidence:
    """One scenario as every candidate answered it, with what this person said so far.

    `columns`: by letter, the candidate that stands there for this person.
    """

    release: str
    revision: int
    state: State
    blind: bool
    scenario: Mapping[str, Any]
    situation: str
    position: int
    candidates: tuple[Mapping[str, Any], ...]
    columns: Mapping[str, str]
    evidence: Mapping[str, Mapping[str, Any]]
    products: Mapping[str, Mapping[str, Any]]
    mine: Mapping[str, StoredVerdict]


@dataclass(frozen=True)
class ReviewLine:
    """One scenario of a review; `columns` as in ScenarioEvidence."""

    id: str
    title: str
    position: int
    situation: str
    tags: tuple[str, ...]
    owner: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class ReviewSheet:
    """One release as one person reviews it, with all they said; `candidates`: titles by id.

    `queue`: the scenarios in the order in which they are asked.
    """

    name: str
    title: str
    revision: int
    state: State
    due_on: date | None
    sight: Sight
    candidates: Mapping[str, str]
    scenarios: tuple[ReviewLine, ...]
    verdicts: tuple[StoredVerdict, ...]
    preferences: tuple[StoredPreference, ...]
    judgements: tuple[StoredJudgement, ...]
    queue: tuple[Place, ...]
    pace: Pace

    @property
    def blind(self) -> bool:
        return self.sight.blind


@dataclass(frozen=True)
class UnmetFinding:
    """An expectation that a candidate's slate does not meet."""

    scenario: str
    scenario_title: str
    candidate: str
    finding: Mapping[str, Any]


@dataclass(frozen=True)
class DecisionPage:
    """The evidence on one page, and all that a signature binds to.

    For whoever is blind, candidates are letters, another one's in each scenario. `settled`: by
    scenario and candidate. Before the review is closed nothing stands here of what others said:
    `told` is False then.
    """

    page: ReleasePage
    told: bool
    verdicts: tuple[StoredVerdict, ...]
    settled: Mapping[tuple[str, str], StoredSettlement]
    unmet: tuple[UnmetFinding, ...]
    missing: Mapping[str, tuple[str, ...]]
    warnings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class FrozenParts:
    """What the gate compares with what stands now.

    `named`: the candidates that a GO names, or is about to. `titles` of every product;
    `pictures`: by product, the path below the shop's images and the digest of the original.
    `taking_part`: whoever opened it or gave a verdict, each as "person role". `since`: when it
    was last right, in words.
    """

    release: str
    revision: int
    fingerprint: str
    named: tuple[str, ...]
    candidates: tuple[Mapping[str, Any], ...]
    parts: Mapping[str, str]
    scenarios: tuple[str, ...]
    titles: Mapping[str, str]
    pictures: Mapping[str, tuple[str, str]]
    settings: Mapping[str, Any]
    taking_part: frozenset[str]
    since: str
