"""WooCommerce's products export, beside a table of orders.

A product is named by its SKU, or by its ID where it has none. Variations belong to their parent,
whose price is that of the first of them.
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa

from recommender.delivery import Delivery
from recommender.import_options import PURCHASES, ImportOptions
from recommender.sources.export import ProductExport, deliver_export
from recommender.sources.naming import exports_in, only_table
from recommender.sources.parts import categories, texts, without_markup
from recommender.sources.table import column_names, read_table

NAMED = (PURCHASES,)
COLUMNS = {"ID", "Type", "SKU", "Name", "Regular price"}
PATHS = (",", ">")


def recognises(source: Path) -> bool:
    return len(exports_in(source, _is_export)) == 1


def deliver(source: Path, options: ImportOptions) -> Delivery:
    """SourceUnreadable where the folder holds not exactly one such export, or no orders."""
    path = only_table(source, exports_in(source, _is_export), COLUMNS)
    rows = read_table(path).to_pandas()
    number, sku = texts(rows, "ID"), texts(rows, "SKU")
    own = sku.fillna(number)
    by_number = dict(zip(number, own, strict=True))
    is_variation = texts(rows, "Type").str.contains("variation", na=False)
    parent = texts(rows, "Parent").map(lambda each: _named(each, by_number), na_action="ignore")
    product = own.where(~is_variation, parent)
    price = texts(rows, "Regular price")
    of_variations = price[is_variation].groupby(product[is_variation]).first()
    columns = {
        "product_id": product,
        "title": texts(rows, "Name"),
        "category": categories(texts(rows, "Categories"), PATHS),
        "price": price.fillna(product.map(of_variations)),
        "available": _available(rows),
        "picture": texts(rows, "Images"),
        "description": without_markup(
            texts(rows, "Short description").fillna(texts(rows, "Description"))
        ),
        "tags": texts(rows, "Tags"),
    }
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    product_of = {
        theirs: ours
        for names in (sku, number)
        for theirs, ours in zip(names, product, strict=True)
        if isinstance(theirs, str) and isinstance(ours, str)
    }
    dropped = {"variation of a product": is_variation.to_numpy()}
    return deliver_export(source, options, ProductExport(path, table, dropped, product_of))


def _is_export(path: Path) -> bool:
    return set(column_names(path)) >= COLUMNS


def _named(parent: str, by_number: dict[str, str]) -> str | None:
    """Parents are named by their SKU, or as id:44."""
    return by_number.get(parent.removeprefix("id:")) if parent.startswith("id:") else parent


def _available(rows: pd.DataFrame) -> pd.Series:
    """1, 0 or "backorder", and no private product and no draft."""
    published = texts(rows, "Published")
    return texts(rows, "In stock?").where(published.isna() | (published == "1"), "0")
