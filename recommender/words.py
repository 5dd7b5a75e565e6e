"""The nearest known word, for errors that help."""

import unicodedata
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

ALIKE = 0.7
UNLIKE = 4


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


def matching(typed: str, known: Iterable[str], most: int) -> list[str]:
    """Known words by how well they answer what was typed: beginning with it, with a word that
    begins so, holding it, resembling it; in the order of the alphabet. All where nothing was."""
    wanted = folded(typed)
    ranked = sorted((_rank(wanted, folded(each)), folded(each), each) for each in known)
    return [each for rank, _, each in ranked if rank < UNLIKE][:most]


def folded(text: str) -> str:
    """Without capitals and accents."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(each for each in letters if not unicodedata.combining(each)).casefold().strip()


def _rank(wanted: str, word: str) -> int:
    if word.startswith(wanted):
        return 0
    if f" {wanted}" in word:
        return 1
    if wanted in word:
        return 2
    alike = DamerauLevenshtein.normalized_similarity(wanted, word[: len(wanted) + 1])
    return 3 if alike >= ALIKE else UNLIKE
