"""Named arrays as bytes: written without pickle, and checked before anybody uses them."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import safetensors.numpy
from safetensors import SafetensorError

from recommender.refusal import Refusal

HEADER_ROOM = 65_536


class ArraysRefused(Refusal):
    """Bytes that are not the arrays they should be; the text is a clause without a file name."""


@dataclass(frozen=True)
class Layout:
    """What one array must be: its dtype and its shape, or the most its length may be."""

    dtype: str
    shape: tuple[int, ...]
    exact: bool = True

    @property
    def size(self) -> int:
        """Bytes at the most."""
        return math.prod(self.shape) * np.dtype(self.dtype).itemsize

    def fits(self, array: np.ndarray) -> bool:
        if array.dtype != np.dtype(self.dtype) or array.ndim != len(self.shape):
            return False
        if self.exact:
            return array.shape == self.shape
        return all(long <= most for long, most in zip(array.shape, self.shape, strict=True))

    def __str__(self) -> str:
        most = "" if self.exact else "at most "
        return f"{self.dtype} of {most}{' x '.join(map(str, self.shape))}"


def most_bytes(layout: Mapping[str, Layout]) -> int:
    """A file longer than this cannot be right."""
    return sum(each.size for each in layout.values()) + HEADER_ROOM


def pack(arrays: Mapping[str, np.ndarray]) -> bytes:
    """The same arrays always give the same bytes."""
    return safetensors.numpy.save(
        {name: np.ascontiguousarray(each) for name, each in arrays.items()}
    )


def unpack(content: bytes, layout: Mapping[str, Layout]) -> dict[str, np.ndarray]:
    """ArraysRefused unless names, dtypes and shapes are the layout's and all numbers finite."""
    try:
        arrays = safetensors.numpy.load(content)
    except (SafetensorError, KeyError, ValueError) as error:
        raise ArraysRefused(f"it holds no arrays that can be read ({error})") from error
    if arrays.keys() != layout.keys():
        held, wanted = ", ".join(sorted(arrays)) or "nothing", ", ".join(sorted(layout))
        raise ArraysRefused(f"it holds {held} where {wanted} belong")
    for name, expected in layout.items():
        _check(name, arrays[name], expected)
    return arrays


def _check(name: str, array: np.ndarray, expected: Layout) -> None:
    if not expected.fits(array):
        shape = " x ".join(map(str, array.shape))
        raise ArraysRefused(f"{name} is {array.dtype} of {shape}, not {expected}")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ArraysRefused(f"{name} holds numbers that are not finite")


def text_array(value: object) -> np.ndarray:
    """Anything JSON can say, as bytes."""
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), dtype=np.uint8)


def text_of(array: np.ndarray) -> object:
    """What `text_array` was given; ArraysRefused where the bytes are no JSON."""
    try:
        return json.loads(array.tobytes())
    except (ValueError, RecursionError) as error:
        raise ArraysRefused("a text in it cannot be read") from error
