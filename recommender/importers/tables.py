"""Any catalogue and purchases, as CSV, TSV, XLSX or Parquet in one folder, CSV also packed.

The purchases are the table with two of shopper_id, product_id and bought_at; the catalogue is
another with title or product_id. A column whose filled cells all are lists as Python writes them
becomes a column of lists.
"""

from pathlib import Path

from recommender.delivery import Delivery
from recommender.import_options import CATALOGUE, PURCHASES, ImportOptions
from recommender.picture_vetting import vet_catalogue
from recommender.sources.bought import read_bought
from recommender.sources.delimited import windows_text
from recommender.sources.naming import NEEDED, find_tables, propose_columns, read_named, tables_in
from recommender.sources.products import read_products
from recommender.sources.table import is_delimited, refuse_missing

COLUMNS_NAMED = True


def recognises(source: Path) -> bool:
    return source.is_dir() and len(tables_in(source)) >= 2


def deliver(source: Path, options: ImportOptions) -> Delivery:
    """SourceUnreadable where a table is not found, or too many of its rows mean nothing."""
    found = find_tables(source, options)
    read = {}
    for table, path in found.items():
        names = options.names(table)
        read[table] = read_named(path, names)
        proposed = " ".join(propose_columns(table, read[table].column_names, {}))
        remedy = f"add {proposed}" if proposed else f"add it, or --column {table}.{{name}}=NAME"
        refuse_missing(path, NEEDED[table], read[table].column_names, remedy)
    most = options.most_unreadable
    products = read_products(read[CATALOGUE], found[CATALOGUE], most)
    catalogue = products.frame
    bought = read_bought(read[PURCHASES], found[PURCHASES], catalogue["product_id"], most)
    pictures = vet_catalogue(source / "images", catalogue)
    currency = products.currency or bought.currency
    return Delivery(
        facts={"name": source.name, **({"currency": currency} if currency else {})},
        catalogue=catalogue,
        purchases=bought.purchases,
        pictures=pictures.files,
        products_tally=products.tally.noting(_windows_noted(found[CATALOGUE])),
        purchases_tally=bought.tally.noting(_windows_noted(found[PURCHASES])),
        pictures_tally=pictures.tally,
        strangers=bought.strangers,
        tables={table: path.name for table, path in found.items()},
        unused=[each.name for each in tables_in(source) if each not in found.values()],
    )


def _windows_noted(path: Path) -> dict[str, int]:
    lines, example = windows_text(path) if is_delimited(path) else (0, "")
    return {f"lines read as Windows-1252, such as {example[:60]!r}": lines} if lines else {}
