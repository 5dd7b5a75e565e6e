"""Under whose name something stands in the history."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.releases.person import Person

OURS = "Vitrine"
"""Commits everything; the author too of what was found unrecorded."""

SOMEBODY = "somebody outside Vitrine"
BREAKING = re.compile(r"[\x00-\x1f\x7f<>]+")
EPOCH = datetime.fromtimestamp(0, UTC)
CRUMBS = " .,:;\"\\'"


@dataclass(frozen=True)
class Author:
    """`on` None: not recorded yet."""

    by: str
    on: datetime | None = None


def signed(person: Person | None) -> Mapping[str, str]:
    """What git is told of the author and of who commits; None for what was found."""
    name = _clear(person.name) or _clear(person.id) or SOMEBODY if person else OURS
    email = _clear(person.email).replace(" ", "") if person else ""
    return {
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
        "GIT_COMMITTER_NAME": OURS,
        "GIT_COMMITTER_EMAIL": "vitrine@localhost",
    }


def read_author(name: str, at: str) -> Author:
    """From a commit's author and seconds since 1970, which may be any."""
    try:
        on = datetime.fromtimestamp(int(at), UTC)
    except (ValueError, OverflowError, OSError):
        on = EPOCH
    return Author(SOMEBODY if name in (OURS, "") else name, on)


def _clear(text: str) -> str:
    """Without what git cannot store in a name."""
    storable = text.encode("utf-8", "replace").decode()
    return " ".join(BREAKING.sub(" ", storable).split()).strip(CRUMBS)
