"""Pictures in numbers, compared with each other."""

import numpy as np

from recommender.pictures.look import COLOURS, LOOK_SIZE

COLOUR_WEIGHT, STEADY = 0.8, 0.3
TINY = 1e-12


class Resemblance:
    """The pictures seen, each as its distance from their average: rows of length 1, 0 where there
    is none. Every number counts as a part of its spread, those that hardly differ a little less,
    and colours and shapes as a whole, however many numbers they have."""

    def __init__(self, numbers: np.ndarray, seen: np.ndarray):
        self.seen = int(seen.sum())
        known = seen & numbers.any(axis=1)
        values = numbers[known].astype(np.float32)
        self._average = values.mean(axis=0) if len(values) else np.zeros(LOOK_SIZE, np.float32)
        spread = values.var(axis=0) if len(values) else np.ones(LOOK_SIZE, np.float32)
        self._weights = np.concatenate(
            [_weights(spread[:COLOURS], COLOUR_WEIGHT), _weights(spread[COLOURS:], 1)]
        )
        self.rows = np.zeros(numbers.shape, np.float32)
        self.rows[known] = self.measure(values)

    def measure(self, numbers: np.ndarray) -> np.ndarray:
        """The same for other pictures; of no picture nothing."""
        values = (numbers.astype(np.float32) - self._average) * self._weights
        values[~numbers.any(axis=1)] = 0
        return values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), TINY)


def _weights(spread: np.ndarray, whole: float) -> np.ndarray:
    """By the variance of each number; `whole` is what all of them count together."""
    weights = 1 / np.sqrt(spread + STEADY * spread.mean() + TINY)
    return whole * weights / max(float(np.sqrt((spread * weights**2).sum())), TINY)
