"""PrestaShop's form of products, as its own sample for imports has it, beside a table of orders."""

from pathlib import Path

import pandas as pd
import pyarrow as pa

from recommender.delivery import Delivery
from recommender.import_options import PURCHASES, ImportOptions
from recommender.sources.export import ProductExport, deliver_export
from recommender.sources.naming import exports_in, only_table
from recommender.sources.parts import texts, without_markup
from recommender.sources.table import column_names, read_table

NAMED = (PURCHASES,)
NAMES = {
    "product_id": ("Product ID", "ID"),
    "title": ("Name *", "Name"),
    "active": ("Active (0/1)", "Enabled", "Active"),
    "categories": ("Categories (x,y,z...)", "Categories"),
    "price": ("Price tax included", "Price tax excluded", "Price"),
    "brand": ("Manufacturer", "Brand"),
    "reference": ("Reference #", "Reference"),
    "quantity": ("Quantity",),
    "picture": ("Image URLs (x,y,z...)", "Images URL", "Image URLs"),
    "summary": ("Short description", "Summary", "Short desc."),
}
"""What its versions call a column."""
TELLING = ("title", "active", "categories", "price", "picture")
ROOT = "Home"


def recognises(source: Path) -> bool:
    return len(exports_in(source, _is_export)) == 1


def deliver(source: Path, options: ImportOptions) -> Delivery:
    """SourceUnreadable where the folder holds not exactly one such export, or no orders."""
    path = only_table(source, exports_in(source, _is_export), [NAMES[each][0] for each in TELLING])
    rows = _renamed(read_table(path).to_pandas())
    reference, number = texts(rows, "reference"), texts(rows, "product_id")
    product = number.fillna(reference)
    active, pieces = texts(rows, "active"), texts(rows, "quantity")
    columns = {
        "product_id": product,
        "title": texts(rows, "title"),
        "category": texts(rows, "categories").map(_category, na_action="ignore"),
        "brand": texts(rows, "brand"),
        "price": texts(rows, "price"),
        "available": active.where(~(pieces == "0").fillna(False).astype(bool), "0"),
        "picture": texts(rows, "picture"),
        "description": without_markup(texts(rows, "summary")),
    }
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    pairs = zip(reference, product, strict=True)
    product_of = {ours: theirs for ours, theirs in pairs if isinstance(ours, str)}
    return deliver_export(source, options, ProductExport(path, table, product_of=product_of))


def _is_export(path: Path) -> bool:
    names = column_names(path)
    return all(any(each in names for each in NAMES[ours]) for ours in TELLING)


def _renamed(rows: pd.DataFrame) -> pd.DataFrame:
    """Under the keys of NAMES; of several that mean the same the first counts."""
    found = {}
    for ours, theirs in NAMES.items():
        name = next((each for each in theirs if each in rows), None)
        if name is not None:
            found[ours] = rows[name]
    return pd.DataFrame(found)


def _category(cell: str) -> str | None:
    """Of "Home,Clothing,Men" the last; numbers of categories say nothing."""
    parts = [each.strip() for each in cell.split(",")]
    told = [each for each in parts if each and each != ROOT and not each.isdigit()]
    return told[-1] if told else None
