"""Purchases of nothing that the catalogue has: both tables spell their ids otherwise."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def all_strangers(path: Path, bought: pa.ChunkedArray, products: pd.Series) -> str:
    """One sentence where products were bought and the catalogue has none of them; else empty.

    `path` is the purchases' table, `bought` its product ids (text or null), `products` those of
    the catalogue.
    """
    ids = pc.drop_null(bought)
    known = pa.array(products, pa.string())
    if not len(ids) or not len(known) or pc.any(pc.is_in(ids, known)).as_py():
        return ""
    return (
        f"{path}: no purchase is of a product of the catalogue: the first one is of "
        f"{ids[0].as_py()!r}, the catalogue's first product is {known[0].as_py()!r}; "
        f"{_remedy(ids, known)}."
    )


def _remedy(bought: pa.ChunkedArray, known: pa.Array) -> str:
    if pc.any(pc.is_in(_without_zeros(bought), _without_zeros(known))).as_py():
        return "one of the tables lost the zeros in front of its ids; save them as text"
    if pc.any(pc.is_in(_plain(bought), _plain(known))).as_py():
        return "they differ in capitals, blanks or a .0 behind; spell ids alike in both tables"
    return "spell ids alike in both tables, or name the column that holds them"


def _without_zeros(ids: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    return pc.utf8_ltrim(ids, "0")


def _plain(ids: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    return pc.replace_substring_regex(pc.utf8_lower(pc.utf8_trim_whitespace(ids)), r"\.0$", "")
