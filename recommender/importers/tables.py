"""Any catalogue and purchases, as CSV, CSV.gz, XLSX or Parquet in one folder.

The purchases are the table with two of shopper_id, product_id and bought_at; the catalogue is
another with product_id or title. A column whose filled cells all are lists as Python writes them
becomes a column of lists.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from recommender.catalogue import KNOWN_COLUMNS
from recommender.delivery import Delivery, purchases_table
from recommender.picture_vetting import vet_pictures
from recommender.shop_tables import catalogue_of
from recommender.sources import cells
from recommender.sources.column import Column
from recommender.sources.fault import SourceUnreadable, fault
from recommender.sources.lists import as_lists
from recommender.sources.strangers import most_strangers
from recommender.sources.table import column_names, is_table, read_table, refuse_missing
from recommender.sources.thousands import first_ambiguous, read_thousands
from recommender.tally import Sieve, Tally
from recommender.words import did_you_mean

COLUMNS_NAMED = True
PURCHASE_COLUMNS = ("shopper_id", "product_id", "bought_at", "quantity", "price")
PURCHASE, PRODUCT = set(PURCHASE_COLUMNS[:3]), {"product_id", "title"}
NAME_IT = "add it, or name the column that holds it with --column {name}=NAME"
MOST_PIECES = np.iinfo(np.int32).max

Names = Mapping[str, Sequence[str]]


def recognises(source: Path) -> bool:
    return source.is_dir() and len(_tables(source)) >= 2


def deliver(source: Path, names: Names) -> Delivery:
    """SourceUnreadable where a table is not found, or a cell is not what its column says."""
    catalogue_path, purchases_path = _find(source, names)
    products, notes = _with_plain_thousands(_renamed(catalogue_path, names), catalogue_path)
    catalogue = _catalogue(products, catalogue_path)
    purchases, purchases_tally, strangers = _purchases(
        _renamed(purchases_path, names), purchases_path, catalogue["product_id"]
    )
    pictures, pictures_tally = _pictures(source / "images", catalogue)
    return Delivery(
        facts={"name": source.name},
        catalogue=catalogue,
        purchases=purchases,
        pictures=pictures,
        products_tally=Tally(len(catalogue), len(catalogue), notes=notes),
        purchases_tally=purchases_tally,
        pictures_tally=pictures_tally,
        strangers=strangers,
    )


def _tables(source: Path) -> list[Path]:
    return sorted(each for each in source.iterdir() if is_table(each))


def _find(source: Path, names: Names) -> tuple[Path, Path]:
    """Catalogue and purchases."""
    if not source.is_dir():
        raise SourceUnreadable(f"{source} is no folder; name one that holds both tables.")
    _refuse_unused(source, names)
    headers = {path: set(_renamed_header(path, names)) for path in _tables(source)}
    purchases = [path for path in headers if len(headers[path] & PURCHASE) >= 2]
    catalogues = [path for path in headers if path not in purchases and headers[path] & PRODUCT]
    return (
        _only(source, "catalogue", "product_id and title", catalogues),
        _only(source, "purchases", "shopper_id, product_id and bought_at", purchases),
    )


def _only(source: Path, stem: str, columns: str, found: list[Path]) -> Path:
    called = [path for path in found if path.name.partition(".")[0] == stem]
    if len(called) == 1 or len(found) == 1:
        return (called or found)[0]
    count = "several tables look" if found else "no table looks"
    raise SourceUnreadable(
        f"{source}: {count} like the {stem}, which has the columns {columns}; name one file "
        f"{stem}.csv, or say which column is which with --column product_id=NAME."
    )


def _refuse_unused(source: Path, names: Names) -> None:
    known = {name for path in _tables(source) for name in column_names(path)}
    for ours, every in names.items():
        for theirs in every:
            if theirs not in known:
                raise SourceUnreadable(
                    f"{source}: no table has a column {theirs!r}, which --column gives for "
                    f"{ours}.{did_you_mean(theirs, known)}"
                )


def _renamed_header(path: Path, names: Names) -> list[str]:
    """The header in our names; refused where a name would then stand there twice."""
    ours = {theirs: our for our, every in names.items() for theirs in every}
    header = [ours.get(name, name) for name in column_names(path)]
    for name in header:
        if header.count(name) > 1:
            raise fault(path, f"two columns would be {name}", "rename or remove one of them")
    return header


def _renamed(path: Path, names: Names) -> pa.Table:
    return read_table(path).rename_columns(_renamed_header(path, names))


def _catalogue(table: pa.Table, path: Path) -> pd.DataFrame:
    refuse_missing(path, ("product_id", "title"), table.column_names, NAME_IT)
    frame = catalogue_of(table, path).frame
    for name in frame.columns.difference(KNOWN_COLUMNS):
        frame[name] = as_lists(frame[name])
    return frame


def _with_plain_thousands(table: pa.Table, path: Path) -> tuple[pa.Table, dict[str, int]]:
    """The table with thousands written without a point, and how many, as notes of a tally."""
    notes = {}
    for name in sorted({"price", "quantity"} & set(table.column_names)):
        column = Column.of(table, name, path)
        plain, count = read_thousands(column)
        if count:
            cell = column.cells[first_ambiguous(column)].as_py().strip()
            whole = cell.replace(".", "")
            notes[f"{name} such as {cell} read as {whole}, for a semicolon parts the cells"] = count
            table = table.set_column(table.column_names.index(name), name, plain)
    return table, notes


def _purchases(table: pa.Table, path: Path, products: pd.Series) -> tuple[pa.Table, Tally, str]:
    """The last one says so where few or none of them are of a product of the catalogue."""
    refuse_missing(path, PURCHASE_COLUMNS[:3], table.column_names, NAME_IT)
    table, notes = _with_plain_thousands(table, path)
    column = {
        name: Column.of(table, name, path)
        for name in PURCHASE_COLUMNS
        if name in table.column_names
    }
    read = {
        "shopper_id": cells.loose_ids(column["shopper_id"]),
        "product_id": cells.loose_ids(column["product_id"]),
        "bought_at": cells.moments(column["bought_at"]),
    }
    if "quantity" in column:
        read["quantity"] = cells.whole_numbers(column["quantity"]).fill_null(1)
    if "price" in column:
        read["price"] = cells.amounts(column["price"])
    sieve = _sieve(read, products)
    kept = purchases_table(read).filter(pa.array(sieve.kept))
    strangers = most_strangers(path, read["product_id"], products)
    return kept, sieve.tally(len(kept), notes), strangers


def _sieve(read: Mapping[str, pa.ChunkedArray], products: pd.Series) -> Sieve:
    known = pc.is_in(read["product_id"], pa.array(products, pa.string()))
    sieve = Sieve(len(known))
    sieve.drop("without a shopper", pc.is_null(read["shopper_id"]))
    sieve.drop("without a product", pc.is_null(read["product_id"]))
    sieve.drop("of a product the catalogue lacks", pc.invert(known))
    sieve.drop("without a date", pc.is_null(read["bought_at"]))
    if "quantity" in read:
        sieve.drop("quantity below 1", pc.less(read["quantity"], 1))
        sieve.drop("quantity beyond counting", pc.greater(read["quantity"], MOST_PIECES))
    if "price" in read:
        sieve.drop("price below 0", pc.less(read["price"], 0).fill_null(False))
    return sieve


def _pictures(images: Path, catalogue: pd.DataFrame) -> tuple[dict[str, Path], Tally]:
    """Sets aside in `catalogue` what cannot be shown."""
    if "picture" not in catalogue:
        return {}, Tally(0, 0)
    named = catalogue.dropna(subset="picture").set_index("product_id")["picture"].to_dict()
    kept, tally = vet_pictures(images, named, set(named))
    catalogue["picture"] = catalogue["product_id"].map(kept).astype("str")
    return {name: images / name for name in kept.values()}, tally
