"""What a candidate answers: ranked recommendations, shown together."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why a candidate gave no slate that can be trusted."""

    SLOW = "slow"
    FAILING = "failing"
    EMPTY = "empty"
    CONTRACT = "contract"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One product; `rank` counts from 1, a higher `score` is better within one slate."""

    rank: int
    product_id: str
    score: float
    reason: str = ""

    def as_record(self) -> dict:
        return {
            "rank": self.rank,
            "product_id": self.product_id,
            "score": self.score,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Slate:
    """The recommendations of one candidate; an empty one says why in `note`."""

    candidate: str
    recommendations: tuple[Recommendation, ...] = ()
    note: str = ""
    trouble: Trouble | None = None

    @property
    def product_ids(self) -> tuple[str, ...]:
        return tuple(each.product_id for each in self.recommendations)

    def __len__(self) -> int:
        return len(self.recommendations)
