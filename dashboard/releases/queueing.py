"""The queue of one person, read from the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.asking import Case, Place, queue
from dashboard.releases.choices import Answer, Opinion, State
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Release, Revision
from dashboard.releases.pace import Pace, pace
from dashboard.releases.person import Person
from dashboard.releases.rows import verdict_rows
from dashboard.releases.said import Judgement, Verdict, verdicts_in_force
from dashboard.releases.slates import Slates, slates

RECENT = 500
Row = TypeVar("Row", FrozenScenario, Verdict)
Answers = Mapping[str, Mapping[str, Mapping[str, Answer]]]


def asked(
    session: Session,
    revision: Revision,
    scenarios: Iterable[FrozenScenario],
    judgements: Iterable[Judgement],
    person: Person,
) -> tuple[tuple[Place, ...], Pace]:
    """The scenarios in the order of the queue, and this person's pace.

    `judgements`: this person's in force on the revision's situations.
    """
    judged: dict[str, set[str]] = defaultdict(set)
    for each in judgements:
        if each.value is not Opinion.NONE:
            judged[each.situation].add(each.product_id)
    verdicts = verdict_rows(session, revision)
    cases = _cases(scenarios, verdicts, slates(session, revision), judged, person)
    places = queue(cases, person.id) if person.reviewer else _unasked(scenarios)
    return places, pace(_answered(session, person))


def _unasked(scenarios: Iterable[FrozenScenario]) -> tuple[Place, ...]:
    """For whoever only looks, in the order of the release."""
    return tuple(Place(each.scenario_id, asked=False, why="") for each in scenarios)


def waiting(
    revision: Revision,
    scenarios: Sequence[FrozenScenario],
    verdicts: Iterable[Verdict],
    person: Person,
) -> int:
    """How many scenarios of a revision in review this person is asked for.

    `verdicts`: those in force, everybody's.
    """
    columns = dict.fromkeys(revision.candidate_titles, ())
    shown = {each.scenario_id: columns for each in scenarios}
    return sum(
        each.asked for each in queue(_cases(scenarios, verdicts, shown, {}, person), person.id)
    )


def waiting_in_all(session: Session, releases: Iterable[Release], person: Person) -> dict[int, int]:
    """The same by release id, for those that are in review, in two reads."""
    if not person.reviewer:
        return {}
    current = {each.current.id: each for each in releases if each.state is State.IN_REVIEW}
    frozen = select(FrozenScenario).where(FrozenScenario.revision_id.in_(current))
    said = select(*Verdict.__table__.columns).where(Verdict.revision_id.in_(current))
    scenarios, verdicts = _by_revision(session.scalars(frozen)), _by_revision(session.execute(said))
    return {
        release.id: waiting(
            release.current, scenarios[each], verdicts_in_force(verdicts[each]), person
        )
        for each, release in current.items()
    }


def _by_revision(found: Iterable[Row]) -> dict[int, list[Row]]:
    rows: dict[int, list[Row]] = defaultdict(list)
    for each in found:
        rows[each.revision_id].append(each)
    return rows


def _cases(
    scenarios: Iterable[FrozenScenario],
    verdicts: Iterable[Verdict],
    shown: Slates,
    judged: Mapping[str, Iterable[str]],
    person: Person,
) -> list[Case]:
    """`verdicts`: those in force; `judged`: by situation, the products that the person judged."""
    verdicts = list(verdicts)
    answers = _answers(verdicts)
    carried: dict[str, set[str]] = defaultdict(set)
    for each in verdicts:
        if each.carried_from and each.person_id == person.id:
            carried[each.scenario_id].add(each.candidate_id)
    return [
        Case(
            scenario=each.scenario_id,
            position=each.position,
            slates=shown[each.scenario_id],
            assigned=each.assigned,
            reviewers=each.reviewers,
            answers=answers[each.scenario_id],
            judged=frozenset(judged.get(each.situation, ())),
            carried=frozenset(carried[each.scenario_id]),
        )
        for each in scenarios
    ]


def _answers(verdicts: Iterable[Verdict]) -> Answers:
    """By scenario, person and candidate."""
    answers: dict[str, dict[str, dict[str, Answer]]] = defaultdict(lambda: defaultdict(dict))
    for each in verdicts:
        answers[each.scenario_id][each.person_id][each.candidate_id] = each.value
    return answers


def _answered(session: Session, person: Person) -> list[tuple[str, datetime]]:
    """Where and when this person gave their last verdicts."""
    recent = (
        select(Verdict.revision_id, Verdict.scenario_id, Verdict.at)
        .where(Verdict.person_id == person.id, Verdict.carried_from.is_(None))
        .order_by(Verdict.id.desc())
        .limit(RECENT)
    )
    return [(f"{revision}/{scenario}", at) for revision, scenario, at in session.execute(recent)]
