"""A catalogue from somebody's table: what a product is, and which rows are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pyarrow as pa

from recommender.catalogue import KNOWN_COLUMNS
from recommender.sources import cells
from recommender.sources.amounts import Amounts, read_amounts, thousands_noted
from recommender.sources.column import Column, Faults
from recommender.sources.dropping import drop_unreadable
from recommender.sources.lists import as_lists
from recommender.sources.picture_names import read_picture_names
from recommender.tally import Sieve, Tally

READERS = {
    "product_id": cells.loose_ids,
    "title": cells.texts,
    "category": cells.texts,
    "brand": cells.texts,
    "available": cells.flags,
    "picture": read_picture_names,
}
UNTITLED = ("brand", "category", "colour", "color")
"""What a product without a title is called after."""


@dataclass(frozen=True)
class Products:
    """`frame`: one row a product, under our column names; `currency` is that of its prices, ""
    where they name none."""

    frame: pd.DataFrame
    tally: Tally
    currency: str


def read_products(
    table: pa.Table,
    path: Path,
    most_unreadable: float,
    dropped: Mapping[str, np.ndarray] = MappingProxyType({}),
) -> Products:
    """Every row of `table`, which has product_id and title under our names, is kept or counted;
    `dropped` says which rows are no products, by the reason.

    SourceUnreadable where more than this share of them cannot be read, or two products have one id.
    """
    faults = Faults()
    columns = [Column.of(table, name, path, faults=faults) for name in table.column_names]
    nested = {each.name: each.kind for each in columns if cells.is_nested(each)}
    money = Amounts(pa.chunked_array([], pa.float64()))
    frame = {}
    for column in columns:
        if column.name == "price":
            money = read_amounts(column, in_money=True)
            frame["price"] = cells.not_below_0(column, money.values).to_pandas()
        elif column.name not in nested:
            frame[column.name] = READERS.get(column.name, cells.attributes)(column).to_pandas()
    products = pd.DataFrame(frame)
    sieve, notes = Sieve(len(products)), thousands_noted("price", money)
    for reason, rows in dropped.items():
        sieve.drop(reason, rows)
    ids = next(each for each in columns if each.name == "product_id")
    bare = pa.chunked_array([pa.array(products["product_id"].isna().to_numpy() & sieve.kept)])
    ids.set_aside(bare, "is missing", "give every row one", ids.cells)
    _drop_further_rows(products, ids, sieve)
    drop_unreadable(sieve, faults, most_unreadable)
    products = products[sieve.kept].reset_index(drop=True)
    notes |= _name_untitled(products)
    if nested:
        name, kind = next(iter(nested.items()))
        notes[f"columns left out for what they hold, such as {name} ({kind})"] = len(nested)
    for name in products.columns.difference(KNOWN_COLUMNS):
        products[name] = as_lists(products[name])
    return Products(products, sieve.tally(len(products), notes), money.currency)


def _drop_further_rows(products: pd.DataFrame, column: Column, sieve: Sieve) -> None:
    """Of the rows of one id the first is the product: variants name no title of their own, or the
    same. One with another title is another product, which cannot have this id."""
    ids, titles = products["product_id"], products["title"]
    left = products[sieve.kept & ids.notna().to_numpy()]
    further = left["product_id"].duplicated().reindex(products.index, fill_value=False)
    if not further.any():
        return
    first = ids.map(left.drop_duplicates("product_id").set_index("product_id")["title"])
    alike = titles.isna() | (titles == first)
    sieve.drop("further row of a product", (further & alike).to_numpy())
    others = pa.chunked_array([pa.array((further & ~alike).to_numpy())])
    what = "is {cell}, as in an earlier row, but with another title"
    column.set_aside(others, what, "keep one of them", column.cells)


def _name_untitled(products: pd.DataFrame) -> dict[str, int]:
    """Gives every product a title, after what is known of it or by its id; how many had none."""
    titles = products["title"]
    bare = (titles.isna() | (titles == "")).to_numpy()
    if not bare.any():
        return {}
    known = products.loc[bare, [each for each in UNTITLED if each in products]]
    names = [
        ", ".join(str(cell) for cell in row if isinstance(cell, str) and cell)
        for row in known.itertuples(index=False)
    ]
    ids = products.loc[bare, "product_id"]
    products.loc[bare, "title"] = np.where(np.array(names) == "", ids, names)
    return {"without a title, called after what is known of them": int(bare.sum())}
