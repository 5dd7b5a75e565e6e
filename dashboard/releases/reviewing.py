"""What a reviewer reads: the release as one person's review, and one scenario of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, undefer

from dashboard.releases.database import Sessions, reading
from dashboard.releases.exhibits import products, scenarios
from dashboard.releases.facts import UnknownRelease, UnknownSlate
from dashboard.releases.frozen import Evidence, FrozenScenario
from dashboard.releases.lettering import columns_of
from dashboard.releases.model import Release, Revision
from dashboard.releases.origins import Origins, judged_elsewhere, origins
from dashboard.releases.person import Person
from dashboard.releases.queueing import asked
from dashboard.releases.said import (
    Judgement,
    Preference,
    Said,
    Verdict,
    judgements_in_force,
    preferences_in_force,
    verdicts_in_force,
)
from dashboard.releases.sheets import ReviewLine, ReviewSheet, ScenarioEvidence
from dashboard.releases.sight import is_blind, sight


def review_sheet(sessions: Sessions, name: str, person: Person) -> ReviewSheet:
    """One release as this person reviews it, with all they said; raises UnknownRelease."""
    with reading(sessions) as session:
        release, revision = current(session, name)
        shoppers = scenarios(session, revision)
        verdicts = session.execute(_verdicts(revision, person)).all()
        preferences = session.execute(_preferences(revision, person)).all()
        judgements = judgements_in_force(
            session.execute(_judgements({each.situation for each in shoppers}, person))
        )
        carried = origins(session, Verdict, revision, person)
        preferred = origins(session, Preference, revision, person)
        judged = judged_elsewhere(session, revision, person)
        places, taken = asked(session, revision, shoppers, judgements, person)
        seen = sight(session, revision, person)
    return ReviewSheet(
        name=name,
        title=release.shown_title,
        revision=release.revision,
        state=release.state,
        due_on=release.due_on,
        sight=seen,
        candidates={each["id"]: each["title"] for each in revision.candidates},
        scenarios=tuple(_line(revision, each, person) for each in shoppers),
        verdicts=_stored(Verdict, verdicts_in_force(verdicts), carried),
        preferences=_stored(Preference, preferences_in_force(preferences), preferred),
        judgements=_stored(Judgement, judgements, judged),
        queue=places,
        pace=taken,
    )


def scenario_evidence(
    sessions: Sessions, name: str, scenario: str, person: Person
) -> ScenarioEvidence:
    """One scenario's slates, findings and products, and this person's verdicts on them.

    Raises UnknownRelease, UnknownSlate.
    """
    with reading(sessions) as session:
        release, revision = current(session, name)
        frozen = session.get(
            FrozenScenario, (revision.id, scenario), options=[undefer(FrozenScenario.record)]
        )
        if frozen is None:
            raise UnknownSlate(f"{name} has no scenario {scenario}.")
        evidence = session.scalars(_evidence(frozen)).all()
        shown = products(session, revision, _product_ids(frozen, evidence))
        mine = session.execute(
            _verdicts(revision, person).where(Verdict.scenario_id == scenario)
        ).all()
        blind = is_blind(session, revision, person)
    return ScenarioEvidence(
        release=name,
        revision=release.revision,
        state=release.state,
        blind=blind,
        scenario=frozen.record,
        situation=frozen.situation,
        position=frozen.position,
        candidates=tuple(revision.candidates),
        columns=columns_of(revision, frozen, person),
        evidence={each.candidate_id: each.record for each in evidence},
        products=shown,
        mine={each.candidate_id: Verdict.as_stored(each) for each in verdicts_in_force(mine)},
    )


def columns_in(
    sessions: Sessions, name: str, revision: int, scenario: str, person: Person
) -> Mapping[str, str]:
    """Whose slate stands in each of this person's columns; none where there is no scenario."""
    with reading(sessions) as session:
        _, found = current(session, name, revision)
        frozen = session.get(FrozenScenario, (found.id, scenario))
        return columns_of(found, frozen, person) if frozen else {}


def current(session: Session, name: str, number: int | None = None) -> tuple[Release, Revision]:
    """The release and its current revision, or the one of that number; UnknownRelease."""
    found = session.execute(
        select(Release, Revision)
        .join(Revision, Release.id == Revision.release_id)
        .where(Release.name == name)
        .where(Revision.number == (Release.revision if number is None else number))
        .options(undefer(Revision.candidates))
    ).one_or_none()
    if found is None:
        raise UnknownRelease(f"There is no release named {name}.")
    return tuple(found)


def _stored(table: type[Said], said: Iterable[Row], found: Origins) -> tuple:
    stored = ((found.get(each.id), table.as_stored(each)) for each in said)
    return tuple(replace(each, origin=origin) if origin else each for origin, each in stored)


def _line(revision: Revision, frozen: FrozenScenario, person: Person) -> ReviewLine:
    return ReviewLine(
        id=frozen.scenario_id,
        title=frozen.title,
        position=frozen.position,
        situation=frozen.situation,
        tags=tuple(frozen.record.get("tags") or ()),
        owner=frozen.record.get("owner") or "",
        columns=columns_of(revision, frozen, person),
    )


def _verdicts(revision: Revision, person: Person) -> Select[tuple]:
    return select(*Verdict.__table__.columns).where(
        Verdict.revision_id == revision.id, Verdict.person_id == person.id
    )


def _preferences(revision: Revision, person: Person) -> Select[tuple]:
    return select(*Preference.__table__.columns).where(
        Preference.revision_id == revision.id, Preference.person_id == person.id
    )


def _judgements(situations: Iterable[str], person: Person) -> Select[tuple]:
    return select(*Judgement.__table__.columns).where(
        Judgement.situation.in_(situations), Judgement.person_id == person.id
    )


def _evidence(frozen: FrozenScenario) -> Select[tuple[Evidence]]:
    return (
        select(Evidence)
        .where(
            Evidence.revision_id == frozen.revision_id,
            Evidence.scenario_id == frozen.scenario_id,
        )
        .options(undefer(Evidence.record))
    )


def _product_ids(frozen: FrozenScenario, evidence: Iterable[Evidence]) -> Iterable[str]:
    """Of the slates, and of what was bought."""
    rows = chain(frozen.record.get("bought", ()), *(each.record["slate"] for each in evidence))
    return (row["product_id"] for row in rows)
