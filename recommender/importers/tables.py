"""Any catalogue and purchases, as CSV, TSV, XLSX, JSON Lines or Parquet in one folder.

The purchases are the table with two of shopper_id, product_id and bought_at; the catalogue is
another with title or product_id. A column whose filled cells all are lists as Python writes them
becomes a column of lists.
"""

from pathlib import Path

from recommender.delivery import Delivery
from recommender.import_options import CATALOGUE, TABLES, ImportOptions
from recommender.sources.export import ProductExport, deliver_export
from recommender.sources.naming import find_tables, read_named, tables_in

NAMED = TABLES


def recognises(source: Path) -> bool:
    return source.is_dir() and len(tables_in(source)) >= 2


def deliver(source: Path, options: ImportOptions) -> Delivery:
    """SourceUnreadable where a table is not found, or too many of its rows mean nothing."""
    path = find_tables(source, options)[CATALOGUE]
    table = read_named(path, options.names(CATALOGUE))
    return deliver_export(source, options, ProductExport(path, table))
