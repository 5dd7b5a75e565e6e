"""Magento's (Adobe Commerce's) products export, beside a table of orders.

The simple products that a configurable one lists are its variants. Rows of a store view repeat a
product in another language.
"""

import re
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
COLUMNS = {"sku", "attribute_set_code", "product_type", "name", "price"}
PATHS = (",", "/")
VARIANT = re.compile(r"(?:^|\|)sku=([^,|]+)")
ENABLED = ("1", "Yes", "Enabled")
ROOT = "Default Category"


def recognises(source: Path) -> bool:
    return len(exports_in(source, _is_export)) == 1


def deliver(source: Path, options: ImportOptions) -> Delivery:
    """SourceUnreadable where the folder holds not exactly one such export, or no orders."""
    path = only_table(source, exports_in(source, _is_export), COLUMNS)
    rows = read_table(path).to_pandas()
    sku = texts(rows, "sku")
    product_of = _variants(sku, texts(rows, "configurable_variations"))
    is_view = texts(rows, "store_view_code").notna() & sku.duplicated(keep=False)
    is_variant = sku.isin(product_of) & ~is_view
    price = texts(rows, "price")
    of_variants = price[is_variant].groupby(sku[is_variant].map(product_of)).first()
    kinds = categories(texts(rows, "categories"), PATHS)
    columns = {
        "product_id": sku,
        "title": texts(rows, "name"),
        "category": kinds.where(kinds != ROOT),
        "price": price.fillna(sku.map(of_variants)),
        "available": _available(rows),
        "picture": texts(rows, "base_image"),
        "description": without_markup(
            texts(rows, "short_description").fillna(texts(rows, "description"))
        ),
    }
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    dropped = {
        "of a store view, for a product that stands by itself": is_view.to_numpy(),
        "variant of a configurable product": is_variant.to_numpy(),
    }
    return deliver_export(source, options, ProductExport(path, table, dropped, product_of))


def _is_export(path: Path) -> bool:
    return set(column_names(path)) >= COLUMNS


def _variants(sku: pd.Series, variations: pd.Series) -> dict[str, str]:
    """Of "sku=tee-s,size=S|sku=tee-m,size=M" in the row of tee: tee-s and tee-m belong to it."""
    listed = variations.dropna()
    return {
        each.strip(): product
        for product, cell in zip(sku[listed.index], listed, strict=True)
        for each in VARIANT.findall(cell)
    }


def _available(rows: pd.DataFrame) -> pd.Series:
    online = texts(rows, "product_online")
    return texts(rows, "is_in_stock").where(online.isna() | online.isin(ENABLED), "0")
