"""What of their colleagues' answers a person may see before the review is closed."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.blinding import may_be_led
from dashboard.releases.choices import Answer, State
from dashboard.releases.model import Revision
from dashboard.releases.person import Person
from dashboard.releases.said import Verdict, verdicts_in_force


def sees_answers(person: Person, closed: bool, completed: bool) -> bool:
    """Of a scenario: everybody once the review was `closed`, before that a reviewer who completed
    it. Whoever waits for the outcome, its proposer above all, sees nothing before."""
    return closed or (person.reviewer and completed)


def hears_the_past(person: Person, closed: bool, completed: bool) -> bool:
    """Whether remarks of earlier, closed reviews are open to a person on a scenario of this one:
    to whoever reviews once they completed it, so that nobody is led."""
    return closed or not may_be_led(person) or (person.reviewer and completed)


def hears_colleagues(person: Person, state: State, completed: bool) -> bool:
    """Whether talk about a scenario is open: to a reviewer once they completed it themselves."""
    return state is not State.IN_REVIEW or not person.reviewer or completed


def completed(session: Session, revision: Revision, person: Person) -> frozenset[str]:
    """The scenarios on whose every slate this person gave a verdict."""
    verdicts = session.execute(
        select(*Verdict.__table__.columns).where(
            Verdict.revision_id == revision.id, Verdict.person_id == person.id
        )
    )
    given: dict[str, set[str]] = defaultdict(set)
    for each in verdicts_in_force(verdicts):
        if each.value is not Answer.NONE:
            given[each.scenario_id].add(each.candidate_id)
    return frozenset(each for each, on in given.items() if len(on) == len(revision.candidates))


def seen_by(session: Session, revision: Revision, person: Person) -> frozenset[str]:
    """The scenarios whose answers, everybody's, are open to this person."""
    closed, done = revision.closing is not None, completed(session, revision, person)
    return frozenset(
        each.scenario_id
        for each in revision.scenarios
        if sees_answers(person, closed, each.scenario_id in done)
    )
