"""Suggestions put aside for good, or taken up again; each is one commit."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios.commits import commit
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.ledger import FOUND, Done, Ledger, opened
from recommender.coverage.dismissed import (
    FILE,
    MOST_BYTES,
    Dismissal,
    dismissed_text,
    read_dismissed,
)
from recommender.file_replacement import replace_files
from recommender.scenario import ScenarioNotSaved

Dismissals = tuple[Dismissal, ...]


def record_dismissal(folder: Path, person: Person, bought: Sequence[str]) -> Done:
    """A Refusal, and nothing is written, where the file is broken."""
    entry = Dismissal(
        bought=tuple(dict.fromkeys(bought)), by=person.name, on=datetime.now(UTC).date()
    )

    def longer(known: Dismissals) -> Dismissals:
        return known if any(_same(each, bought) for each in known) else (*known, entry)

    return _change(folder, person, longer, "Put a suggestion aside")


def recall_dismissal(folder: Path, person: Person, bought: Sequence[str]) -> Done:
    def shorter(known: Dismissals) -> Dismissals:
        return tuple(each for each in known if not _same(each, bought))

    return _change(folder, person, shorter, "Take up a suggestion again")


def _same(dismissal: Dismissal, bought: Sequence[str]) -> bool:
    return set(dismissal.bought) == set(bought)


def _change(
    folder: Path, person: Person, change: Callable[[Dismissals], Dismissals], message: str
) -> Done:
    with opened(folder, person) as ledger:
        known = read_dismissed(folder)
        changed = change(known)
        if changed == known:
            return Done(None, "")
        text = dismissed_text(changed).encode("utf-8")
        if len(text) > MOST_BYTES:
            raise ScenarioNotSaved(f"{FILE} is full; take old entries out of it.")
        _record(ledger, None, FOUND)
        _write(folder / FILE, text)
        return _record(ledger, person, message)


def _write(path: Path, text: bytes) -> None:
    try:
        replace_files({path: text})
    except OSError as error:
        raise ScenarioNotSaved(
            f"{path} cannot be written: {error.strerror}. What was there before stands."
        ) from error


def _record(ledger: Ledger, person: Person | None, message: str) -> Done:
    trouble: object = ledger.trouble
    if ledger.repository is not None and not trouble:
        try:
            return Done(commit(ledger.repository, [FILE], person, message, ledger.descriptor), "")
        except NotRecorded as refused:
            trouble = refused
    return Done(None, f"Saved in the file, but not recorded in the history: {trouble}")
