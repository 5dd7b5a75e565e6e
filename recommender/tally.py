"""What became of the rows of a source: read = kept + dropped by reason, to the row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from recommender.refusal import Refusal


class RowsUnaccounted(Refusal):
    """An importer lost count of its rows; nothing was written."""


@dataclass(frozen=True)
class Tally:
    """Rows of one kind. `notes` count what was kept but changed or filled in; `examples` name the
    first few that were dropped for a reason, where they have a name."""

    read: int
    kept: int
    dropped: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lost = self.read - self.kept - sum(self.dropped.values())
        if lost:
            raise RowsUnaccounted(
                f"{self.read} rows were read, {self.kept} kept and {lost} lost without a reason: "
                "a fault of this importer, nothing was written; please report it."
            )

    @property
    def reasons(self) -> str:
        """Why rows were dropped, with how many: "3 without a shopper, 1 without a date"."""
        return ", ".join(f"{count:,} {reason}" for reason, count in self.dropped.items())

    def noting(self, notes: Mapping[str, int]) -> "Tally":
        """The same with further notes."""
        return replace(self, notes={**self.notes, **notes})

    def example(self) -> str:
        """The first that is named; "" where none is."""
        return next((names[0] for names in self.examples.values() if names), "")

    def as_record(self) -> dict:
        return {
            "read": self.read,
            "kept": self.kept,
            "dropped": dict(self.dropped),
            "notes": dict(self.notes),
            **({"examples": dict(self.examples)} if self.examples else {}),
        }


class Sieve:
    """Drops rows by one reason after the other; a row counts under its first reason."""

    def __init__(self, count: int):
        self.kept = np.ones(count, dtype=bool)
        self.dropped: dict[str, int] = {}

    def drop(self, reason: str, rows: np.ndarray) -> None:
        """`rows`: one boolean a row."""
        fresh = self.kept & np.asarray(rows, dtype=bool)
        if fresh.any():
            self.dropped[reason] = self.dropped.get(reason, 0) + int(fresh.sum())
            self.kept &= ~fresh

    def tally(self, kept: int, notes: Mapping[str, int] | None = None) -> Tally:
        """`kept`: the rows handed over, counted there and not here."""
        return Tally(len(self.kept), kept, dict(self.dropped), dict(notes or {}))
