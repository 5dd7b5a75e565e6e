"""What people say to each other about a release: to begin a thread, answer, resolve, reopen."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.asked import Column, asked_now
from dashboard.releases.choices import Deed, State
from dashboard.releases.database import Sessions, write
from dashboard.releases.entry import enter, entered, new_key
from dashboard.releases.facts import NotAllowed, NotInReview, UnknownSlate, Unusable
from dashboard.releases.model import Release
from dashboard.releases.person import Person
from dashboard.releases.places import scenario_at
from dashboard.releases.receipts import RemarkReceipt
from dashboard.releases.record import storable
from dashboard.releases.said import ReadMark, Remark
from dashboard.releases.threads import heard

LONGEST_KEY = 64


def talk(
    sessions: Sessions,
    person: Person,
    name: str,
    revision: int,
    scenario: str,
    key: str,
    text: str = "",
    *,
    deed: Deed = Deed.SAID,
    candidate: str | Column | None = None,
    product: str | None = None,
    thread: int | None = None,
    mentions: Collection[str] = (),
) -> RemarkReceipt:
    """Begin a thread on a slate, a product or the scenario, or answer, resolve, reopen `thread`.

    The slate is told by its candidate, or by the column it stands in for this person.

    What answers a thread is about what the thread is about. Sent again with the same `key`,
    which is the writer's own, it is found and not stored twice. `mentions` are the ids of those
    it calls by name; each hears of it once they may read it.
    """
    refuse_unless_talker(person)
    key, text, deed = storable(key, LONGEST_KEY), storable(text), Deed(deed)
    _refuse_empty(key, text, deed, thread)
    at, call = datetime.now(UTC), new_key()

    def work(session: Session) -> RemarkReceipt:
        stored = session.scalar(
            select(Remark).where(Remark.person_id == person.id, Remark.key == key)
        )
        found = stored is not None and stored.entry != entered(session, call)
        if stored is None:
            release, asked = asked_now(session, name, revision, scenario)
            _refuse_cancelled(release)
            about = (
                _about_thread(session, release, scenario, person, thread)
                if thread
                else (
                    asked.candidate(candidate, person) if candidate else None,
                    asked.shown(product) if product else None,
                )
            )
            stored = Remark(
                key=key,
                revision_id=asked.revision_id,
                scenario_id=scenario,
                candidate_id=about[0],
                product_id=about[1],
                thread=thread,
                deed=deed,
                person_id=person.id,
                person_name=person.name,
                text=text,
                at=at,
                mentions=sorted(set(mentions) - {person.id}),
            )
            stored.entry = enter(session, call)
            session.add(stored)
            session.flush()
        return RemarkReceipt(
            release=name,
            scenario=stored.scenario_id,
            id=stored.id,
            thread=stored.thread or stored.id,
            deed=stored.deed,
            text=stored.text,
            at=stored.at,
            found=found,
        )

    return write(sessions, work)


def mark_read(
    sessions: Sessions, person: Person, name: str, revision: int, scenario: str, up_to: int
) -> None:
    """This person has read all they may of a scenario's threads, up to this remark's id.

    It holds on every device of theirs. Marked again, nothing is stored. Raises UnknownRelease,
    UnknownSlate, StaleFingerprint.
    """

    def work(session: Session) -> None:
        release, asked = asked_now(session, name, revision, scenario)
        readable = heard(session, release, release.current, person, asked.scenario)
        for thread in readable.get(scenario, ()):
            new = [each.id for each in thread.remarks if each.new and each.id <= up_to]
            if new:
                session.add(ReadMark(person_id=person.id, thread=thread.id, up_to=max(new)))

    write(sessions, work)


def refuse_unless_talker(person: Person) -> None:
    if not person.talks:
        raise NotAllowed("Only who reviews, proposes or approves can talk about a release.")


def _refuse_empty(key: str, text: str, deed: Deed, thread: int | None) -> None:
    if not key:
        raise Unusable("A remark needs a key of its own; load the page again.")
    if deed is Deed.SAID and not text:
        raise Unusable("There is nothing to say yet: write a few words.")
    if deed is not Deed.SAID and thread is None:
        raise Unusable("Only a thread can be resolved or reopened; load the page again.")


def _refuse_cancelled(release: Release) -> None:
    if release.state is State.CANCELLED:
        raise NotInReview(f"“{release.shown_title}” was cancelled; nothing was saved.")


def _about_thread(
    session: Session, release: Release, scenario: str, person: Person, thread: int
) -> tuple[str | None, str | None]:
    """What a thread is about that this person may read here; UnknownSlate where they may not."""
    revision = release.current
    scenario_at(session, revision, scenario)
    readable = heard(session, release, revision, person, scenario).get(scenario, ())
    if thread not in {each.id for each in readable}:
        raise UnknownSlate("That thread is not here any more; load the page again.")
    begun = session.get_one(Remark, thread)
    return begun.candidate_id, begun.product_id
