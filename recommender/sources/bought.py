"""Purchases from somebody's table: who bought what when, and which rows are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from recommender.delivery import purchases_table
from recommender.import_options import PURCHASE_COLUMNS
from recommender.sources import cells
from recommender.sources.amounts import Amounts, read_amounts, thousands_noted
from recommender.sources.column import Column, Faults
from recommender.sources.dropping import drop_unreadable
from recommender.sources.moments import read_moments
from recommender.sources.strangers import most_strangers
from recommender.tally import Sieve, Tally

MOST_PIECES = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Bought:
    """`purchases` as the shop keeps them; `strangers` says where few or none of those read are of a
    product of the catalogue; `currency` is that of their prices, "" where they name none."""

    purchases: pa.Table
    tally: Tally
    strangers: str
    currency: str


def read_bought(
    table: pa.Table,
    path: Path,
    products: pd.Series,
    most_unreadable: float,
    dropped: Mapping[str, np.ndarray] = MappingProxyType({}),
) -> Bought:
    """Every row of `table`, which has shopper_id, product_id and bought_at under our names, is kept
    or counted; `products` are the ids of the catalogue, `dropped` says which rows are no purchases,
    by the reason.

    SourceUnreadable where more than this share of the rows cannot be read.
    """
    faults = Faults()
    column = {
        name: Column.of(table, name, path, faults=faults)
        for name in PURCHASE_COLUMNS
        if name in table.column_names
    }
    read = {
        "shopper_id": cells.loose_ids(column["shopper_id"]),
        "product_id": cells.loose_ids(column["product_id"]),
        "bought_at": read_moments(column["bought_at"]),
    }
    pieces = money = Amounts(pa.chunked_array([], pa.float64()))
    if "quantity" in column:
        pieces = read_amounts(column["quantity"])
        read["quantity"] = cells.whole(column["quantity"], pieces.values).fill_null(1)
    if "price" in column:
        money = read_amounts(column["price"], in_money=True)
        read["price"] = money.values
    sieve = Sieve(len(table))
    for reason, rows in dropped.items():
        sieve.drop(reason, rows)
    drop_unreadable(sieve, faults, most_unreadable)
    _drop_unfit(sieve, read, products)
    kept = purchases_table(read).filter(pa.array(sieve.kept))
    notes = thousands_noted("quantity", pieces) | thousands_noted("price", money)
    strangers = most_strangers(path, read["product_id"], products)
    return Bought(kept, sieve.tally(len(kept), notes), strangers, money.currency)


def _drop_unfit(sieve: Sieve, read: Mapping[str, pa.ChunkedArray], products: pd.Series) -> None:
    known = pc.is_in(read["product_id"], pa.array(products, pa.string()))
    sieve.drop("without a shopper", pc.is_null(read["shopper_id"]))
    sieve.drop("without a product", pc.is_null(read["product_id"]))
    sieve.drop("of a product the catalogue lacks", pc.invert(known))
    sieve.drop("without a date", pc.is_null(read["bought_at"]))
    if "quantity" in read:
        sieve.drop("quantity below 1", pc.less(read["quantity"], 1))
        sieve.drop("quantity beyond counting", pc.greater(read["quantity"], MOST_PIECES))
    if "price" in read:
        sieve.drop("price below 0", pc.less(read["price"], 0).fill_null(False))
