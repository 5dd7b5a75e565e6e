"""A Google Merchant Center feed, as RSS, Atom or a table, beside the shop's orders.

Variants of one item group that share a picture, such as sizes, are one product; what orders say of
any of them is said of it.
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa

from recommender.delivery import Delivery
from recommender.import_options import PURCHASES, ImportOptions
from recommender.sources.export import ProductExport, deliver_export
from recommender.sources.feed import feed_title
from recommender.sources.naming import exports_in, only_table
from recommender.sources.parts import categories, texts, without_markup
from recommender.sources.table import column_names, is_feed, read_table

NAMED = (PURCHASES,)
FIELDS = {"id", "title", "price", "availability", "image_link"}
ENOUGH = 4
"""How many of these a feed has: shops leave one out."""
ATTRIBUTES = (
    *("color", "size", "gender", "age_group", "material", "pattern", "condition"),
    "item_group_id",
)
PATHS = ("\0", ">")


def recognises(source: Path) -> bool:
    return len(exports_in(source, _is_feed)) == 1


def deliver(source: Path, options: ImportOptions) -> Delivery:
    """SourceUnreadable where the folder holds not exactly one feed, or no orders."""
    path = only_table(source, exports_in(source, _is_feed), FIELDS)
    rows = _plain(read_table(path).to_pandas())
    ids, group = texts(rows, "id"), texts(rows, "item_group_id")
    picture = texts(rows, "image_link")
    same = pd.DataFrame({"group": group, "picture": picture}).groupby(["group", "picture"])
    first = same.ngroup().where(group.notna() & picture.notna())
    further = first.notna() & first.duplicated()
    product = ids.where(first.isna(), ids.groupby(first).transform("first"))
    kinds = categories(texts(rows, "product_type"), PATHS)
    known = categories(texts(rows, "google_product_category"), PATHS)
    columns = {
        "product_id": product,
        "title": texts(rows, "title"),
        "category": kinds.fillna(known.where(~known.str.isdigit().fillna(False).astype(bool))),
        "brand": texts(rows, "brand"),
        "price": texts(rows, "price"),
        "available": texts(rows, "availability"),
        "picture": picture,
        "description": without_markup(texts(rows, "description")),
        **{name: texts(rows, name) for name in ATTRIBUTES if name in rows},
    }
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    pairs = zip(ids, product, strict=True)
    title = feed_title(path) if is_feed(path) else ""
    export = ProductExport(
        path,
        table,
        {"variant of a product, with the same picture": further.to_numpy()},
        {theirs: ours for theirs, ours in pairs if isinstance(theirs, str) and theirs != ours},
        {"name": title} if title else {},
    )
    return deliver_export(source, options, export)


def _is_feed(path: Path) -> bool:
    names = {_field(name) for name in column_names(path)}
    return len(names & FIELDS) >= ENOUGH and {"id", "title"} <= names


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Under the names of Google's specification; of two that are one the first counts."""
    rows = rows.rename(columns=_field)
    return rows.loc[:, ~rows.columns.duplicated()]


def _field(name: str) -> str:
    """Tables write g:image_link, "image link" and image_link."""
    return name.lower().removeprefix("g:").strip().replace(" ", "_")
