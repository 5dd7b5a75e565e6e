"""What sets a share of what a shop sells apart from what is usual: categories, words, columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from recommender.coverage.habits import Habits

CLEARLY_MORE = 1.15
"""How many times the average a trait must be, to be named."""
WORTH_NAMING = 0.02
"""How telling a trait must be, to be named."""
WORD = re.compile(r"[^\W\d_]{4,}")
MOST_WORDS = 1_000


@dataclass(frozen=True)
class Trait:
    """Something that is bought more of than usual; `telling`: how much it sets apart.

    `column`: the catalogue's that says so; `title` for a word of titles.
    """

    column: str
    text: str
    share: float
    telling: float


class Traits:
    """Finds traits; a `share` is by product and sums to 1."""

    def __init__(self, habits: Habits):
        self.habits = habits
        self._words = () if "category" in habits.columns else _words(habits)

    def kinds(self, share: np.ndarray) -> tuple[Trait, ...]:
        """One or two categories; words of titles where the shop names no categories.

        Where no category is bought more than usual, the one that makes up half of all.
        """
        if self._words:
            return _foremost(self._of_words(share))
        if "category" not in self.habits.columns:
            return ()
        return _foremost(self._of_column("category", share)) or self._half("category", share)

    def most(self, share: np.ndarray) -> tuple[Trait, ...]:
        """The one or two kinds that make up most of it, be they usual or not; none where no two
        products share a word of their titles in a shop without categories."""
        if self._words:
            of_one = 1.5 * share[share > 0].min()
            found = [each for each in self._of_words(share) if each.share > of_one]
        elif "category" in self.habits.columns:
            column = self.habits.columns["category"]
            sums = column.sums(share)
            found = [
                Trait("category", column.values[each], sums[each], 0) for each in sums.nonzero()[0]
            ]
        else:
            return ()
        ranked = sorted(found, key=lambda each: (-round(each.share, 9), -each.telling))
        return tuple(each for each in ranked[:2] if each.share >= ranked[0].share / 2)

    def detail(self, share: np.ndarray) -> Trait | None:
        """The most telling value of any other column."""
        others = (name for name in self.habits.columns if name != "category")
        found = [trait for name in others for trait in self._of_column(name, share)]
        return max(found, key=_telling_of, default=None)

    def _of_column(self, name: str, share: np.ndarray) -> Iterator[Trait]:
        column = self.habits.columns[name]
        usual = column.sums(self.habits.overall)
        return _clear(name, column.values, column.sums(share), usual)

    def _half(self, name: str, share: np.ndarray) -> tuple[Trait, ...]:
        column = self.habits.columns[name]
        sums = column.sums(share)
        halves = np.flatnonzero(sums > 0.5)
        return tuple(Trait(name, column.values[each], float(sums[each]), 0) for each in halves)

    def _of_words(self, share: np.ndarray) -> Iterator[Trait]:
        bought, usual = (
            np.array([each[positions].sum() for _, positions in self._words])
            for each in (share, self.habits.overall)
        )
        return _clear("title", tuple(f"“{word}”" for word, _ in self._words), bought, usual)


def telling(share: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """Each part's share of the Kullback-Leibler divergence: often here, and oftener than usual."""
    ratio = np.divide(share, usual, out=np.ones_like(share), where=(share > 0) & (usual > 0))
    return share * np.log(ratio)


def _clear(
    column: str, values: tuple[str, ...], share: np.ndarray, usual: np.ndarray
) -> Iterator[Trait]:
    tells = telling(share, usual)
    for each in np.flatnonzero((share > CLEARLY_MORE * usual) & (tells > WORTH_NAMING)):
        yield Trait(column, values[each], float(share[each]), float(tells[each]))


def _words(habits: Habits) -> tuple[tuple[str, np.ndarray], ...]:
    """The words of titles that are bought most, each with its products' positions."""
    places: dict[str, list[int]] = {}
    bought = Counter()
    for position, title in enumerate(habits.shop.catalogue.frame["title"]):
        for word in set(WORD.findall(title.lower())):
            places.setdefault(word, []).append(position)
            bought[word] += habits.overall[position]
    ranked = sorted(bought, key=lambda word: (-bought[word], word))
    shared = [word for word in ranked if len(places[word]) > 1][:MOST_WORDS]
    return tuple((word, np.array(places[word])) for word in shared)


def _foremost(traits: Iterable[Trait]) -> tuple[Trait, ...]:
    """The most telling, and the second where it tells nearly as much."""
    found = sorted(traits, key=_telling_of, reverse=True)
    return tuple(each for each in found[:2] if each.telling >= found[0].telling / 3)


def _telling_of(trait: Trait) -> float:
    return trait.telling
