"""What belongs together in two lists: the same thing before and after it was edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Pair(Generic[T]):
    """`before` None: it is new; `after` None: it is gone."""

    before: T | None
    after: T | None


def pairs(before: Sequence[T], after: Sequence[T], key: Callable[[T], str]) -> list[Pair[T]]:
    """What differs. What is equal on both sides goes together first, then what has the same key,
    in order; the rest is new (where it stands) or gone (at the end)."""
    left = list(before)
    fresh = [each for each in after if _take(left, lambda other, each=each: other == each) is None]
    found = [
        Pair(_take(left, lambda other, each=each: key(other) == key(each)), each) for each in fresh
    ]
    return [*found, *(Pair(each, None) for each in left)]


def kept_order(before: Sequence[T], after: Sequence[T], key: Callable[[T], str]) -> bool:
    """Whether what stands in both lists stands in the same order."""
    return _common(before, after, key) == _common(after, before, key)


def _common(these: Sequence[T], others: Sequence[T], key: Callable[[T], str]) -> list[str]:
    """The keys of `these` that `others` have too, as often as they have them."""
    left = list(map(key, others))
    return [name for name in map(key, these) if _removed(left, name)]


def _removed(left: list[str], name: str) -> bool:
    if name in left:
        left.remove(name)
        return True
    return False


def _take(left: list[T], fits: Callable[[T], bool]) -> T | None:
    """The first that fits, taken out of the list."""
    for position, each in enumerate(left):
        if fits(each):
            return left.pop(position)
    return None
