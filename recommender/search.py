"""Finding products as one types: any order of words, typing errors, missing accents."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from tantivy import (
    Document,
    Filter,
    Index,
    Occur,
    Query,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)

from recommender.catalogue import Catalogue

TITLE, MORE = "title", "more"
WEIGHTS = {TITLE: 3.0, MORE: 1.0}
EXACT, BEGUN, MISTYPED = 4.0, 3.0, 1.0
BREVITY = 0.3
"""How much a rare word in a short title counts beside the sort of the match."""
MOST_WORDS, LONGEST_WORD = 12, 40
HEAP = 100_000_000


class Search:
    """An index in memory over one catalogue; safe to ask from several threads."""

    def __init__(self, catalogue: Catalogue, sales: np.ndarray | None = None):
        """`sales` by the catalogue's position: of equally good products the best seller is first;
        without it, the catalogue's order decides."""
        count = len(catalogue)
        order = np.arange(count) if sales is None else np.argsort(-sales, kind="stable")
        self._ids = catalogue.ids[order].tolist()
        folding = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
        self._analyser = folding.filter(Filter.ascii_fold()).build()
        self._schema = _schema()
        self._searcher = self._index(catalogue.frame.iloc[order])

    def find(self, words: str, limit: int = 12) -> list[str]:
        """Product ids, best first; the best sellers where there is no word to look for.

        All words must be found, the last one may be half typed; where no product has them all,
        those with some of them.
        """
        sought = [word[:LONGEST_WORD] for word in self._analyser.analyze(words)][:MOST_WORDS]
        if not sought:
            return self._ids[:limit]
        return self._found(sought, Occur.Must, limit) or self._found(sought, Occur.Should, limit)

    def _found(self, words: list[str], occur: Occur, limit: int) -> list[str]:
        clauses = [
            (occur, self._matches(word, half_typed=place == len(words)))
            for place, word in enumerate(words, start=1)
        ]
        clauses += [(Occur.Should, self._brevity(word)) for word in words]
        found = self._searcher.search(Query.boolean_query(clauses), limit, count=False)
        places = self._searcher.fast_field_values("place", [hit for _, hit in found.hits])
        return [self._ids[place] for place in places]

    def _matches(self, word: str, half_typed: bool) -> Query:
        return Query.disjunction_max_query(
            [
                Query.const_score_query(query, score * weight)
                for field, weight in WEIGHTS.items()
                for query, score in self._ways(field, word, half_typed)
            ]
        )

    def _ways(self, field: str, word: str, half_typed: bool) -> Iterator[tuple[Query, float]]:
        yield Query.term_query(self._schema, field, word), EXACT
        if half_typed:
            yield self._near(field, word, 0, prefix=True), BEGUN
        if errors := _errors_forgiven(word):
            yield self._near(field, word, errors, prefix=half_typed), MISTYPED

    def _near(self, field: str, word: str, errors: int, prefix: bool) -> Query:
        return Query.fuzzy_term_query(
            self._schema, field, word, distance=errors, transposition_cost_one=True, prefix=prefix
        )

    def _brevity(self, word: str) -> Query:
        return Query.boost_query(Query.term_query(self._schema, TITLE, word), BREVITY)

    def _index(self, frame: pd.DataFrame):
        """One writing thread: products stay in the order in which they are added."""
        index = Index(self._schema)
        index.register_tokenizer("folding", self._analyser)
        writer = index.writer(HEAP, 1)
        for place, (title, more) in enumerate(zip(*_texts(frame), strict=True)):
            document = Document()
            document.add_text(TITLE, title)
            document.add_text(MORE, more)
            document.add_unsigned("place", place)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index.searcher()


def _schema():
    builder = SchemaBuilder()
    for field in WEIGHTS:
        builder.add_text_field(field, tokenizer_name="folding", index_option="freq")
    builder.add_unsigned_field("place", fast=True)
    return builder.build()


def _errors_forgiven(word: str) -> int:
    """None in short words, where another word is as near as the one meant."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _texts(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    """What counts as title, the id included, and everything else that is text."""
    titles = frame["product_id"] + " " + frame["title"]
    others = [name for name in frame if frame[name].dtype in ("str", "object")]
    rest = [frame[name].map(_text) for name in others if name not in UNSOUGHT]
    more = [" ".join(each) for each in zip(*rest, strict=True)] if rest else [""] * len(frame)
    return titles.tolist(), more


UNSOUGHT = ("product_id", "title", "picture")


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    return " ".join(map(str, cell)) if isinstance(cell, list | tuple | np.ndarray) else ""
