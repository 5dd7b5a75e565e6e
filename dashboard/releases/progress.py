"""How far a review is, and what a release waits for from whom."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from dashboard.releases.blinding import letters
from dashboard.releases.choices import Answer, State
from dashboard.releases.counts import Count, counts
from dashboard.releases.frozen import Evidence, FrozenScenario
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.said import Verdict
from dashboard.releases.sheets import Progress, ReleaseLine, ScenarioLine, Sight, Waiting

CURRENT = (Revision.release_id == Release.id) & (Revision.number == Release.revision)


def progress_of_all(session: Session) -> Mapping[int, Progress]:
    """Progress of every release's current revision, by release id, in three reads."""
    needed, covered, given = _needed(session), _covered(session), _given(session)
    return {
        each: Progress(needed=count, covered=covered.get(each, 0), given=given.get(each, {}))
        for each, count in needed.items()
    }


def _needed(session: Session) -> dict[int, int]:
    slates = (
        select(Release.id, func.count())
        .join(Revision, CURRENT)
        .join(Evidence, Evidence.revision_id == Revision.id)
        .group_by(Release.id)
    )
    return dict(session.execute(slates).all())


def _covered(session: Session) -> dict[int, int]:
    """Slates with as many verdicts as their scenario needs."""
    columns = (Verdict.revision_id, Verdict.scenario_id, Verdict.candidate_id, Verdict.person_id)
    said = _said(*columns).subquery()
    slates = (
        select(said.c.id)
        .join(
            FrozenScenario,
            (FrozenScenario.revision_id == said.c.revision_id)
            & (FrozenScenario.scenario_id == said.c.scenario_id),
        )
        .group_by(said.c.id, said.c.scenario_id, said.c.candidate_id, FrozenScenario.reviewers)
        .having(func.count() >= FrozenScenario.reviewers)
        .subquery()
    )
    return dict(session.execute(select(slates.c.id, func.count()).group_by(slates.c.id)).all())


def _given(session: Session) -> dict[int, dict[str, int]]:
    said = _said(Verdict.person_id, Verdict.scenario_id, Verdict.candidate_id).subquery()
    counts = select(said.c.id, said.c.person_id, func.count())
    given: dict[int, dict[str, int]] = defaultdict(dict)
    for release_id, person_id, count in session.execute(
        counts.group_by(said.c.id, said.c.person_id)
    ):
        given[release_id][person_id] = count
    return given


def _said(*columns: InstrumentedAttribute[str]) -> Select[tuple[int, str, str]]:
    """What is distinct in these columns among the verdicts in force on current revisions."""
    later = aliased(Verdict)
    natural_key = ("revision_id", "scenario_id", "candidate_id", "person_id")
    replaced = exists().where(
        *(getattr(later, name) == getattr(Verdict, name) for name in natural_key),
        later.version > Verdict.version,
    )
    return (
        select(Release.id, *columns)
        .join(Revision, CURRENT)
        .join(Verdict, Verdict.revision_id == Revision.id)
        .where(~replaced, Verdict.value != Answer.NONE)
        .distinct()
    )


def release_line(
    release: Release,
    progress: Progress,
    person: Person,
    sight: Sight,
    signed: bool,
    asked: int,
    carried: bool = False,
) -> ReleaseLine:
    """`sight`: this person's; `signed`: whether they have; `asked`: how many scenarios wait for
    their answers; `carried`: whether earlier answers of theirs count here."""
    known, blind = release.current.candidate_titles, sight.blind
    titles = known.values()
    go = release.current.signed_go if release.state is State.GO and not blind else ()
    return ReleaseLine(
        name=release.name,
        title=release.shown_title,
        state=release.state,
        revision=release.revision,
        opened_by=release.opened_by,
        opened_at=release.opened_at,
        due_on=release.due_on,
        sight=sight,
        candidates=tuple(letters(len(titles)) if blind else titles),
        named=tuple(known[each] for each in known if each in go),
        progress=progress,
        asked=asked,
        carried=carried,
        waiting=_waiting(release, progress, person, signed or blind, asked),
    )


def _waiting(
    release: Release, progress: Progress, person: Person, cannot_sign: bool, asked: int
) -> Waiting | None:
    own = release.opened_by == person.id
    if release.state is State.IN_REVIEW:
        if asked:
            return Waiting.VERDICTS
        complete = progress.covered == progress.needed
        return Waiting.CLOSE if complete and person.approver and not own else None
    if release.state is State.CLOSED and person.approver and not own and not cannot_sign:
        return Waiting.SIGN_OFF
    return Waiting.REVISION if release.state is State.NO_GO and own else None


def counted(revision: Revision, verdicts: Collection[Verdict]) -> Progress:
    """`verdicts`: those in force that say something, everybody's."""
    found = counts_of(revision, verdicts, {}).values()
    return Progress(
        needed=sum(each.slates for each in found),
        covered=sum(each.covered for each in found),
        given=Counter(each.person_id for each in verdicts),
    )


def counts_of(
    revision: Revision, verdicts: Iterable[Verdict], kept_from: Mapping[str, str]
) -> dict[str, Count]:
    """The same, scenario by scenario."""
    given = (
        (each.scenario_id, each.candidate_id, each.person_id, each.carried_from is not None)
        for each in verdicts
    )
    slates = Counter(each.scenario_id for each in revision.evidence)
    needed = {each.scenario_id: each.needed for each in revision.scenarios}
    return counts(given, slates, needed, kept_from)


def scenario_lines(
    revision: Revision,
    verdicts: Collection[Verdict],
    person: Person,
    kept_from: Mapping[str, str],
) -> tuple[ScenarioLine, ...]:
    """With what this person answered themselves; `kept_from` as for a Count."""
    found = counts_of(revision, verdicts, kept_from)
    mine = Counter(each.scenario_id for each in verdicts if each.person_id == person.id)
    unmet: Counter[str] = Counter()
    for each in revision.evidence:
        unmet[each.scenario_id] += each.unmet
    return tuple(
        ScenarioLine(
            id=each.scenario_id,
            title=each.title,
            position=each.position,
            mine=mine[each.scenario_id],
            count=found[each.scenario_id],
            unmet=unmet[each.scenario_id],
        )
        for each in revision.scenarios
    )
