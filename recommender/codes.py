"""Ids as small whole numbers, in the order in which they are first seen."""

import numpy as np
import pyarrow as pa


class Codes:
    """For tables read in pieces that would not fit as text."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def encode(self, ids: pa.ChunkedArray) -> pa.Array:
        """int32, null where the id is missing."""
        encoded = ids.combine_chunks().dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        seen = encoded.dictionary.to_pylist()
        codes = pa.array([self._codes.setdefault(each, len(self._codes)) for each in seen], "int32")
        return codes.take(encoded.indices)

    def decode(self, codes: np.ndarray) -> pa.DictionaryArray:
        """Codes of ours, none missing, as the texts they stand for."""
        return pa.DictionaryArray.from_arrays(
            pa.array(codes, pa.int32()), pa.array(list(self._codes), pa.string())
        )
