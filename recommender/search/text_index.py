"""Which products the words mean: any order, half typed, with typing errors, without accents."""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pandas as pd
from tantivy import Occur, Query

from recommender.search.likeness import likeness
from recommender.search.scripts import as_parts, composed
from recommender.search.writing import GRAMS, MORE, TITLE, letters, words, written

WEIGHTS = {TITLE: 3.0, MORE: 1.0}
EXACT, BEGUN, MISTYPED = 4.0, 3.0, 1.0
BREVITY = 0.3
"""How much a rare word in a short title counts beside the sort of the match."""
LEAST_BEGUN = 4
"""Letters: a shorter beginning with an error in it begins almost every word."""
LEAST_APART = 2
"""Letters of a part of a word that a title may have as two."""
MOST_WORDS, LONGEST_WORD, LONGEST_TEXT = 12, 40, 200
ENOUGH = 12
"""With fewer products than these, less certain ways of reading the words are tried too."""
COMPARED = 1_000
ALIKE, LOOKED_ALIKE = 0.7, 200
MOST_LOOSE = 1_000
"""Products that have some of the words are too many to be all of interest."""
THE_SAME, SURE, POSSIBLE = 2.0, 0.8, 0.6
"""How like its title the words count for a product of that very title, accents and all; and at
least for one that has all of them, or has them nearly."""


class TextIndex:
    """In memory; safe to ask from several threads."""

    def __init__(self, frame: pd.DataFrame):
        """`frame` has the catalogue's columns; of equal matches the earlier row comes first."""
        self._words, self._letters = words(), letters()
        self._titles = frame["title"].tolist()
        self._plain_titles = [self._plain(title) for title in self._titles]
        index = written(frame)
        self._schema, self._searcher = index.schema, index.searcher()

    def rows(self, text: str) -> np.ndarray | None:
        """Rows whose product the words mean, best first; None where there is no word in it.

        All words must be found, the last one may be half typed, two that follow each other may be
        one ("tea pot"), and a word that no product has is taken for the nearest ones. Where that
        gives too few, a word may be two of a title ("teapot"), and every word is taken for the
        nearest; then whole titles of about the same letters are taken; and where there are none,
        products with some of the words.
        """
        text = text[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
        words = [word[:LONGEST_WORD] for word in self._words.analyze(as_parts(text))][:MOST_WORDS]
        if not words:
            return None
        sure, found = self._read(words)
        if len(sure) < ENOUGH:
            sure = _joined(sure, *self._with_words_apart(words))
            found = _joined(sure, found)
        if len(found) < ENOUGH:
            found = _joined(found, self._having(words))
        if len(found) < ENOUGH:
            found = _joined(found, self._alike(text))
        if not len(found):
            found = self._having(words, occur=Occur.Should, limit=MOST_LOOSE)
        return self._likest_first(text, found, len(sure))

    def _read(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Rows that have the words, or two of them as one: those for which no word had to be taken
        for another, and all, with those first."""
        sure, near = [], []
        for reading in (words, *self._with_words_joined(words)):
            known = {place for place in range(len(reading)) if self._known(reading, place)}
            (sure if len(known) == len(reading) else near).append(self._having(reading, known))
        return _joined(*sure), _joined(*sure, *near)

    def _with_words_joined(self, words: Sequence[str]) -> Iterator[list[str]]:
        """Two words that follow each other as one, where a product has that one."""
        for place in range(len(words) - 1):
            reading = [*words[:place], "".join(words[place : place + 2]), *words[place + 2 :]]
            if self._known(reading, place):
                yield reading

    def _with_words_apart(self, words: Sequence[str]) -> Iterator[np.ndarray]:
        """Rows in whose titles one of the words stands as two that follow each other."""
        for place, word in enumerate(words):
            for cut in range(LEAST_APART, len(word) - LEAST_APART + 1):
                pair = [word[:cut], word[cut:]]
                if all(self._searcher.doc_freq(TITLE, each) for each in pair):
                    reading = [*words[:place], *pair, *words[place + 1 :]]
                    rows = self._having(reading, range(len(reading)), limit=COMPARED)
                    beside = f" {' '.join(pair)} "
                    yield rows[[beside in f" {self._plain_titles[row]} " for row in rows]]

    def _known(self, words: Sequence[str], place: int) -> bool:
        word = words[place]
        if place == len(words) - 1:
            return any(self._searcher.terms_with_prefix(field, word, limit=1) for field in WEIGHTS)
        return any(self._searcher.doc_freq(field, word) for field in WEIGHTS)

    def _having(
        self,
        words: Sequence[str],
        literal: Collection[int] = (),
        occur: Occur = Occur.Must,
        limit: int | None = None,
    ) -> np.ndarray:
        """`literal`: the places of words in which no error is looked for."""
        last = len(words) - 1
        clauses = [
            (occur, self._matches(word, place == last, place in literal))
            for place, word in enumerate(words)
        ]
        clauses += [(Occur.Should, self._brevity(word)) for word in words]
        return self._hits(Query.boolean_query(clauses), limit or max(1, len(self._titles)))

    def _matches(self, word: str, half_typed: bool, literal: bool) -> Query:
        return Query.disjunction_max_query(
            [
                Query.const_score_query(query, score * weight)
                for field, weight in WEIGHTS.items()
                for query, score in self._ways(field, word, half_typed, literal)
            ]
        )

    def _ways(
        self, field: str, word: str, half_typed: bool, literal: bool
    ) -> Iterator[tuple[Query, float]]:
        yield Query.term_query(self._schema, field, word), EXACT
        if half_typed:
            yield self._near(field, word, 0, prefix=True), BEGUN
        if not literal and (errors := _errors_forgiven(word)):
            prefix = half_typed and len(word) >= LEAST_BEGUN
            yield self._near(field, word, errors, prefix), MISTYPED

    def _near(self, field: str, word: str, errors: int, prefix: bool) -> Query:
        return Query.fuzzy_term_query(
            self._schema, field, word, distance=errors, transposition_cost_one=True, prefix=prefix
        )

    def _brevity(self, word: str) -> Query:
        return Query.boost_query(Query.term_query(self._schema, TITLE, word), BREVITY)

    def _alike(self, text: str) -> np.ndarray:
        """Rows whose whole title is written much like this, with words joined or split too."""
        grams = dict.fromkeys(self._letters.analyze(composed(text)))
        if not grams:
            return np.empty(0, np.int32)
        terms = [(Occur.Should, Query.term_query(self._schema, GRAMS, gram)) for gram in grams]
        rows = self._hits(Query.boolean_query(terms), LOOKED_ALIKE)
        return rows[self._likeness(text, rows) >= ALIKE]

    def _likest_first(self, text: str, rows: np.ndarray, sure: int) -> np.ndarray:
        """The first `sure` rows have the words; ties keep their order."""
        compared = rows[:COMPARED]
        least = np.where(np.arange(len(compared)) < sure, SURE, POSSIBLE)
        alike = np.maximum(self._likeness(text, compared), least)
        alike[[self._titles[row] == text for row in compared]] = THE_SAME
        return np.concatenate([compared[np.argsort(-alike, kind="stable")], rows[COMPARED:]])

    def _likeness(self, text: str, rows: np.ndarray) -> np.ndarray:
        return likeness(self._plain(text), [self._plain_titles[row] for row in rows])

    def _plain(self, text: str) -> str:
        return " ".join(self._words.analyze(composed(text)))

    def _hits(self, query: Query, limit: int) -> np.ndarray:
        found = self._searcher.search(query, limit, count=False)
        places = self._searcher.fast_field_values("place", [hit for _, hit in found.hits])
        return np.array(places, dtype=np.int32)


def _errors_forgiven(word: str) -> int:
    """None in the shortest words, where every other word is as near as the one meant."""
    return 0 if len(word) < 3 else 1 if len(word) < 8 else 2


def _joined(*parts: np.ndarray) -> np.ndarray:
    """The rows of each part that are not in those before."""
    joined = np.empty(0, np.int32)
    for rows in parts:
        joined = np.concatenate([joined, rows[~np.isin(rows, joined)]])
    return joined
