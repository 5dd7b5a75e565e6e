"""How much a text is like each of others, letter by letter."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA


def likeness(text: str, others: Sequence[str]) -> np.ndarray:
    """1 for the same text, 0 for nothing in common, float32; a letter left out, put in, changed, or
    swapped with its neighbour is one error (optimal string alignment)."""
    if not others:
        return np.empty(0, np.float32)
    return process.cdist([text], others, scorer=OSA.normalized_similarity, dtype=np.float32)[0]
