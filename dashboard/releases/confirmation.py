"""The text an approver types to sign, and whether it was typed."""

import re
from unicodedata import normalize

from dashboard.releases.choices import Decision

DIGITS = 4
FORM = re.compile(r"(?:GO|NO-GO) \S+ ([0-9a-f]{4}) ([0-9a-f]{4})")


def confirmation(decision: Decision, name: str, fingerprint: str, review: str) -> str:
    """The decision, the release's name, four digits of its fingerprint and four of its review."""
    return f"{decision} {name} {fingerprint[:DIGITS]} {review[:DIGITS]}"


def confirmed(typed: str, asked: str) -> bool:
    """Plain spaces around it are forgiven; look-alike or invisible characters are not."""
    return _plain(typed) == asked


def digits_seen(typed: str) -> tuple[str, str] | None:
    """The digits of fingerprint and review in a text of that form; None where it has another."""
    found = FORM.fullmatch(_plain(typed))
    return (found[1], found[2]) if found else None


def is_seen(seen: str, digest: str) -> bool:
    """Whether what a person saw of a digest, all of it or its first digits, is of this one."""
    return len(seen) >= DIGITS and digest.startswith(seen)


def _plain(typed: str) -> str:
    return normalize("NFC", typed).strip(" ")
