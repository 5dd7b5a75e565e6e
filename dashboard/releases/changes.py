"""What changed since the last GO: the scenarios where shoppers would see something else."""

from collections.abc import Iterable
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dashboard.releases.change_sheets import (
    ChangedScenario,
    ChangesSheet,
    Kind,
    Since,
    Unanswered,
)
from dashboard.releases.choices import State
from dashboard.releases.comparison import Comparison, Slates, bought
from dashboard.releases.database import Sessions, reading
from dashboard.releases.exhibits import Products, products, scenarios
from dashboard.releases.frozen import Evidence, FrozenScenario
from dashboard.releases.model import Release, Revision
from dashboard.releases.past_remarks import past_remarks
from dashboard.releases.person import Person
from dashboard.releases.queueing import waiting_in_all
from dashboard.releases.reviewing import current
from dashboard.releases.seeing import completed
from dashboard.releases.sight import sight
from dashboard.releases.today import Today, today


def changes_sheet(sessions: Sessions, name: str, person: Person) -> ChangesSheet:
    """This release's current revision as this person may compare it; raises UnknownRelease."""
    with reading(sessions) as session:
        release, revision = current(session, name)
        stood, seen = today(session, revision), sight(session, revision, person)
        waits = unanswered(session, revision, person) if seen.blind else None
        if waits:
            stood = None
        found = _read(session, revision, stood, person, seen.blind) if stood else None
        compared = found.scenarios if found else ()
        changed = sum(each.kind is not Kind.GONE for each in compared)
        return ChangesSheet(
            name=name,
            title=release.shown_title,
            sight=seen,
            unanswered=waits,
            since=_since(stood, seen.blind) if stood else None,
            scenarios=compared,
            unmoved=len(found.now) - changed if found else 0,
            products=_named(found.products, map(_now, compared)) if found else {},
            products_before=_named(found.products_before, map(_then, compared)) if found else {},
        )


def unanswered(session: Session, revision: Revision, person: Person) -> Unanswered | None:
    """The review that a reviewer answers first: this one, or one that puts forward its models."""
    if not person.reviewer:
        return None
    in_review = select(Release).where(Release.state == State.IN_REVIEW).order_by(Release.id)
    whole = selectinload(Release.revisions).undefer(Revision.candidates)
    releases = session.scalars(in_review.options(whole)).all()
    waits = waiting_in_all(session, releases, person)
    models = revision.candidate_titles.keys()
    for each in sorted(releases, key=lambda each: each.id != revision.release_id):
        if waits[each.id] and models & each.current.candidate_titles.keys():
            return Unanswered(each.name, each.shown_title, waits[each.id])
    return None


def _named(known: Products, ids: Iterable[Iterable[str]]) -> Products:
    """Only those that stand on the page: what is not answered yet tells none of its slates."""
    wanted = set(chain.from_iterable(ids))
    return {each: record for each, record in known.items() if each in wanted}


def _now(scenario: ChangedScenario) -> Iterable[str]:
    shown = (place.product for column in scenario.columns for place in column.places)
    return chain(scenario.bought, shown)


def _then(scenario: ChangedScenario) -> Iterable[str]:
    owned = scenario.bought if scenario.kind is Kind.GONE else ()
    remarked = (each.remark.product for each in scenario.remarks if each.remark.product)
    left = chain.from_iterable(column.left for column in scenario.columns)
    return chain(owned, remarked, left, (place.product for place in scenario.before))


def _read(
    session: Session,
    revision: Revision,
    stood: Today,
    person: Person,
    blind: bool,
) -> Comparison:
    now, then = _by_id(session, revision), _by_id(session, stood.revision)
    moved = _moved(session, revision, stood)
    gone = then.keys() - now.keys()
    slates = _slates(session, revision, moved)
    before = _slates(session, stood.revision, moved | gone, stood.candidate)
    owned = [bought(now[each]) for each in now if each in moved or each not in then]
    owned_then = [bought(then[each]) for each in gone]
    return Comparison(
        revision=revision,
        stood=stood,
        person=person,
        blind=blind,
        now=now,
        then=then,
        slates=slates,
        slates_before=before,
        products=products(session, revision, chain(*slates.values(), *before.values(), *owned)),
        products_before=products(
            session, stood.revision, chain(*before.values(), *slates.values(), *owned_then)
        ),
        remarks=past_remarks(
            session,
            stood,
            [each for name, each in then.items() if name in moved],
            revision.entry,
        ),
        completed=completed(session, revision, person),
    )


def _by_id(session: Session, revision: Revision) -> dict[str, FrozenScenario]:
    """In order."""
    return {each.scenario_id: each for each in scenarios(session, revision)}


def _moved(session: Session, revision: Revision, stood: Today) -> set[str]:
    """The scenarios of both where some column's content is not what stood; a first sieve."""
    contents = (Evidence.scenario_id, Evidence.content)
    before = dict(
        session.execute(
            select(*contents).where(
                Evidence.revision_id == stood.revision.id,
                Evidence.candidate_id == stood.candidate,
            )
        ).all()
    )
    after = session.execute(select(*contents).where(Evidence.revision_id == revision.id))
    return {
        scenario
        for scenario, content in after
        if scenario in before and before[scenario] != content
    }


def _slates(
    session: Session, revision: Revision, scenarios: Iterable[str], candidate: str | None = None
) -> Slates:
    asked = select(Evidence.scenario_id, Evidence.candidate_id, Evidence.record).where(
        Evidence.revision_id == revision.id, Evidence.scenario_id.in_(scenarios)
    )
    if candidate is not None:
        asked = asked.where(Evidence.candidate_id == candidate)
    return {
        (scenario, who): [row["product_id"] for row in record["slate"]]
        for scenario, who, record in session.execute(asked)
    }


def _since(stood: Today, blind: bool) -> Since:
    title = "" if blind else stood.revision.candidate_titles[stood.candidate]
    if stood.go:
        release, signed_at = stood.go
        return Since(release, signed_at.date(), title)
    return Since("", stood.revision.opened_at.date(), title)
