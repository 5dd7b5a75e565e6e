"""A shop folder's two tables, read with every row checked."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from recommender.catalogue import PLAIN, Catalogue
from recommender.purchases import Purchases
from recommender.sources import cells
from recommender.sources.column import Column
from recommender.sources.fault import SourceUnreadable
from recommender.sources.moments import read_moments
from recommender.sources.picture_names import trouble_with
from recommender.sources.table import column_names, read_parquet, read_table, refuse_missing
from recommender.wording import Wording

TABLES = ("catalogue.parquet", "catalogue.csv", "purchases.parquet", "purchases.csv")
"""The names that the two tables may have, the one that wins first."""

READERS = {
    "product_id": cells.unique_ids,
    "title": cells.titles,
    "category": cells.texts,
    "brand": cells.texts,
    "price": cells.prices,
    "available": cells.flags,
    "picture": cells.texts,
}


def read_catalogue(folder: Path, wording: Wording) -> Catalogue:
    """SourceUnreadable where a product is not as the contract says."""
    path = table_path(folder, "catalogue")
    refuse_missing(path, ("product_id", "title"), column_names(path))
    return catalogue_of(read_table(path), path, wording)


def catalogue_of(table: pa.Table, path: Path, wording: Wording = PLAIN) -> Catalogue:
    """`path` is where the table came from, for the sentence that names a bad row."""
    frame = pd.DataFrame(
        {
            name: READERS.get(name, cells.attributes)(Column.of(table, name, path)).to_pandas()
            for name in table.column_names
        }
    )
    if "picture" in frame:
        _refuse_bad_names(Column.of(table, "picture", path), frame["picture"])
    return Catalogue(frame, wording)


def read_purchases(folder: Path, catalogue: Catalogue) -> Purchases:
    """SourceUnreadable where a purchase is not as the contract says."""
    path = table_path(folder, "purchases")
    names = column_names(path)
    refuse_missing(path, ("shopper_id", "product_id", "bought_at"), names)
    column = _columns(path)
    shopper_ids, shopper_codes = _in_use(_encoded(cells.ids(column("shopper_id"))))
    return Purchases(
        shopper_ids=shopper_ids,
        product_ids=catalogue.ids,
        shopper_codes=shopper_codes,
        product_codes=_positions(column("product_id"), catalogue),
        bought_at=_moments(column("bought_at")),
        quantity=_quantity(column("quantity") if "quantity" in names else None, shopper_codes),
        price=_price(column("price") if "price" in names else None, shopper_codes),
    )


def table_path(folder: Path, stem: str) -> Path:
    """Where a shop keeps its `catalogue` or `purchases`; SourceUnreadable where it has none."""
    parquet, text = folder / f"{stem}.parquet", folder / f"{stem}.csv"
    if parquet.is_file():
        return parquet
    if text.is_file():
        return text
    raise SourceUnreadable(
        f"{folder} has neither {parquet.name} nor {text.name}; add it or import the shop again."
    )


def _columns(path: Path) -> Callable[[str], Column]:
    """How to get a column: of Parquet one at a time, as ten million rows fill the memory."""
    if path.suffix != ".parquet":
        table = read_table(path)
        return lambda name: Column.of(table, name, path)

    def read(name: str) -> Column:
        encoded = [name] if name in ("shopper_id", "product_id") else None
        return Column.of(read_parquet(path, columns=[name], read_dictionary=encoded), name, path)

    return read


def _encoded(ids: pa.ChunkedArray) -> pa.DictionaryArray:
    if not pa.types.is_dictionary(ids.type):
        ids = ids.dictionary_encode()
    whole = ids.unify_dictionaries().combine_chunks()
    return whole if isinstance(whole, pa.DictionaryArray) else whole.chunk(0)


def _in_use(encoded: pa.DictionaryArray) -> tuple[np.ndarray, np.ndarray]:
    """Ids and codes without the ids that a filtered table still lists."""
    codes = encoded.indices.to_numpy()
    used = np.bincount(codes, minlength=len(encoded.dictionary)) > 0
    ids = encoded.dictionary.to_numpy(zero_copy_only=False)[used]
    return ids, (np.cumsum(used, dtype=np.int32) - 1)[codes].astype(np.int32)


def _positions(column: Column, catalogue: Catalogue) -> np.ndarray:
    encoded = _encoded(cells.ids(column))
    known = pc.index_in(
        encoded.dictionary.cast(pa.string()), value_set=pa.array(catalogue.ids, pa.string())
    )
    codes = pc.take(known, encoded.indices)
    lacking = pa.chunked_array([pc.is_null(codes)])
    column.refuse_where(
        lacking,
        "is {cell}, which the catalogue lacks",
        "add the product to the catalogue or drop the purchase",
    )
    return codes.to_numpy().astype(np.int32)


def _moments(column: Column) -> np.ndarray:
    column.refuse_where(pc.is_null(column.cells), "is missing", "date every purchase")
    return read_moments(column).to_numpy().astype("datetime64[s]")


def _quantity(column: Column | None, like: np.ndarray) -> np.ndarray:
    if column is None:
        return np.ones(len(like), np.int32)
    values = cells.whole_numbers(column)
    unfit = pc.or_(pc.less(values, 1), pc.greater(values, np.iinfo(np.int32).max))
    column.refuse_where(unfit, "is {cell}, not a number of pieces", "write 1 or more")
    return values.fill_null(1).to_numpy().astype(np.int32)


def _price(column: Column | None, like: np.ndarray) -> np.ndarray:
    if column is None:
        return np.full(len(like), np.nan, np.float32)
    return cells.prices(column).fill_null(np.nan).to_numpy().astype(np.float32)


def _refuse_bad_names(column: Column, names: pd.Series) -> None:
    for place, name in enumerate(names):
        trouble = trouble_with(name) if isinstance(name, str) else None
        if trouble:
            remedy = "name a file below images, such as 012/0123.jpg"
            raise column.fault(place, f"{name!r} {trouble}", remedy)
