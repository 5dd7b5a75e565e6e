"""What became of each product of a slate: came, left, rose, fell, or shown another way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Move(StrEnum):
    """REDRAWN: it stands where it stood, under another name or picture."""

    STAYED = "stayed"
    CAME = "came"
    LEFT = "left"
    ROSE = "rose"
    FELL = "fell"
    REDRAWN = "redrawn"


@dataclass(frozen=True)
class Place:
    """One product in a slate, places counted from 1; `was` is None where it came."""

    product: str
    move: Move
    place: int
    was: int | None


def moves(
    before: Sequence[str], after: Sequence[str], redrawn: Collection[str] = ()
) -> tuple[Place, ...]:
    """Each product of the slate `after`.

    Who only stepped up or down because others came or left has not moved: those that did are
    the fewest without whom the two slates are in one order.
    """
    was = {product: place for place, product in enumerate(before, start=1)}
    kept = _in_order([was[each] for each in after if each in was])
    return tuple(
        Place(
            product,
            _move(place, was.get(product), kept, product in redrawn),
            place,
            was.get(product),
        )
        for place, product in enumerate(after, start=1)
    )


def departures(before: Sequence[str], shown: Collection[str]) -> tuple[Place, ...]:
    """Each product of the slate `before`: left, where it is not `shown` any more."""
    return tuple(
        Place(product, Move.STAYED if product in shown else Move.LEFT, place, place)
        for place, product in enumerate(before, start=1)
    )


def _move(place: int, was: int | None, kept: Collection[int], redrawn: bool) -> Move:
    if was is None:
        return Move.CAME
    if was in kept or was == place:
        return Move.REDRAWN if redrawn else Move.STAYED
    return Move.ROSE if place < was else Move.FELL


def _in_order(places: Sequence[int]) -> frozenset[int]:
    """A longest part of the places that only rises."""
    runs: list[tuple[int, ...]] = []
    for place in places:
        longest = max((run for run in runs if run[-1] < place), key=len, default=())
        runs.append((*longest, place))
    return frozenset(max(runs, key=len, default=()))
