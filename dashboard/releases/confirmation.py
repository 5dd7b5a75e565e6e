"""The text an approver types to sign, and whether it was typed."""

from unicodedata import normalize

from dashboard.releases.choices import Decision


def confirmation(decision: Decision, name: str, fingerprint: str) -> str:
    """The decision, the release's name and four digits of its fingerprint."""
    return f"{decision} {name} {fingerprint[:4]}"


def confirmed(typed: str, asked: str) -> bool:
    """Plain spaces around it are forgiven; look-alike or invisible characters are not."""
    return normalize("NFC", typed).strip(" ") == asked
