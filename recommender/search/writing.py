"""How a catalogue's texts are written into an index: which fields, which words."""

import numpy as np
import pandas as pd
from tantivy import (
    Document,
    Filter,
    Index,
    Schema,
    SchemaBuilder,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from recommender.search.scripts import composed, with_parts

TITLE, MORE, GRAMS = "title", "more", "grams"
UNSOUGHT = ("product_id", "title", "picture")
HEAP = 100_000_000


def words() -> TextAnalyzer:
    """Words without capitals and accents."""
    return _folded(Tokenizer.simple())


def letters() -> TextAnalyzer:
    """Every three letters that follow each other, without capitals and accents."""
    return _folded(Tokenizer.ngram(3, 3))


def written(frame: pd.DataFrame) -> Index:
    """In memory: titles with ids, all other texts, the letters of titles, and each row's place.
    One writing thread: products stay in the order in which they are added."""
    index = Index(_schema())
    index.register_tokenizer("words", words())
    index.register_tokenizer("letters", letters())
    writer = index.writer(HEAP, 1)
    for place, (title, sought, more) in enumerate(zip(frame["title"], *_texts(frame), strict=True)):
        document = Document()
        document.add_text(TITLE, with_parts(sought))
        document.add_text(MORE, with_parts(more))
        document.add_text(GRAMS, composed(title))
        document.add_unsigned("place", place)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _folded(tokenizer: Tokenizer) -> TextAnalyzer:
    lower = TextAnalyzerBuilder(tokenizer).filter(Filter.lowercase())
    return lower.filter(Filter.ascii_fold()).build()


def _schema() -> Schema:
    builder = SchemaBuilder()
    for field in (TITLE, MORE):
        builder.add_text_field(field, tokenizer_name="words", index_option="freq")
    builder.add_text_field(GRAMS, tokenizer_name="letters", index_option="basic")
    builder.add_unsigned_field("place", fast=True)
    return builder.build()


def _texts(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    """What counts as title, the id included, and everything else that is text."""
    titles = frame["product_id"] + " " + frame["title"]
    others = [name for name in frame if frame[name].dtype in ("str", "object")]
    rest = [frame[name].map(_text) for name in others if name not in UNSOUGHT]
    more = [" ".join(each) for each in zip(*rest, strict=True)] if rest else [""] * len(frame)
    return titles.tolist(), more


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    return " ".join(map(str, cell)) if isinstance(cell, list | tuple | np.ndarray) else ""
