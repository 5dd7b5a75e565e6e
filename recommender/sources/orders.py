"""Order exports whose columns are known: which rows are purchases, under our names."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from recommender.sources.table import column_names, read_table

SHOPIFY = ("Name", "Email", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem sku")
OF_AN_ORDER = ("Email", "Created at", "Cancelled at", "Currency", "Financial Status")
"""What Shopify says in the first row of an order only."""
VOID = frozenset({"voided", "refunded"})


@dataclass(frozen=True)
class Orders:
    """`table`: shopper_id, product_id, bought_at, quantity and price as text; `dropped`: which rows
    are no purchases, by the reason."""

    table: pa.Table
    dropped: Mapping[str, np.ndarray] = field(default_factory=dict)


def is_orders_export(path: Path) -> bool:
    return set(SHOPIFY) <= set(column_names(path))


def read_orders(path: Path) -> Orders:
    """Of Shopify's orders export, a row a line of an order. A product is named by its SKU, or by
    its name where it has none; a shopper by a digest of their address."""
    rows = read_table(path).to_pandas()
    order = rows["Name"]
    for name in OF_AN_ORDER:
        if name in rows:
            rows[name] = rows[name].groupby(order).transform("first")
    dropped = {}
    if "Cancelled at" in rows:
        dropped["of a cancelled order"] = rows["Cancelled at"].notna().to_numpy()
    if "Financial Status" in rows:
        dropped["of a refunded order"] = rows["Financial Status"].isin(VOID).to_numpy()
    product = rows["Lineitem sku"].fillna(rows["Lineitem name"])
    columns = {
        "shopper_id": rows["Email"].map(_digest, na_action="ignore"),
        "product_id": product.str.strip(),
        "bought_at": rows["Created at"],
        "quantity": rows["Lineitem quantity"],
    }
    if "Lineitem price" in rows:
        columns["price"] = rows["Lineitem price"]
    arrays = {name: pa.array(cells, pa.string()) for name, cells in columns.items()}
    return Orders(pa.table(arrays), dropped)


def _digest(address: str) -> str:
    """Nobody needs a shopper's address to learn what they bought."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:16]


def with_products(table: pa.Table, product_of: Mapping[str, str]) -> pa.Table:
    """The purchases with what they name as the product it belongs to, such as a size of it."""
    if not product_of:
        return table
    place = table.column_names.index("product_id")
    ids = table["product_id"].cast(pa.string()).to_pandas()
    known = {each: product_of.get(each, each) for each in ids.dropna().unique()}
    return table.set_column(place, "product_id", pa.array(ids.map(known), pa.string()))
