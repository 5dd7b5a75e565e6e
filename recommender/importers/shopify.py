"""Shopify's products export, beside its orders export or any other table of orders.

Rows of one Handle are one product: its variants and further pictures. Orders name it by the SKU of
a variant, by its Handle, or by its title.
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa

from recommender.delivery import Delivery
from recommender.import_options import PURCHASES, ImportOptions
from recommender.sources.export import ProductExport, deliver_export
from recommender.sources.naming import exports_in, only_table
from recommender.sources.parts import categories, first_filled, texts, without_markup
from recommender.sources.table import column_names, read_table

NAMED = (PURCHASES,)
COLUMNS = {"Handle", "Title", "Variant Price"}
PATHS = ("\0", ">")
OPTIONS = ("Option1", "Option2", "Option3")
ON_SALE = "active"


def recognises(source: Path) -> bool:
    return len(exports_in(source, _is_export)) == 1


def deliver(source: Path, options: ImportOptions) -> Delivery:
    """SourceUnreadable where the folder holds not exactly one such export, or no orders."""
    path = only_table(source, exports_in(source, _is_export), COLUMNS)
    rows = read_table(path).to_pandas()
    handle, title = texts(rows, "Handle"), texts(rows, "Title")
    columns = {
        "product_id": handle,
        "title": title,
        "category": texts(rows, "Type").fillna(categories(texts(rows, "Product Category"), PATHS)),
        "brand": texts(rows, "Vendor"),
        "price": first_filled(texts(rows, "Variant Price"), handle),
        "available": _on_sale(rows, handle),
        "picture": first_filled(texts(rows, "Image Src"), handle),
        "description": without_markup(texts(rows, "Body (HTML)")),
        "tags": texts(rows, "Tags"),
    }
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    further = handle.notna() & handle.duplicated()
    return deliver_export(
        source,
        options,
        ProductExport(
            path,
            table,
            {"further row of a product, a variant or a picture": further.to_numpy()},
            _product_of(rows, handle, first_filled(title, handle)),
        ),
    )


def _is_export(path: Path) -> bool:
    return set(column_names(path)) >= COLUMNS


def _on_sale(rows: pd.DataFrame, handle: pd.Series) -> pd.Series:
    """Of a product that is published, and neither a draft nor archived."""
    published = first_filled(texts(rows, "Published"), handle)
    if "Status" not in rows:
        return published
    status = first_filled(texts(rows, "Status").str.lower(), handle)
    return published.where(status.isna() | (status == ON_SALE), "false")


def _product_of(rows: pd.DataFrame, handle: pd.Series, title: pd.Series) -> dict[str, str]:
    """A line of an order is called by the SKU, "Title" or "Title - Red / S"."""
    values = pd.DataFrame({name: texts(rows, f"{name} Value") for name in OPTIONS})
    chosen = values.apply(lambda row: " / ".join(row.dropna()), axis="columns")
    names = (texts(rows, "Variant SKU"), title, title + " - " + chosen)
    known = {}
    for each in names:
        for theirs, ours in zip(each, handle, strict=True):
            if isinstance(theirs, str) and isinstance(ours, str):
                known.setdefault(theirs, ours)
    return known
