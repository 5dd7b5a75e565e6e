"""H&M's form on Kaggle: articles.csv, transactions_train.csv, customers.csv, images/0NN/ID.jpg.

A row is one piece: repeated rows are quantity. Products that articles.csv lacks are kept and
titled by their id. Prices are H&M's own scaled units and stay with the purchases.
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from recommender.codes import Codes
from recommender.delivery import Delivery
from recommender.import_options import ImportOptions
from recommender.picture_vetting import vet_pictures
from recommender.sources import cells
from recommender.sources.column import Column
from recommender.sources.delimited import read_batches
from recommender.sources.fault import SourceUnreadable
from recommender.sources.moments import read_moments
from recommender.sources.table import column_names, read_table, refuse_missing
from recommender.tally import Sieve, Tally

NAMED = ()
ARTICLES, TRANSACTIONS = "articles.csv", "transactions_train.csv"
TRANSACTION = ("t_dat", "customer_id", "article_id", "price", "sales_channel_id")
FACTS = {
    "name": "H&M",
    "origin": "H&M Personalized Fashion Recommendations, Kaggle 2022",
    "licence": "the competition's rules: not for commercial use",
}
TEXTS = {
    "prod_name": "title",
    "product_type_name": "category",
    "product_group_name": "product_group",
    "graphical_appearance_name": "pattern",
    "colour_group_name": "colour",
    "department_name": "department",
    "index_group_name": "audience",
    "section_name": "section",
    "garment_group_name": "garment_group",
    "detail_desc": "description",
}


def recognises(source: Path) -> bool:
    return (source / ARTICLES).is_file() and (source / TRANSACTIONS).is_file()


def deliver(source: Path, options: ImportOptions) -> Delivery:
    if not recognises(source):
        raise SourceUnreadable(f"{source} lacks {ARTICLES} or {TRANSACTIONS}; add it.")
    catalogue = _catalogue(source / ARTICLES)
    listed = len(catalogue)
    purchases, purchases_tally = _purchases(source / TRANSACTIONS)
    catalogue = _with_unlisted(catalogue, purchases["product_id"])
    images = source / "images"
    files = {
        path.stem: f"{path.parent.name}/{path.name}" for path in sorted(images.glob("*/*.jpg"))
    }
    pictures = vet_pictures(images, files, set(catalogue["product_id"]), options)
    catalogue["picture"] = catalogue["product_id"].map(pictures.names).astype("str")
    notes = {
        "not in articles.csv, titled by their id": len(catalogue) - listed,
        "without a picture": len(catalogue) - len(pictures.names),
    }
    return Delivery(
        facts=FACTS,
        catalogue=catalogue,
        purchases=purchases,
        pictures=pictures.files,
        products_tally=Sieve(len(catalogue)).tally(len(catalogue), notes),
        purchases_tally=purchases_tally,
        pictures_tally=pictures.tally,
    )


def _catalogue(path: Path) -> pd.DataFrame:
    refuse_missing(path, ("article_id", "prod_name"), column_names(path))
    table = read_table(path)
    ids = Column.of(table, "article_id", path)
    frame = pd.DataFrame({"product_id": _ten_digits(cells.unique_ids(ids)).to_pandas()})
    for theirs, ours in TEXTS.items():
        if theirs in table.column_names:
            frame[ours] = table[theirs].to_pandas()
    frame["title"] = frame["title"].fillna(frame["product_id"])
    return frame


def _ten_digits(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """Article numbers, and the names of their pictures, have ten digits; whoever saved the tables
    as numbers lost the zero in front."""
    return pc.replace_substring_regex(ids, r"^([0-9]{9})$", r"0\1")


def _with_unlisted(catalogue: pd.DataFrame, bought: pa.ChunkedArray) -> pd.DataFrame:
    ids = bought.unique().cast(pa.string()).to_pandas()
    unlisted = ids[~ids.isin(catalogue["product_id"])].sort_values()
    added = pd.DataFrame({"product_id": unlisted, "title": unlisted})
    return pd.concat([catalogue, added], ignore_index=True)


def _purchases(path: Path) -> tuple[pa.Table, Tally]:
    refuse_missing(path, TRANSACTION, column_names(path))
    shoppers, products, channels = Codes(), Codes(), Codes()
    parts, read, dropped = [], 0, {}
    for batch in read_batches(path, TRANSACTION):
        table = pa.Table.from_batches([batch])
        rows = pa.table(
            {
                "shopper": shoppers.encode(table["customer_id"]),
                "product": products.encode(_ten_digits(table["article_id"])),
                "bought_at": read_moments(Column.of(table, "t_dat", path, read)),
                "price": cells.prices(Column.of(table, "price", path, read)),
                "channel": channels.encode(table["sales_channel_id"]),
            }
        )
        parts.append(_sifted(rows, dropped))
        read += len(rows)
    kept = pa.concat_tables(parts)
    purchases = _counted(kept, shoppers, products)
    notes = {"repeats of another row, counted as its quantity": len(kept) - len(purchases)}
    return purchases, Tally(read, len(kept), dropped, notes)


def _sifted(rows: pa.Table, dropped: dict[str, int]) -> pa.Table:
    """Adds what it drops to `dropped`."""
    sieve = Sieve(len(rows))
    sieve.drop("without a shopper", pc.is_null(rows["shopper"]))
    sieve.drop("without a product", pc.is_null(rows["product"]))
    sieve.drop("without a date", pc.is_null(rows["bought_at"]))
    for reason, count in sieve.dropped.items():
        dropped[reason] = dropped.get(reason, 0) + count
    return rows.filter(pa.array(sieve.kept))


def _counted(rows: pa.Table, shoppers: Codes, products: Codes) -> pa.Table:
    """Equal rows as one purchase with their number as quantity; one thread keeps their order."""
    groups = rows.group_by(rows.column_names, use_threads=False).aggregate([([], "count_all")])
    return pa.table(
        {
            "shopper_id": shoppers.decode(groups["shopper"].to_numpy()),
            "product_id": products.decode(groups["product"].to_numpy()),
            "bought_at": groups["bought_at"],
            "quantity": groups["count_all"],
            "price": groups["price"],
        }
    )
