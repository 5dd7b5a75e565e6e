"""A shop's own exports: products in a form of their own, and the orders that lie beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from recommender.delivery import Delivery
from recommender.import_options import CATALOGUE, PURCHASES, ImportOptions
from recommender.picture_vetting import vet_catalogue
from recommender.sources.bought import read_bought
from recommender.sources.delimited import windows_text
from recommender.sources.naming import (
    NEEDED,
    find_tables,
    propose_columns,
    read_named,
    tables_in,
)
from recommender.sources.orders import Orders, is_orders_export, read_orders, with_products
from recommender.sources.products import read_products
from recommender.sources.table import is_delimited, refuse_missing


@dataclass(frozen=True)
class ProductExport:
    """`table` holds all rows of `path` under our names; `dropped` says which are no products, by
    the reason; `product_of` names the product for everything else that orders may call it; `facts`
    are those of the shop that the export tells."""

    path: Path
    table: pa.Table
    dropped: Mapping[str, np.ndarray] = field(default_factory=dict)
    product_of: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def deliver_export(source: Path, options: ImportOptions, export: ProductExport) -> Delivery:
    """SourceUnreadable where no orders are found, or too many rows mean nothing."""
    _refuse_missing(export.path, export.table, CATALOGUE)
    products = read_products(export.table, export.path, options.most_unreadable, export.dropped)
    catalogue = products.frame
    path = _orders_beside(source, options, export.path)
    orders = _read(path, options)
    table = with_products(orders.table, export.product_of)
    bought = read_bought(
        table, path, catalogue["product_id"], options.most_unreadable, orders.dropped
    )
    pictures = vet_catalogue(source / "images", catalogue, options)
    currency = products.currency or bought.currency
    found = {CATALOGUE: export.path, PURCHASES: path}
    return Delivery(
        facts={
            "name": source.name,
            **({"currency": currency} if currency else {}),
            **export.facts,
        },
        catalogue=catalogue,
        purchases=bought.purchases,
        pictures=pictures.files,
        products_tally=products.tally.noting(_windows_noted(export.path)),
        purchases_tally=bought.tally.noting(_windows_noted(path)),
        pictures_tally=pictures.tally,
        strangers=bought.strangers,
        tables={table: file.name for table, file in found.items()},
        unused=[each.name for each in tables_in(source) if each not in found.values()],
    )


def _orders_beside(source: Path, options: ImportOptions, products: Path) -> Path:
    """An orders export that we know, where neither an option nor its columns name another."""
    if not (options.files.get(PURCHASES) or options.names(PURCHASES)):
        known = [path for path in tables_in(source) if path != products and is_orders_export(path)]
        if len(known) == 1:
            return known[0]
    return find_tables(source, options, {CATALOGUE: products})[PURCHASES]


def _read(path: Path, options: ImportOptions) -> Orders:
    if not options.names(PURCHASES) and is_orders_export(path):
        return read_orders(path)
    table = read_named(path, options.names(PURCHASES))
    _refuse_missing(path, table, PURCHASES)
    return Orders(table)


def _refuse_missing(path: Path, table: pa.Table, kind: str) -> None:
    proposed = " ".join(propose_columns(kind, table.column_names))
    remedy = f"add {proposed}" if proposed else f"add it, or --column {kind}.{{name}}=NAME"
    refuse_missing(path, NEEDED[kind], table.column_names, remedy)


def _windows_noted(path: Path) -> dict[str, int]:
    lines, example = windows_text(path) if is_delimited(path) else (0, "")
    return {f"lines read as Windows-1252, such as {example[:60]!r}": lines} if lines else {}
