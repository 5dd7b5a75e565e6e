"""Any group of shoppers in a merchandiser's words, and the products that show them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from recommender.coverage.habits import MONTHS, Habits

MOST_PRODUCTS = 8
FEWEST_BUYERS = 3
CLEARLY_MORE = 1.15
"""How many times the average a trait must be, to be named."""
WORTH_NAMING = 0.02
"""How telling a trait must be, to be named."""
EVERY = ((0.45, "second"), (0.3, "third"), (0.22, "fourth"), (0.18, "fifth"))
WORD = re.compile(r"[^\W\d_]{4,}")
MOST_WORDS = 1_000


@dataclass(frozen=True)
class Portrait:
    """`name` heads a card, `people` names them within a sentence, `products` are ids."""

    name: str
    people: str
    products: tuple[str, ...]


@dataclass(frozen=True)
class Trait:
    """Something that a group buys more of than others do; `telling`: how much it sets apart."""

    text: str
    share: float
    telling: float


class Painter:
    """Draws portraits of weighted groups of the shoppers surveyed."""

    def __init__(self, habits: Habits):
        self.habits = habits
        self._rates = np.asarray(habits.bought.mean(axis=0)).ravel()
        self._usual_months = habits.months.mean(axis=0)
        self._words = () if "category" in habits.columns else _words(habits)

    def portraits(self, groups: Iterable[np.ndarray]) -> tuple[Portrait, ...]:
        """One a group; those that would be called the same name their foremost product too."""
        groups = list(groups)
        drawn = [self.portrait(weights) for weights in groups]
        times = Counter(each.people for each in drawn)
        return tuple(
            self.portrait(weights, above_all=True) if times[each.people] > 1 else each
            for weights, each in zip(groups, drawn, strict=True)
        )

    def portrait(self, weights: np.ndarray, above_all: bool = False) -> Portrait:
        """`weights` by shopper, none below 0, not all 0."""
        weights = weights / weights.sum()
        share, products = weights @ self.habits.profiles, self._products(weights)
        kinds, more = self._kinds(share), self._detail(share)
        if above_all and products:
            more += f", above all “{self.habits.shop.catalogue[products[0]].title}”"
        often = "mostly" if sum(kind.share for kind in kinds) >= 0.5 else "often"
        what, season = f"{_joined(kinds)}{more}", self._season(weights)
        named = f"{often.capitalize()} {what}" if kinds else f"A bit of everything{more}"
        buying = f"{often} buy {what}" if kinds else f"buy a bit of everything{more}"
        return Portrait(
            name=f"{named}{self._spending(weights)}{season}",
            people=f"those who {buying}{season}",
            products=products,
        )

    def theme(self, weights: np.ndarray) -> str:
        """What they buy in a few words, for a title; empty where nothing stands out."""
        return _joined(self._kinds(weights / weights.sum() @ self.habits.profiles))

    def _products(self, weights: np.ndarray) -> tuple[str, ...]:
        """Bought far more often than by others, and by enough people to be no accident."""
        rates = weights @ self.habits.bought
        buyers = (weights > 0).astype(float) @ self.habits.bought
        fewest = min(FEWEST_BUYERS, np.count_nonzero(weights))
        telling = np.where(buyers >= fewest, _telling(rates, self._rates), -np.inf)
        best = np.argsort(-telling, kind="stable")[:MOST_PRODUCTS]
        ids = self.habits.shop.catalogue.ids
        return tuple(ids[each] for each in best if telling[each] > -np.inf and rates[each] > 0)

    def _kinds(self, share: np.ndarray) -> list[Trait]:
        """One or two categories; words of titles where the shop names no categories.

        Where no category is bought more than usual, the one that makes up half of all.
        """
        if self._words:
            return _foremost(self._of_words(share))
        if "category" not in self.habits.columns:
            return []
        traits = list(self._of_column("category", share))
        return _foremost(traits) or self._half("category", share)

    def _detail(self, share: np.ndarray) -> str:
        """The most telling value of any other column, in brackets."""
        others = (name for name in self.habits.columns if name != "category")
        found = [trait for name in others for trait in self._of_column(name, share)]
        return f" ({max(found, key=_telling_of).text})" if found else ""

    def _of_column(self, name: str, share: np.ndarray) -> Iterator[Trait]:
        column = self.habits.columns[name]
        return _traits(column.values, column.sums(share), column.sums(self.habits.overall))

    def _half(self, name: str, share: np.ndarray) -> list[Trait]:
        """The value that makes up more than half of all, if one does."""
        column = self.habits.columns[name]
        sums = column.sums(share)
        return [
            Trait(column.values[each], float(sums[each]), 0) for each in np.flatnonzero(sums > 0.5)
        ]

    def _of_words(self, share: np.ndarray) -> Iterator[Trait]:
        counted = [
            np.array([each[positions].sum() for _, positions in self._words])
            for each in (share, self.habits.overall)
        ]
        return _traits(tuple(f"“{word}”" for word, _ in self._words), *counted)

    def _spending(self, weights: np.ndarray) -> str:
        """Half of them spend less on a day of shopping, half more."""
        known = np.isfinite(self.habits.spending) & (weights > 0)
        if not known.any():
            return ""
        amounts = self.habits.spending[known]
        order = np.argsort(amounts, kind="stable")
        reached = np.cumsum(weights[known][order])
        middle = amounts[order][np.searchsorted(reached, reached[-1] / 2)]
        return f", about {self.habits.money(float(middle))} a basket"

    def _season(self, weights: np.ndarray) -> str:
        months = weights @ self.habits.months
        first = int(np.argmax(_telling(months, self._usual_months)))
        if months[first] < CLEARLY_MORE * self._usual_months[first]:
            return ""
        every = next((word for least, word in EVERY if months[first] >= least), None)
        return f", every {every} time in {MONTHS[first]}" if every else ""


def _telling(share: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """Each part's share of the Kullback-Leibler divergence: often here, and oftener than usual."""
    ratio = np.divide(share, usual, out=np.ones_like(share), where=(share > 0) & (usual > 0))
    return share * np.log(ratio)


def _traits(values: tuple[str, ...], share: np.ndarray, usual: np.ndarray) -> Iterator[Trait]:
    telling = _telling(share, usual)
    for each in np.flatnonzero((share > CLEARLY_MORE * usual) & (telling > WORTH_NAMING)):
        yield Trait(values[each], float(share[each]), float(telling[each]))


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


def _foremost(traits: Iterable[Trait]) -> list[Trait]:
    """The most telling, and the second where it tells nearly as much."""
    found = sorted(traits, key=_telling_of, reverse=True)
    return [each for each in found[:2] if each.telling >= found[0].telling / 3]


def _telling_of(trait: Trait) -> float:
    return trait.telling


def _joined(kinds: list[Trait]) -> str:
    return " and ".join(kind.text for kind in kinds)
