"""Purchases of next to nothing that the catalogue has: both tables spell their ids otherwise."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

FEWEST = 0.1
"""The share of what was read below which keeping it makes no good shop."""


def most_strangers(path: Path, bought: pa.ChunkedArray, products: pd.Series) -> str:
    """One sentence where products were bought and the catalogue has fewer than a tenth, or none, of
    them; else empty.

    `path` is the purchases' table, `bought` its product ids (text or null), `products` those of
    the catalogue.
    """
    ids = pc.drop_null(bought)
    known = pa.array(products, pa.string())
    found = pc.is_in(ids, known)
    count = pc.sum(found).as_py() or 0
    if not len(ids) or not len(known) or count >= FEWEST * len(ids):
        return ""
    unknown = ids.filter(pc.invert(found))
    of_all = f"only {count:,} of {len(ids):,} purchases are of products of the catalogue"
    return (
        f"{path}: {of_all if count else 'no purchase is of a product of the catalogue'}: the first "
        f"{'other ' if count else ''}one is of {unknown[0].as_py()!r}, the catalogue's first "
        f"product is {known[0].as_py()!r}; {_remedy(unknown, known)}."
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
