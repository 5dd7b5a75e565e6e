"""One shop's products, found by words and facets."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from recommender.catalogue import Catalogue
from recommender.search.facet import Choices, Counted, Facet, counted
from recommender.search.facets import facets_of
from recommender.search.order import Sort, orders
from recommender.search.text_index import TextIndex

WORDS_REMEMBERED = 64


@dataclass(frozen=True, eq=False)
class Found:
    """Positions in the catalogue, in the order asked for, and the facets beside them."""

    positions: np.ndarray
    facets: tuple[Counted, ...]


class Search:
    """In memory over one catalogue; safe to ask from several threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        sales: np.ndarray | None = None,
        first_bought: np.ndarray | None = None,
    ):
        """Both by the catalogue's position. `sales`: of equally good products the best seller is
        first; without it, the catalogue's order decides. `first_bought`: see `orders`."""
        self.catalogue = catalogue
        self._orders = orders(catalogue, sales, first_bought)
        self.matches = lru_cache(WORDS_REMEMBERED)(self._matches)

    @cached_property
    def _index(self) -> TextIndex:
        return TextIndex(self.catalogue.frame.iloc[self._orders[Sort.SOLD]])

    @cached_property
    def facets(self) -> dict[str, Facet]:
        return {each.name: each for each in facets_of(self.catalogue)}

    def find(self, words: str, limit: int = 12) -> list[str]:
        """Product ids, best first; the best sellers where there is no word to look for."""
        return self.catalogue.ids[self.matches(words)[:limit]].tolist()

    def look(
        self,
        positions: np.ndarray,
        choices: Choices | None = None,
        sort: Sort = Sort.BEST,
    ) -> Found:
        """Those of the products, best first, that have what was chosen, and how many there are of
        every value; a facet's own choice does not narrow its own counts. KeyError where a choice
        names no facet."""
        choices = choices or {}
        having = {name: self.facets[name].having(values) for name, values in choices.items()}
        found = _narrowed(positions, having)
        beside = {name: _narrowed(positions, having, but=name) for name in having}
        facets = tuple(
            counted(facet, beside.get(name, found), choices.get(name, ()))
            for name, facet in self.facets.items()
        )
        return Found(self._sorted(found, sort), facets)

    def _matches(self, words: str) -> np.ndarray:
        """Positions of what the words mean, best first; everything, most sold first, where there
        is no word."""
        rows = self._index.rows(words)
        sold = self._orders[Sort.SOLD]
        return sold if rows is None else sold[rows]

    def _sorted(self, positions: np.ndarray, sort: Sort) -> np.ndarray:
        if sort is Sort.BEST:
            return positions
        wanted = np.zeros(len(self.catalogue), bool)
        wanted[positions] = True
        order = self._orders[sort]
        return order[wanted[order]]


def _narrowed(
    positions: np.ndarray, having: dict[str, np.ndarray], but: str | None = None
) -> np.ndarray:
    """What has something of every facet chosen, but for one."""
    for name, marked in having.items():
        if name != but:
            positions = positions[marked[positions]]
    return positions
