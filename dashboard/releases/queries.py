"""What pages show: reads only."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from dashboard.releases.answers import Answers
from dashboard.releases.choices import Decision, State
from dashboard.releases.confirmation import confirmation
from dashboard.releases.database import Sessions, reading
from dashboard.releases.facts import UnknownRelease
from dashboard.releases.frozen import Evidence, FrozenProduct
from dashboard.releases.gate import Standing, answer_gate
from dashboard.releases.lettering import (
    lettered_decision,
    lettered_page,
    letters_of,
    untold,
)
from dashboard.releases.model import Release, Revision
from dashboard.releases.origins import kept_from
from dashboard.releases.person import Person
from dashboard.releases.progress import (
    CURRENT,
    counted,
    progress_of_all,
    release_line,
    scenario_lines,
)
from dashboard.releases.queueing import waiting, waiting_in_all
from dashboard.releases.rows import answers
from dashboard.releases.said import Verdict
from dashboard.releases.sheets import (
    DecisionPage,
    FrozenParts,
    ReleaseLine,
    ReleasePage,
    UnmetFinding,
    Waiting,
)
from dashboard.releases.sight import Sights, sight
from dashboard.releases.stored import StoredSettlement

NOTHING_SAID = Answers([], [], [])


def releases_for(sessions: Sessions, person: Person) -> tuple[ReleaseLine, ...]:
    """Every release, the latest first, with its progress and what waits for this person."""
    latest_first = (
        select(Release)
        .order_by(Release.id.desc())
        .options(
            selectinload(Release.revisions).undefer(Revision.candidates),
            selectinload(Release.revisions).selectinload(Revision.sign_offs),
        )
    )
    with reading(sessions) as session:
        releases = session.scalars(latest_first).all()
        progress = progress_of_all(session)
        carried = set(session.scalars(_carried_for(person)))
        waits = waiting_in_all(session, releases, person)
        sights = Sights(session, person)
        return tuple(
            release_line(
                each,
                progress[each.id],
                person,
                sights.of(each.current),
                _signed(each, person),
                waits.get(each.id, 0),
                each.id in carried,
            )
            for each in releases
        )


def release_page(sessions: Sessions, name: str, person: Person) -> ReleasePage:
    """One release as this person sees it; raises UnknownRelease."""
    with reading(sessions) as session:
        release = _release(session, name)
        page = _page(session, release, person, answers(session, release.current))
    return lettered_page(page) if page.line.blind else page


def refuse_unknown(sessions: Sessions, name: str) -> None:
    """Raise UnknownRelease unless there is a release of that name."""
    with reading(sessions) as session:
        if session.scalar(select(Release.id).where(Release.name == name)) is None:
            raise UnknownRelease(f"There is no release named {name}.")


def next_review(sessions: Sessions, person: Person) -> str | None:
    """The release that waits longest for this person's verdicts, else the latest in review."""
    lines = releases_for(sessions, person)
    waiting = [each.name for each in lines if each.waiting is Waiting.VERDICTS]
    in_review = [each.name for each in reversed(lines) if each.state is State.IN_REVIEW]
    return next(iter([*reversed(waiting), *in_review]), None)


def next_decision(sessions: Sessions, person: Person) -> str | None:
    """The release that waits for this person to sign or to close its review, else the latest."""
    lines = releases_for(sessions, person)
    mine = [each.name for each in lines if each.waiting in (Waiting.SIGN_OFF, Waiting.CLOSE)]
    return next(iter([*reversed(mine), *(each.name for each in lines)]), None)


def decision_page(sessions: Sessions, name: str, person: Person) -> DecisionPage:
    """All verdicts, unmet findings and sign-offs on one page; raises UnknownRelease.

    Before the review is closed the verdicts are this person's own, and nothing is told of what
    others said but how far they are.
    """
    with reading(sessions) as session:
        release = _release(session, name)
        revision = release.current
        unmet = session.scalars(
            select(Evidence)
            .where(Evidence.revision_id == revision.id, Evidence.unmet > 0)
            .options(undefer(Evidence.record))
        ).all()
        candidates = [each["id"] for each in revision.candidates]
        said = answers(session, revision)
        page = _page(session, release, person, said)
        told = revision.closing is not None
        mine = [each for each in said.verdicts if told or each.person_id == person.id]
        decision = DecisionPage(
            page=page,
            told=told,
            verdicts=tuple(Verdict.as_stored(each) for each in mine),
            settled=_settled_slates(said) if told else {},
            unmet=_unmet(revision, unmet, page.line.blind),
            missing={each: revision.missing([each], said) for each in candidates},
            warnings={
                each: revision.warnings([each], said if told else NOTHING_SAID)
                for each in candidates
            },
        )
        if page.line.blind:
            return lettered_decision(decision, letters_of(revision, person), person)
        return decision


def frozen_parts(sessions: Sessions, name: str, named: Sequence[str] = ()) -> FrozenParts:
    """What was frozen for the current revision, to be compared with what stands now.

    For the gate; or for whoever is about to sign GO for the candidates `named`. UnknownRelease.
    """
    with reading(sessions) as session:
        release = _release(session, name)
        revision = release.current
        products = session.scalars(
            select(FrozenProduct).where(FrozenProduct.revision_id == revision.id)
        ).all()
        return FrozenParts(
            release=name,
            revision=release.revision,
            fingerprint=revision.fingerprint,
            named=tuple(named) or revision.signed_go,
            candidates=tuple(revision.candidates),
            parts=revision.parts,
            scenarios=tuple(each.scenario_id for each in revision.scenarios),
            titles={each.product_id: each.record["title"] for each in products},
            pictures=_pictures(products),
            settings=revision.settings,
            taking_part=_taking_part(session, revision),
            since="the release was opened" if named else "the sign-off",
        )


def gate(sessions: Sessions, name: str, standing: Standing) -> dict[str, Any]:
    """The gate's answer, given what stands now; raises UnknownRelease."""
    with reading(sessions) as session:
        return answer_gate(_release(session, name), standing)


def _release(session: Session, name: str) -> Release:
    """The release with its revisions; what hangs below is read where it is needed."""
    release = session.scalar(
        select(Release)
        .where(Release.name == name)
        .options(
            selectinload(Release.revisions).options(
                selectinload(Revision.sign_offs), joinedload(Revision.closing)
            )
        )
    )
    if release is None:
        raise UnknownRelease(f"There is no release named {name}.")
    return release


def _signed(release: Release, person: Person) -> bool:
    return any(each.person_id == person.id for each in release.current.sign_offs)


def _carried_for(person: Person) -> Select[tuple[int]]:
    """The releases to which verdicts of this person were carried over."""
    return (
        select(Release.id)
        .join(Revision, CURRENT)
        .join(Verdict, Verdict.revision_id == Revision.id)
        .where(Verdict.person_id == person.id, Verdict.carried_from.is_not(None))
        .distinct()
    )


def _page(session: Session, release: Release, person: Person, said: Answers) -> ReleasePage:
    revision = release.current
    candidates = [each["id"] for each in revision.candidates]
    carried = any(each.carried_from for each in said.given)
    whence = kept_from(session, revision) if carried else {}
    return ReleasePage(
        line=release_line(
            release,
            counted(revision, said.given),
            person,
            sight(session, revision, person),
            _signed(release, person),
            _asked(release, said.given, person),
        ),
        fingerprint=revision.fingerprint,
        review=said.review,
        quorum=revision.quorum,
        incumbent=revision.incumbent,
        shop=revision.shop,
        candidates=tuple(revision.candidates),
        scenarios=scenario_lines(revision, said.given, person, whence),
        missing=revision.missing(candidates, said),
        confirm={
            str(each): confirmation(each, release.name, revision.fingerprint, said.review)
            for each in Decision
        },
        sign_offs=tuple(
            each.as_stored(then.number) for then in release.revisions for each in then.sign_offs
        ),
    )


def _asked(release: Release, verdicts: Iterable[Verdict], person: Person) -> int:
    if not person.reviewer or release.state is not State.IN_REVIEW:
        return 0
    return waiting(release.current, release.current.scenarios, verdicts, person)


def _settled_slates(said: Answers) -> dict[tuple[str, str], StoredSettlement]:
    return {
        (each.scenario_id, each.candidate_id): each.as_stored()
        for each in said.settlements
        if each.candidate_id
    }


def _unmet(
    revision: Revision, evidence: Iterable[Evidence], blind: bool
) -> tuple[UnmetFinding, ...]:
    titles = {each.scenario_id: each.title for each in revision.scenarios}
    return tuple(
        UnmetFinding(each.scenario_id, titles[each.scenario_id], each.candidate_id, finding)
        for each in evidence
        for finding in (untold(each.record) if blind else each.record)["findings"]
        if not finding["met"]
    )


def _taking_part(session: Session, revision: Revision) -> frozenset[str]:
    """Whoever opened the revision and whoever gave a verdict in it, each as "person role"."""
    given = select(Verdict.person_id).where(Verdict.revision_id == revision.id).distinct()
    reviewers = (f"{each} reviewer" for each in session.scalars(given))
    return frozenset([f"{revision.opened_by} proposer", *reviewers])


def _pictures(products: Iterable[FrozenProduct]) -> dict[str, tuple[str, str]]:
    return {
        each.product_id: (each.record["picture_path"], each.record["picture"])
        for each in products
        if each.record.get("picture")
    }
