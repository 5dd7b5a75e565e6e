"""Whose slate stands in which column: hidden from whoever reviews, until the review is closed."""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from string import ascii_uppercase

from dashboard.releases.person import Person

MOST = 4096
"""Squares that are kept."""


def may_be_led(person: Person) -> bool:
    """Only a proposer who reviews nothing sees names before the review is closed."""
    return person.reviewer or not person.proposer


def columns(
    seed: str, person_id: str, position: int, candidates: Sequence[str]
) -> Mapping[str, str]:
    """The candidate in each column, by letter, for one person's scenario number `position`.

    Scenarios are taken in blocks of as many as there are candidates. Each block is a Latin
    square drawn for this person: within it every candidate stands in every column exactly
    once. In a block, or in two where the candidates are odd in number, every candidate also
    stands beside every other equally often, on either side (Williams 1949). The same for ever
    by its seed, and nobody's to work out without it.
    """
    block, row = divmod(position - 1, len(candidates))
    names = _square(seed, person_id, block, tuple(candidates))[row]
    return dict(zip(letters(len(names)), names, strict=True))


def letters(count: int) -> list[str]:
    """A, B ... Z, AA, AB ..."""
    double = (first + second for first in ascii_uppercase for second in ascii_uppercase)
    return list(islice(chain(ascii_uppercase, double), count))


def order(letter: str) -> tuple[int, str]:
    """Where a letter stands among the letters: Z before AA."""
    return len(letter), letter


@lru_cache(maxsize=MOST)
def _square(seed: str, person_id: str, block: int, candidates: tuple[str, ...]) -> list[list[str]]:
    """Of an odd number of candidates, every other square is the one before it, mirrored."""
    size = len(candidates)
    pair, mirrored = divmod(block, 2) if size % 2 else (block, 0)
    names = _shuffled(candidates, seed, person_id, "names", pair)
    steps = [place // 2 + 1 if place % 2 else -(place // 2) for place in range(size)]
    rows = [
        [names[(row + step) % size] for step in steps]
        for row in _shuffled(range(size), seed, person_id, "rows", block)
    ]
    return [each[::-1] for each in rows] if mirrored else rows


def _shuffled(things: Iterable, seed: str, *asked: object) -> list:
    """In an order that only the seed tells, alike on every version of Python."""

    def lot(thing: object) -> bytes:
        told = "\n".join(map(str, (*asked, thing)))
        return hmac.digest(seed.encode(), told.encode(), "sha256")

    return sorted(things, key=lot)
