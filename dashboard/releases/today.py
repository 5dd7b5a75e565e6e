"""What the shop shows today: a candidate of the last release signed GO, or the incumbent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dashboard.releases.choices import Decision
from dashboard.releases.model import Release, Revision
from dashboard.releases.signed import SignOff


@dataclass(frozen=True)
class Today:
    """`go` is the release signed GO and when; None where only the incumbent is known."""

    revision: Revision
    candidate: str
    go: tuple[str, datetime] | None


def today(session: Session, revision: Revision) -> Today | None:
    """What stood when this revision's review ended, or stands now; None where nothing does.

    Of several candidates that the last GO named, this revision's incumbent, else the first.
    """
    signed = [
        each
        for each in session.scalars(_signed_go())
        if each.id != revision.id and each.decision is Decision.GO and _before(each, revision)
    ]
    if signed:
        last = max(signed, key=_entered)
        named = last.signed_go
        candidate = revision.incumbent if revision.incumbent in named else named[0]
        release = session.get_one(Release, last.release_id)
        return Today(last, candidate, (release.shown_title, _last(last).at))
    return Today(revision, revision.incumbent, None) if revision.incumbent else None


def _signed_go():
    signed = select(SignOff.revision_id).where(SignOff.decision == Decision.GO)
    return select(Revision).where(Revision.id.in_(signed)).options(selectinload(Revision.sign_offs))


def _last(signed: Revision) -> SignOff:
    return max(signed.sign_offs, key=lambda each: each.entry)


def _entered(signed: Revision) -> int:
    return _last(signed).entry


def _before(signed: Revision, revision: Revision) -> bool:
    return revision.closing is None or _entered(signed) < revision.closing.entry
