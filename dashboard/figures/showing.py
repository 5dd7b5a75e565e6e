"""How many of a candidate's slates people would show."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.releases.choices import Answer
from recommender.metrics.share import Share, at_most, share

Verdicts = Mapping[tuple[str, str], Answer]
"""By scenario and candidate."""


@dataclass(frozen=True, slots=True)
class Showing:
    """Slates: shown as they are, with reservations, not at all."""

    shown: int
    reserved: int
    refused: int

    @property
    def whole(self) -> int:
        return self.shown + self.reserved + self.refused

    @property
    def share(self) -> Share | None:
        """Of those shown as they are."""
        return share(self.shown, self.whole)

    @property
    def most_refused(self) -> float | None:
        """The largest share of refused slates that fits what was seen, at 95 %."""
        return at_most(self.refused, self.whole)


def showing(verdicts: Verdicts, candidate: str, scenarios: Iterable[str]) -> Showing:
    counts = Counter(verdicts.get((scenario, candidate)) for scenario in scenarios)
    return Showing(counts[Answer.SHOW], counts[Answer.RESERVATIONS], counts[Answer.DO_NOT_SHOW])
