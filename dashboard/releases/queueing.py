"""The queue of one person, read from the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.asking import Case, Place, queue
from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Revision
from dashboard.releases.pace import Pace, pace
from dashboard.releases.person import Person
from dashboard.releases.said import Judgement, Verdict, judgements_in_force, verdicts_in_force
from dashboard.releases.slates import slates

RECENT = 500
Answers = Mapping[str, Mapping[str, Mapping[str, Answer]]]


def asked(
    session: Session,
    revision: Revision,
    scenarios: Iterable[FrozenScenario],
    judgements: Iterable[Judgement],
    person: Person,
) -> tuple[tuple[Place, ...], Pace]:
    """The scenarios in the order of the queue, and this person's pace.

    `judgements`: all of this person's on the revision's situations.
    """
    verdicts = verdicts_in_force(
        session.scalars(select(Verdict).where(Verdict.revision_id == revision.id)).all()
    )
    shown, answers = slates(session, revision), _answers(verdicts)
    judged: dict[str, set[str]] = defaultdict(set)
    for each in judgements_in_force(judgements):
        if each.value is not Opinion.NONE:
            judged[each.situation].add(each.product_id)
    carried: dict[str, set[str]] = defaultdict(set)
    for each in verdicts:
        if each.carried_from and each.person_id == person.id:
            carried[each.scenario_id].add(each.candidate_id)
    cases = [
        Case(
            scenario=each.scenario_id,
            position=each.position,
            slates=shown[each.scenario_id],
            assigned=each.assigned,
            reviewers=each.reviewers,
            answers=answers[each.scenario_id],
            judged=frozenset(judged[each.situation]),
            carried=frozenset(carried[each.scenario_id]),
        )
        for each in scenarios
    ]
    return queue(cases, person.id), pace(_answered(session, person))


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
