"""Whose slate stands in which column: hidden from whoever reviews, until the review is closed."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from random import Random
from string import ascii_uppercase

from dashboard.releases.choices import State
from dashboard.releases.person import Person


def is_blind(person: Person, state: State) -> bool:
    """Only a proposer who reviews nothing sees names before the review is closed."""
    return state is State.IN_REVIEW and (person.reviewer or not person.proposer)


def columns(
    seed: str, person_id: str, position: int, candidates: Sequence[str]
) -> Mapping[str, str]:
    """The candidate in each column, by letter, for one person's scenario number `position`.

    Scenarios are taken in blocks of as many as there are candidates. Each block is a Latin
    square drawn at random for this person: within it every candidate stands in every column
    exactly once, and no column tells of the one beside it. The same for ever by its seed.
    """
    block, row = divmod(position - 1, len(candidates))
    order = _square(f"{seed}/{person_id}/{block}", sorted(candidates))[row]
    return dict(zip(letters(len(order)), order, strict=True))


def letters(count: int) -> list[str]:
    """A, B ... Z, AA, AB ..."""
    single = list(ascii_uppercase)
    double = [first + second for first in single for second in single]
    return [*single, *double][:count]


def _square(name: str, candidates: Sequence[str]) -> list[list[str]]:
    """A Latin square: a cyclic one, its rows, columns and candidates shuffled."""
    random = Random(sha256(name.encode()).digest())  # noqa: S311 - fair, and repeatable
    size = len(candidates)
    rows, places, names = (random.sample(range(size), size) for _ in range(3))
    return [[candidates[names[(row + place) % size]] for place in places] for row in rows]
