"""Writing without blanks between words: Chinese, Japanese, Thai and their neighbours."""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai
    "\u0e80-\u0eff"  # Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17d3"  # Khmer
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
)
RUN = re.compile(f"[{UNSPACED}]+")


def composed(text: str) -> str:
    """Letters and their accents as one, wide and narrow forms alike."""
    return unicodedata.normalize("NFKC", text)


def with_parts(text: str) -> str:
    """For an index: of such a run every letter, and every two that follow each other, as words."""
    return _parted(text, lambda letters, pairs: [*letters, *pairs])


def as_parts(text: str) -> str:
    """For what is sought: every two letters of such a run as a word, or the only one."""
    return _parted(text, lambda letters, pairs: pairs or letters)


def _parted(text: str, words: Callable[[list[str], list[str]], list[str]]) -> str:
    """`words` gives those that stand for a run, of its letters and its pairs of letters. Marks
    above and below letters are left out: a word would be cut there."""

    def parts(run: re.Match[str]) -> str:
        letters = [each for each in run[0] if each.isalnum()]
        return f" {' '.join(words(letters, [a + b for a, b in pairwise(letters)]))} "

    return RUN.sub(parts, composed(text))
