"""What every transaction on the record begins with: the release, locked, and texts it can hold."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.releases.facts import UnknownRelease, Unusable
from dashboard.releases.model import Release

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


def storable(text: str, longest: int = LONGEST_TEXT) -> str:
    """A comment or reason without surrounding space, where it can be stored as it is."""
    text = text.strip()
    if len(text) > longest:
        raise Unusable(f"The text is longer than {longest} characters; shorten it.")
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise Unusable("The text holds a character that cannot be stored; type it again.")
    return text
