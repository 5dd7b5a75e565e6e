"""X-Wines: ratings of wines, of which one of 3 stars or more counts as a purchase."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from recommender.delivery import Delivery, purchases_table
from recommender.import_options import ImportOptions
from recommender.picture_vetting import vet_pictures
from recommender.sources import cells
from recommender.sources.amounts import read_numbers
from recommender.sources.column import Column
from recommender.sources.fault import SourceUnreadable
from recommender.sources.lists import as_lists
from recommender.sources.moments import read_moments
from recommender.sources.strangers import most_strangers
from recommender.sources.table import column_names, read_table, refuse_missing
from recommender.tally import Sieve, Tally

NAMED = ()
LIKED = 3
FACTS = {
    "name": "X-Wines",
    "origin": "X-Wines (rogerioxavier/X-Wines), de Azambuja, Morais, Filipe 2023",
    "licence": "CC0 1.0",
}
TEXTS = {
    "WineName": "title",
    "Type": "category",
    "WineryName": "brand",
    "Country": "country",
    "RegionName": "region",
    "Elaborate": "elaborate",
    "Body": "body",
    "Acidity": "acidity",
    "Website": "website",
}
LISTS = {"Grapes": "grapes", "Harmonize": "harmonize", "Vintages": "vintages"}


def recognises(source: Path) -> bool:
    return source.is_dir() and bool(_found(source, "wines")) and bool(_found(source, "ratings"))


def deliver(source: Path, options: ImportOptions) -> Delivery:
    catalogue = _catalogue(_only(source, "wines"))
    purchases, purchases_tally, strangers = _purchases(
        _only(source, "ratings"), catalogue["product_id"]
    )
    images = source / "images"
    files = {path.stem: path.name for path in sorted(images.glob("*.jpeg"))}
    pictures = vet_pictures(images, files, set(catalogue["product_id"]), options)
    catalogue["picture"] = catalogue["product_id"].map(pictures.names).astype("str")
    return Delivery(
        facts=FACTS,
        catalogue=catalogue,
        purchases=purchases,
        pictures=pictures.files,
        products_tally=Tally(
            len(catalogue),
            len(catalogue),
            notes={"without a picture": len(catalogue) - len(pictures.names)},
        ),
        purchases_tally=purchases_tally,
        pictures_tally=pictures.tally,
        strangers=strangers,
    )


def _found(source: Path, what: str) -> list[Path]:
    return sorted(source.glob(f"XWines_*_{what}.csv")) + sorted(
        source.glob(f"XWines_*_{what}.csv.gz")
    )


def _only(source: Path, what: str) -> Path:
    found = _found(source, what)
    if len(found) != 1:
        raise SourceUnreadable(
            f"{source} holds {len(found)} files XWines_*_{what}.csv or .csv.gz; leave exactly one."
        )
    return found[0]


def _catalogue(path: Path) -> pd.DataFrame:
    refuse_missing(path, ("WineID", "WineName"), column_names(path))
    table = read_table(path)
    columns = {"product_id": cells.unique_ids(Column.of(table, "WineID", path)).to_pandas()}
    for theirs, ours in TEXTS.items():
        if theirs in table.column_names:
            columns[ours] = table[theirs].to_pandas()
    for theirs, ours in LISTS.items():
        if theirs in table.column_names:
            columns[ours] = as_lists(table[theirs].to_pandas())
    if "ABV" in table.column_names:
        columns["abv"] = read_numbers(Column.of(table, "ABV", path)).to_pandas()
    return pd.DataFrame(columns)


def _purchases(path: Path, products: pd.Series) -> tuple[pa.Table, Tally, str]:
    """The last one says so where few or none of them are of a product of the catalogue."""
    refuse_missing(path, ("UserID", "WineID", "Rating", "Date"), column_names(path))
    table = read_table(path)
    read = {
        "shopper_id": cells.loose_ids(Column.of(table, "UserID", path)),
        "product_id": cells.loose_ids(Column.of(table, "WineID", path)),
        "bought_at": read_moments(Column.of(table, "Date", path)),
    }
    rating = read_numbers(Column.of(table, "Rating", path))
    known = pc.is_in(read["product_id"], pa.array(products, pa.string()))
    sieve = Sieve(len(table))
    sieve.drop("without a shopper", pc.is_null(read["shopper_id"]))
    sieve.drop("of a product the catalogue lacks", pc.invert(known))
    sieve.drop("without a date", pc.is_null(read["bought_at"]))
    sieve.drop("without a rating", pc.is_null(rating))
    sieve.drop("disliked", pc.less(rating, LIKED).fill_null(False))
    kept = purchases_table(read).filter(pa.array(sieve.kept))
    strangers = most_strangers(path, read["product_id"], products)
    return kept, sieve.tally(len(kept)), strangers
