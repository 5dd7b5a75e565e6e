"""Which file of a folder is which table, and what its columns are called in ours."""

import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from recommender.import_options import CATALOGUE, PURCHASES, TABLES, ImportOptions
from recommender.sources.fault import SourceUnreadable, fault
from recommender.sources.table import column_names, is_feed, is_table, read_table
from recommender.words import did_you_mean, folded

PROSE = (".txt", ".txt.gz")
NEEDED = {CATALOGUE: ("product_id", "title"), PURCHASES: ("shopper_id", "product_id", "bought_at")}
FILES = {
    CATALOGUE: ("catalog", "product", "article", "item", "movies", "books", "meta"),
    PURCHASES: (
        "purchase",
        "order",
        "transaction",
        "sale",
        "rating",
        "review",
        "event",
        "interaction",
        "basket",
    ),
}
"""Parts of the names that such files usually have."""
USUAL = {
    "product_id": "product_id productid item_id itemid sku article_id article asin parent_asin "
    "stockcode movieid book_id isbn gtin upc handle lineitem_sku variant_sku product id",
    "title": "title name product_name productname item_name product_title prod_name titel "
    "bezeichnung nom nombre titre product_type description",
    "shopper_id": "shopper_id customer_id customerid user_id userid user household_id "
    "household_key visitorid reviewerid user_pseudo_id customer client_id member_id email",
    "bought_at": "bought_at timestamp order_date orderdate invoicedate transaction_timestamp "
    "purchased_at created_at event_time t_dat date datum time day",
    "quantity": "quantity qty pieces lineitem_quantity menge units",
    "price": "price unit_price unitprice variant_price preis amount sales_value",
    "category": "category department product_category categories genres type kategorie",
    "brand": "brand vendor manufacturer brand_name marke",
    "available": "available availability in_stock instock",
    "picture": "picture image image_link image_url image_src images img photo thumbnail",
}
"""What shops call our columns, the likeliest first; only ever proposed, never taken unasked."""


def find_tables(
    source: Path, options: ImportOptions, known: Mapping[str, Path] = MappingProxyType({})
) -> dict[str, Path]:
    """The file of each of the two tables; those of `known` are found already.

    SourceUnreadable where one is not found or several could be it; the sentence proposes options.
    """
    if not source.is_dir():
        raise SourceUnreadable(f"{source} is no folder; name one that holds both tables.")
    headers, broken = _headers(source)
    _refuse_unused(source, options, headers)
    named = {table: _named_file(source, table, file) for table, file in options.files.items()}
    found = {**named, **known}
    missing = {}
    for table in (PURCHASES, CATALOGUE):
        if table in found:
            continue
        ranks = {
            path: _likeness(path, header, table, options)
            for path, header in headers.items()
            if path not in found.values()
        }
        top = max((rank for rank in ranks.values() if rank), default=None)
        best = [path for path, rank in ranks.items() if rank and rank == top]
        if len(best) == 1:
            found[table] = best[0]
        else:
            missing[table] = best
    if missing and broken:
        raise broken[0]
    if missing:
        raise _not_found(source, missing, found, headers)
    return found


def tables_in(source: Path) -> list[Path]:
    """The files of a folder that are tables by their names; a .txt only with a header of its own
    and XML only with items, for others are notes and settings."""
    return sorted(each for each in source.iterdir() if is_table(each) and not _is_prose(each))


def _is_prose(path: Path) -> bool:
    if is_feed(path):
        return not column_names(path)
    if not path.name.lower().endswith(PROSE):
        return False
    try:
        return len(column_names(path)) < 2
    except SourceUnreadable:
        return True


def only_table(source: Path, found: Sequence[Path], columns: Iterable[str]) -> Path:
    """The one of those found; SourceUnreadable where there are several or none."""
    if len(found) == 1:
        return found[0]
    raise SourceUnreadable(
        f"{source} holds {len(found)} tables with the columns {', '.join(sorted(columns))}; "
        "leave exactly one."
    )


def exports_in(source: Path, is_export: Callable[[Path], bool]) -> list[Path]:
    """The tables of a folder that are such an export; none where nothing lies beside them."""
    tables = tables_in(source) if source.is_dir() else []
    return [path for path in tables if is_export(path)] if len(tables) > 1 else []


def read_named(path: Path, names: Mapping[str, str]) -> pa.Table:
    """All of a table under our names; refused where one would then stand there twice."""
    table = read_table(path)
    return table.rename_columns(_renamed(path, table.column_names, names))


def named_header(path: Path, names: Mapping[str, str]) -> list[str]:
    """The header in our names; refused where one would then stand there twice."""
    return _renamed(path, column_names(path), names)


def _renamed(path: Path, header: Sequence[str], names: Mapping[str, str]) -> list[str]:
    ours = [names.get(name, name) for name in header]
    for name in ours:
        if ours.count(name) > 1:
            raise fault(path, f"two columns would be {name}", "rename or remove one of them")
    return ours


def propose_columns(table: str, header: Sequence[str]) -> list[str]:
    """Options that would name what a header lacks, ready for a shell:
    ["--column catalogue.title=Name"]."""
    free = [each for each in header if each not in NEEDED[table]]
    proposed = []
    for column in NEEDED[table]:
        theirs = None if column in header else usual_name(column, free)
        if theirs is not None:
            free.remove(theirs)
            proposed.append(f"--column {shlex.quote(f'{table}.{column}={theirs}')}")
    return proposed


def usual_name(column: str, header: Iterable[str]) -> str | None:
    """Which name of a header probably means our column; None where none does."""
    plain = {re.sub(r"\W+", "_", folded(name)).strip("_"): name for name in header}
    return next((plain[each] for each in USUAL[column].split() if each in plain), None)


def _headers(source: Path) -> tuple[dict[Path, list[str]], list[SourceUnreadable]]:
    """Of every table that has one, and why others have none."""
    headers, broken = {}, []
    for path in tables_in(source):
        try:
            headers[path] = column_names(path)
        except SourceUnreadable as error:
            broken.append(error)
    return headers, broken


def _likeness(
    path: Path, header: Sequence[str], table: str, options: ImportOptions
) -> tuple[bool, bool, int, bool] | None:
    """How much a file looks like the table; None where not at all."""
    named = {options.names(table).get(each, each) for each in header}
    known = len(named & set(NEEDED[table]))
    if table == PURCHASES and known < 2:
        return None
    if table == CATALOGUE and not known:
        return None
    stem = folded(path.name.partition(".")[0])
    return (
        stem == table,
        table == CATALOGUE and "title" in named,
        known,
        any(each in stem for each in FILES[table]),
    )


def _named_file(source: Path, table: str, name: str) -> Path:
    path = source / name
    if not is_table(path):
        known = [each.name for each in tables_in(source)]
        raise SourceUnreadable(
            f"{source} has no table {name!r}, which --table gives for the {table}."
            f"{did_you_mean(name, known)}"
        )
    return path


def _not_found(
    source: Path,
    missing: Mapping[str, Sequence[Path]],
    found: Mapping[str, Path],
    headers: Mapping[Path, Sequence[str]],
) -> SourceUnreadable:
    """`missing`: the tables that were not found, each with the files that could all be it."""
    table, best = next(iter(missing.items()))
    if best:
        names = ", ".join(path.name for path in best)
        return SourceUnreadable(
            f"{source}: several tables look like the {table} ({names}); "
            f"say which with --table {table}=FILE."
        )
    free = {path: header for path, header in headers.items() if path not in found.values()}
    proposed = []
    for each in missing:
        options = {path: propose_columns(each, header) for path, header in free.items()}
        path = max(options, key=lambda path: len(options[path]), default=None)
        if path is not None and len(options[path]) >= len(NEEDED[each]) - 1:
            proposed.append((path, options[path]))
            del free[path]
    columns = ", ".join(NEEDED[table])
    remedy = f"name one file {table}.csv, or say which column is which with --column"
    if proposed:
        files = " and ".join(path.name for path, _ in proposed)
        words = " ".join(word for _, options in proposed for word in options)
        remedy = f"if {files} is meant, add {words}"
    return SourceUnreadable(
        f"{source}: no table looks like the {table}, which has the columns {columns}; {remedy}."
    )


def _refuse_unused(
    source: Path, options: ImportOptions, headers: Mapping[Path, Sequence[str]]
) -> None:
    known = {name for header in headers.values() for name in header}
    for table in TABLES:
        for theirs, ours in options.names(table).items():
            if theirs not in known:
                raise SourceUnreadable(
                    f"{source}: no table has a column {theirs!r}, which --column gives for "
                    f"{ours}.{did_you_mean(theirs, known)}"
                )
