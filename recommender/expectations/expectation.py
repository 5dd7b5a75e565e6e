"""One checkable statement about a slate."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expectation:
    """A word of the vocabulary with its options, as written: what was left out stays out.

    Made by `recommender.expectations.vocabulary.expect`, which refuses what cannot be.
    """

    name: str
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def because(self) -> str:
        return str(self.options.get("because", ""))

    def as_record(self) -> dict:
        return {self.name: dict(self.options)}
