"""Who is signed in: a row for each sign-in, asked on every action, ended at will."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from dashboard.releases.database import Sessions, glance, write
from dashboard.releases.model import SignIn
from dashboard.releases.person import Person

LIFETIME = timedelta(hours=12)


def sign_in(sessions: Sessions, person: Person, lifetime: timedelta = LIFETIME) -> str:
    """A new token for the person's browser; the record keeps only its digest.

    Rows of sign-ins that are over go by the same door: nothing asks for them any more."""
    token, now = token_urlsafe(32), datetime.now(UTC)

    def work(session: Session) -> str:
        session.execute(delete(SignIn).where(or_(SignIn.ended_at <= now, SignIn.expires_at <= now)))
        if session.get(SignIn, _digest(token)) is None:
            session.add(
                SignIn(
                    token_digest=_digest(token),
                    person_id=person.id,
                    created_at=now,
                    expires_at=now + lifetime,
                )
            )
        return token

    return write(sessions, work)


def sign_out(sessions: Sessions, token: str) -> None:
    """End this sign-in; an unknown or ended one stays as it is."""
    ending = (
        update(SignIn)
        .where(SignIn.token_digest == _digest(token), SignIn.ended_at.is_(None))
        .values(ended_at=datetime.now(UTC))
    )

    def work(session: Session) -> None:
        session.execute(ending)

    write(sessions, work)


def end_all_but(sessions: Sessions, person_ids: Iterable[str]) -> None:
    """End the sign-ins of everybody else, so that whoever is listed again later signs in anew."""
    listed = tuple(person_ids)
    ended = SignIn.person_id.not_in(listed), SignIn.ended_at.is_(None)
    if glance(sessions, select(SignIn.person_id).where(*ended).limit(1)) is None:
        return

    def work(session: Session) -> None:
        session.execute(update(SignIn).where(*ended).values(ended_at=datetime.now(UTC)))

    write(sessions, work)


def who_is(sessions: Sessions, token: str) -> str | None:
    """The id of the person whose sign-in this is; None where it is unknown, ended or expired."""
    standing = select(SignIn.person_id).where(
        SignIn.token_digest == _digest(token),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > datetime.now(UTC),
    )
    return glance(sessions, standing)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
