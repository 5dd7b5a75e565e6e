"""The nearest known word, for errors that help."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; None where nothing resembles it."""
    found = process.extractOne(
        word, list(known), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.5
    )
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Did you mean 'x'?", or an empty text."""
    near = nearest(word, known)
    return f" Did you mean {near!r}?" if near else ""
