"""Any group of shoppers in a merchandiser's words, and the products that show them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from recommender.coverage.habits import MONTHS, Habits
from recommender.coverage.theme import Theme
from recommender.coverage.traits import CLEARLY_MORE, Traits, telling

MOST_PRODUCTS = 8
FEWEST_BUYERS = 3
EVERY = ((0.45, "second"), (0.3, "third"), (0.22, "fourth"), (0.18, "fifth"))


@dataclass(frozen=True)
class Portrait:
    """`title` heads a card; `detail`, `spending` and `season` stand quietly under it, or are empty.

    `people` names them within a sentence, `products` are ids.
    """

    title: str
    detail: str
    spending: str
    season: str
    people: str
    products: tuple[str, ...]

    @property
    def traits(self) -> tuple[str, ...]:
        """What stands under the title."""
        return tuple(filter(None, (self.detail, self.spending, self.season)))

    @property
    def name(self) -> str:
        """All in one line."""
        return " · ".join((self.title, *self.traits))


class Painter:
    """Draws portraits of weighted groups of the shoppers surveyed."""

    def __init__(self, habits: Habits):
        self.habits, self.traits = habits, Traits(habits)
        self._rates = np.asarray(habits.bought.mean(axis=0)).ravel()
        self._usual_months = habits.months.mean(axis=0)

    def portraits(self, groups: Iterable[np.ndarray]) -> tuple[Portrait, ...]:
        """One a group; those that would be called the same name their foremost product too."""
        groups = list(groups)
        drawn = [self.portrait(weights) for weights in groups]
        times = Counter(map(_called, drawn))
        return tuple(
            self.portrait(weights, above_all=True) if times[_called(each)] > 1 else each
            for weights, each in zip(groups, drawn, strict=True)
        )

    def portrait(self, weights: np.ndarray, above_all: bool = False) -> Portrait:
        """`weights` by shopper, none below 0, not all 0."""
        weights = weights / weights.sum()
        products, season = self._products(weights), self._season(weights)
        theme = self.theme(weights @ self.habits.profiles)
        details = [theme.detail.text] if theme.detail else []
        foremost = [self._foremost(products)] if above_all and products else []
        return Portrait(
            title=theme.title,
            detail=", ".join([*details, *foremost]),
            spending=self._spending(weights),
            season=season,
            people=", ".join(filter(None, (f"people who buy {theme.whole}", *foremost, season))),
            products=products,
        )

    def theme(self, share: np.ndarray) -> Theme:
        """`share` by product, sums to 1."""
        return Theme(self.traits.kinds(share), self.traits.detail(share))

    def _foremost(self, products: tuple[str, ...]) -> str:
        return f"above all “{self.habits.shop.catalogue[products[0]].title}”"

    def _products(self, weights: np.ndarray) -> tuple[str, ...]:
        """Bought far more often than by others, and by enough people to be no accident."""
        rates = weights @ self.habits.bought
        buyers = (weights > 0).astype(float) @ self.habits.bought
        fewest = min(FEWEST_BUYERS, np.count_nonzero(weights))
        tells = np.where(buyers >= fewest, telling(rates, self._rates), -np.inf)
        best = np.argsort(-tells, kind="stable")[:MOST_PRODUCTS]
        ids = self.habits.shop.catalogue.ids
        return tuple(ids[each] for each in best if tells[each] > -np.inf and rates[each] > 0)

    def _spending(self, weights: np.ndarray) -> str:
        """Half of them spend less on a day of shopping, half more."""
        known = np.isfinite(self.habits.spending) & (weights > 0)
        if not known.any():
            return ""
        amounts = self.habits.spending[known]
        order = np.argsort(amounts, kind="stable")
        reached = np.cumsum(weights[known][order])
        middle = amounts[order][np.searchsorted(reached, reached[-1] / 2)]
        return f"about {self.habits.money(float(middle))} a basket"

    def _season(self, weights: np.ndarray) -> str:
        months = weights @ self.habits.months
        first = int(np.argmax(telling(months, self._usual_months)))
        if months[first] < CLEARLY_MORE * self._usual_months[first]:
            return ""
        every = next((word for least, word in EVERY if months[first] >= least), None)
        return f"every {every} time in {MONTHS[first]}" if every else ""


def _called(portrait: Portrait) -> tuple[str, str, str]:
    return portrait.title, portrait.detail, portrait.season
