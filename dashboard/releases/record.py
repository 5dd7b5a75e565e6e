"""What transactions on the record share: the release locked, texts it can hold, said but once."""

from collections.abc import Callable, Sequence
from functools import cache

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Session

from dashboard.releases.base import Base
from dashboard.releases.entry import enter, entered
from dashboard.releases.facts import UnknownRelease, Unusable
from dashboard.releases.model import Release
from dashboard.releases.said import Said, said_before

LONGEST_TEXT = 4000


def locked(session: Session, name: str, shared: bool = False) -> Release:
    """The release, so that nobody else changes it before this transaction ends.

    A shared lock lets other reviewers answer at once, but nobody close, revise or sign.
    """
    release = session.scalar(
        select(Release).where(Release.name == name).with_for_update(read=shared)
    )
    if release is None:
        raise UnknownRelease(f"There is no release named {name}.")
    return release


def locked_alone(session: Session, name: str) -> Release:
    """The release, once nobody is writing about any release any more.

    A closing needs it: a product that was settled in another release, whose review is closed, is
    settled here too, where that was entered before, and its entry may still be on the way to the
    record.
    """
    session.execute(select(Release.id).order_by(Release.id).with_for_update()).all()
    return locked(session, name)


def storable(text: str, longest: int = LONGEST_TEXT) -> str:
    """A comment or reason without surrounding space, where it can be stored as it is."""
    text = text.strip()
    if len(text) > longest:
        raise Unusable(f"The text is longer than {longest} characters; shorten it.")
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise Unusable("The text holds a character that cannot be stored; type it again.")
    return text


def stored_once(
    session: Session, new: Said, key: str, stored: Sequence[Said], refuse: Callable[[], None]
) -> tuple[Said, bool]:
    """The row that stands: the one in force where it says the same, or `new`, added.

    And whether it was there before this call, whose `key` is that of its entry.

    `new` has the version after the one that its page showed, `stored` is all that was said to
    the same question, the one in force last. `refuse` raises where nothing new may be said.
    Raises AlreadyAnswered where something else was said since.
    """
    found = said_before(stored, new.said, new.version - 1)
    if found is not None:
        return found, found.entry != entered(session, key)
    refuse()
    new.entry = enter(session, key)
    session.add(new)
    return new, False


def versions_of(session: Session, new: Said) -> Sequence[Said]:
    """All that was said to the same question, which is the natural key but for the version."""
    table = type(new)
    same = (getattr(table, each) == getattr(new, each) for each in _question(table))
    return session.scalars(select(table).where(*same).order_by(table.version)).all()


@cache
def _question(table: type[Base]) -> tuple[str, ...]:
    unique = next(
        each for each in table.__table__.constraints if isinstance(each, UniqueConstraint)
    )
    return tuple(each.name for each in unique.columns if each.name != "version")
