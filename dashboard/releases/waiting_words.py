"""Which words wait for a person: what colleagues said and they have not read, who calls them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Select, Text, cast, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload, undefer

from dashboard.releases.choices import State
from dashboard.releases.database import Sessions, reading
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.reviewing import current
from dashboard.releases.said import ReadMark, Remark
from dashboard.releases.threads import StoredRemark, Thread, heard

IN_PROGRESS = (State.IN_REVIEW, State.CLOSED)
Talk = Mapping[str, tuple[Thread, ...]]


@dataclass(frozen=True)
class Words:
    """What waits in one release for one person, of what they may read now.

    `unread`: remarks, `calls` of which call them by name; `carried`: by scenario, how many
    questions of earlier releases are open; `scenario`: where the first word stands that waits.
    """

    unread: int = 0
    calls: int = 0
    carried: Mapping[str, int] = field(default_factory=dict)
    scenario: str | None = None

    @property
    def questions(self) -> int:
        return sum(self.carried.values())


NONE = Words()


def words_for(sessions: Sessions, person: Person) -> Mapping[str, Words]:
    """By the release's name. A word counts in the last release that it is read in.

    Of a release that is decided or cancelled, only what calls this person by name.
    """
    with reading(sessions) as session:
        return dict(_words_in_all(session, person))


def words_in(sessions: Sessions, name: str, person: Person) -> Words:
    """Of one release by itself; raises UnknownRelease."""
    with reading(sessions) as session:
        release, revision = current(session, name)
        return _words(release, heard(session, release, revision, person), set())


def count_words(sessions: Sessions, person: Person) -> int:
    """How many words wait for this person in all releases; asked for at every page."""
    with reading(sessions) as session:
        if not session.scalar(select(exists(_unread(person)))):
            return 0
        return sum(words.unread for _, words in _words_in_all(session, person))


def _words_in_all(session: Session, person: Person) -> Iterator[tuple[str, Words]]:
    if not person.talks:
        return
    counted: set[int] = set()
    for release in session.scalars(_releases(person)):
        talk = heard(session, release, release.current, person)
        yield release.name, _words(release, talk, counted)


def _releases(person: Person) -> Select[tuple[Release]]:
    """Those in progress, and those in which somebody calls this person; the last one first."""
    called = _unread(person).where(cast(Remark.mentions, Text) != "[]")
    places = select(Revision.release_id).where(
        Revision.id.in_(called.with_only_columns(Remark.revision_id))
    )
    return (
        select(Release)
        .where(or_(Release.state.in_(IN_PROGRESS), Release.id.in_(places)))
        .order_by(Release.id.desc())
        .options(selectinload(Release.revisions).options(undefer(Revision.candidates)))
    )


def _unread(person: Person) -> Select[tuple[int]]:
    """What others said and this person has not read, whether they may or not."""
    read = exists().where(
        ReadMark.person_id == person.id,
        ReadMark.thread == func.coalesce(Remark.thread, Remark.id),
        ReadMark.up_to >= Remark.id,
    )
    return select(Remark.id).where(Remark.person_id != person.id, Remark.text != "", ~read)


def _words(release: Release, talk: Talk, counted: set[int]) -> Words:
    """`counted`: the remarks that count elsewhere already; these are added to them."""
    going = release.state in IN_PROGRESS
    new = [
        (scenario, each)
        for scenario, each in _remarks(talk)
        if each.new and each.text and each.id not in counted and (going or each.calls)
    ]
    counted.update(each.id for _, each in new)
    calls = [scenario for scenario, each in new if each.calls]
    carried = Counter(
        scenario
        for scenario, threads in talk.items()
        for each in threads
        if going and each.carried and not each.resolved
    )
    first = (*calls, *(scenario for scenario, _ in new), *carried, None)[0]
    return Words(len(new), len(calls), carried, first)


def _remarks(talk: Talk) -> Iterable[tuple[str, StoredRemark]]:
    for scenario, threads in talk.items():
        for thread in threads:
            for each in thread.remarks:
                yield scenario, each
