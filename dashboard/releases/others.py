"""What a person's colleagues answered to one scenario, once it is open to them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.database import Sessions, reading
from dashboard.releases.lettering import columns_of
from dashboard.releases.person import Person
from dashboard.releases.places import scenario_at
from dashboard.releases.reviewing import current
from dashboard.releases.said import Judgement, Verdict, judgements_in_force, verdicts_in_force
from dashboard.releases.seeing import completed, sees_answers
from dashboard.releases.stored import StoredJudgement, StoredVerdict


@dataclass(frozen=True)
class Others:
    """Colleagues' answers: verdicts by the reader's own letters, judgements by product."""

    verdicts: Mapping[str, list[StoredVerdict]]
    judgements: Mapping[str, list[StoredJudgement]]


def others(sessions: Sessions, name: str, scenario: str, person: Person) -> Others | None:
    """None as long as they are not open to this person; raises UnknownRelease, UnknownSlate."""
    with reading(sessions) as session:
        _, revision = current(session, name)
        frozen = scenario_at(session, revision, scenario)
        done = scenario in completed(session, revision, person)
        if not sees_answers(person, revision.closing is not None, done):
            return None
        said = session.scalars(
            select(Verdict)
            .where(
                Verdict.revision_id == revision.id,
                Verdict.scenario_id == scenario,
                Verdict.person_id != person.id,
            )
            .order_by(Verdict.id)
        ).all()
        judged = session.scalars(
            select(Judgement)
            .where(
                Judgement.situation == frozen.situation,
                Judgement.person_id != person.id,
                Judgement.revision_id.in_(revision.told),
            )
            .order_by(Judgement.product_id, Judgement.id)
        ).all()
        standing = columns_of(revision, frozen, person)
    given: dict[str, list[StoredVerdict]] = defaultdict(list)
    for each in verdicts_in_force(said):
        if each.value is not Answer.NONE:
            given[each.candidate_id].append(each.as_stored())
    verdicts = {
        letter: given[candidate] for letter, candidate in standing.items() if candidate in given
    }
    judgements: dict[str, list[StoredJudgement]] = defaultdict(list)
    for each in judgements_in_force(judged):
        if each.value is not Opinion.NONE:
            judgements[each.product_id].append(each.as_stored())
    return Others(verdicts=verdicts, judgements=judgements)
