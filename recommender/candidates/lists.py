"""Slates or neighbours that somebody else computed, from a Parquet or CSV file."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
from pydantic import Field

from recommender.arrays import ArraysRefused, Layout, text_array, text_of
from recommender.candidate import SLATE_SIZE, About, Candidate, FittedCandidate
from recommender.candidates.baskets import Basket, Weight, basket_of
from recommender.candidates.first_asked import first_asked, slate_digest
from recommender.candidates.learnt import because, shortage
from recommender.candidates.list_file import MOST_ENTRIES, Lists, read_lists
from recommender.candidates.neighbours import Neighbours, check_rows
from recommender.shop import CANDIDATES, Shop
from recommender.situation import Situation
from recommender.slate import Slate, Trouble

MOST_KEYS = 100_000
MOST_KEY_BYTES = 16_000_000


class ListsCandidate(Candidate):
    """`path` names the file: key, rank, product_id, score with one slate a scenario, or
    product_id, neighbour_id, score with what each product bought brings along.

    A slate belongs to what was asked: to the digest in the column `situation` where there is one,
    else to what the scenario asked when this slate was first fitted, from whatever file.
    """

    learns: ClassVar[bool] = False
    about: ClassVar[About] = About(
        takes_in="Which scenario it is, or what was bought.",
        uses="A file that was computed elsewhere, as it stood when the candidate was fitted.",
        gives_out="The file's slate for the scenario, or the neighbours of what was bought, "
        "their scores added up; less what was bought.",
        how="Reads the answer, computes nothing but sums. How the file came about, its maker "
        "must say.",
        limits="Knows only the scenarios or products that the file names; for others the slate is "
        "empty and says so. A slate that was computed for another basket is not shown.",
    )

    path: Path = Field(strict=False)

    def fit(self, shop: Shop, *, progress: bool = False) -> FittedCandidate:
        return self._fitted(shop, read_lists(self.file(self.path), shop.catalogue))

    def layout(self, shop: Shop) -> Mapping[str, Layout]:
        rows = max(len(shop.catalogue), MOST_KEYS)
        return {
            "keys": Layout("uint8", (MOST_KEY_BYTES,), exact=False),
            "indptr": Layout("int32", (rows + 1,), exact=False),
            "indices": Layout("int32", (MOST_ENTRIES,), exact=False),
            "data": Layout("float64", (MOST_ENTRIES,), exact=False),
        }

    def open(self, shop: Shop, arrays: Mapping[str, np.ndarray]) -> FittedCandidate:
        keys, situations = _checked_keys(text_of(arrays["keys"]))
        rows = len(shop.catalogue) if keys is None else len(keys)
        check_rows(arrays, rows, len(shop.catalogue))
        lists = Lists(keys, arrays["indptr"], arrays["indices"], arrays["data"], situations)
        return self._fitted(shop, lists)

    def _fitted(self, shop: Shop, lists: Lists) -> FittedCandidate:
        return (ListedNeighbours if lists.keys is None else ListedSlates)(self, shop, lists)


class ListedSlates(FittedCandidate):
    """One slate a scenario."""

    def __init__(self, candidate: Candidate, shop: Shop, lists: Lists, newly_bound: int = 0):
        super().__init__(candidate, shop.catalogue)
        self.shop = shop
        self.lists = lists
        self.newly_bound = newly_bound
        self.rows = {key: row for row, key in enumerate(lists.keys or ())}

    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        row = self.rows.get(situation.key)
        if row is None:
            who = f"the scenario {situation.key!r}" if situation.key else "a shopper of no scenario"
            note = f"The lists hold no slate for {who}."
            return Slate(self.candidate.id, (), note, Trouble.EMPTY)
        computed_for = self.lists.situations[row]
        if computed_for and computed_for != situation.digest:
            note = (
                f"The list for the scenario {situation.key!r} was computed for another basket; "
                "compute it again and fit the model again."
            )
            return Slate(self.candidate.id, (), note, Trouble.STALE)
        found = slice(*self.lists.ends[row : row + 2])
        bought = set(self.catalogue.positions(situation.product_ids))
        pairs = zip(self.lists.positions[found].tolist(), self.lists.scores[found], strict=True)
        kept = [(position, score) for position, score in pairs if position not in bought]
        kept = kept[:slate_size]
        note = "" if len(kept) == slate_size else f"The list names only {len(kept)} products."
        return self.slate(*(zip(*kept, strict=True) if kept else ((), ())), note)

    def arrays(self) -> Mapping[str, np.ndarray]:
        return _arrays(self.lists)

    def bound_to(self, situations: Mapping[str, Situation]) -> "ListedSlates":
        """What the file itself says comes first. Else a slate of the same products and scores stays
        the answer to what was asked when it was first fitted."""
        slates = {key: self._digest(row) for key, row in self.rows.items()}
        said = dict(zip(self.rows, self.lists.situations, strict=True))
        now = {key: each.digest for key, each in situations.items()}
        bound, new = first_asked(self.shop.folder / CANDIDATES, slates, said, now)
        lists = replace(self.lists, situations=tuple(bound[key] for key in self.rows))
        return ListedSlates(self.candidate, self.shop, lists, new)

    def _digest(self, row: int) -> str:
        found = slice(*self.lists.ends[row : row + 2])
        ids = self.catalogue.ids
        return slate_digest(
            (ids[each] for each in self.lists.positions[found]), self.lists.scores[found]
        )

    def card(self) -> dict[str, object]:
        known, count = sum(map(bool, self.lists.situations)), len(self.lists.situations)
        baskets = (
            f"For {known} of {count} scenarios it is known for which basket they were computed."
        )
        if self.newly_bound:
            baskets += f" {self.newly_bound} of them are taken as computed for what this fit found."
        return {**super().card(), "baskets": baskets}


class ListedNeighbours(FittedCandidate):
    """What each product bought brings along, added up."""

    def __init__(self, candidate: Candidate, shop: Shop, lists: Lists):
        super().__init__(candidate, shop.catalogue)
        self.lists = lists
        self.neighbours = Neighbours.of_rows(lists.ends, lists.positions, lists.scores)

    def recommend(self, situation: Situation, slate_size: int = SLATE_SIZE) -> Slate:
        basket = self.basket(situation)
        if not basket.known:
            note = "The lists name no neighbours of what was bought."
            return Slate(self.candidate.id, (), note, Trouble.EMPTY)
        positions, scores = self.neighbours.rank(basket, slate_size)
        return self.slate(positions, scores, shortage(len(positions), slate_size))

    def explain(self, situation: Situation, product_id: str) -> str:
        basket, position = self.basket(situation), self.catalogue.position(product_id)
        return because(self.neighbours.contributions(basket, position), self.title_of)

    def basket(self, situation: Situation) -> Basket:
        return basket_of(self.catalogue, situation, Weight.ONCE, self.neighbours.knows)

    def arrays(self) -> Mapping[str, np.ndarray]:
        return _arrays(self.lists)


def _arrays(lists: Lists) -> Mapping[str, np.ndarray]:
    return {
        "keys": text_array(_told_keys(lists)),
        "indptr": lists.ends,
        "indices": lists.positions,
        "data": lists.scores,
    }


def _told_keys(lists: Lists) -> object:
    """Keys alone where nothing is known of what was asked, as they were always saved."""
    if not any(lists.situations):
        return lists.keys
    return {"keys": lists.keys, "situations": lists.situations}


def _checked_keys(told: object) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Keys and situations, one each."""
    if told is None:
        return None, ()
    known = isinstance(told, dict) and told.keys() == {"keys", "situations"}
    keys = told["keys"] if known else told
    situations = told["situations"] if known else [""] * len(keys) if _are_texts(keys) else None
    if not _are_texts(keys) or not _are_texts(situations) or len(keys) != len(situations):
        raise ArraysRefused("its keys are no texts")
    return tuple(keys), tuple(situations)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


KIND = ListsCandidate
