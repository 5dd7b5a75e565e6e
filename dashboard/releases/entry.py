"""The record's own order: what was entered before what, whatever any clock said."""

from secrets import token_hex

from sqlalchemy import insert, select
from sqlalchemy.orm import Mapped, MappedAsDataclass, Session, mapped_column

from dashboard.releases.base import Base


class Entry(Base):
    """One thing that somebody did; of two entries, the one with the higher number came later.

    Clocks are set back and differ between servers, so times are only shown. `key` is random and
    belongs to one call, which finds by it what it has done already when the reply to its COMMIT
    was lost.
    """

    __tablename__ = "entries"

    number: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(unique=True)


class Entered(MappedAsDataclass, kw_only=True):
    """A row of what was opened, said, closed or signed; `entry` is its entry's number.

    0, where it was never entered, comes before everything.
    """

    entry: Mapped[int] = mapped_column(init=False, default=0)


def new_key() -> str:
    """The key of one call; made outside of its transaction, so that a retry has the same."""
    return token_hex(16)


def enter(session: Session, key: str) -> int:
    """The number of a new entry, for rows that are not stored yet and may not change later.

    Asked for once the release is locked, so that what waited for the lock comes after.
    """
    with session.no_autoflush:
        made = session.execute(insert(Entry.__table__).values(key=key))
    return made.inserted_primary_key[0]


def entered(session: Session, key: str) -> int | None:
    """The number of the entry that an earlier try of the same call has made; None for none."""
    return session.scalar(select(Entry.number).where(Entry.key == key))
