"""Online Retail: a wholesaler's invoices, one line a row, with the faults of real books.

A row counts under the first of these: an exact repeat of an earlier row; a code that is no
product; no shopper; no date; a cancellation; a quantity or price that is not above 0; a purchase
wholly cancelled later; a product without a title.
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa

from recommender.cancellations import left_after
from recommender.delivery import Delivery, purchases_table
from recommender.import_options import ImportOptions
from recommender.sources import cells
from recommender.sources.amounts import read_amounts
from recommender.sources.column import Column
from recommender.sources.fault import SourceUnreadable
from recommender.sources.moments import read_moments
from recommender.sources.naming import named_header, read_named, tables_in
from recommender.sources.table import is_table
from recommender.tally import Sieve, Tally

NAMED = ()
COLUMNS = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
)
SECOND_EDITION = {"Invoice": "InvoiceNo", "Price": "UnitPrice", "Customer ID": "CustomerID"}
"""What Online Retail II calls three of them."""
NO_PRODUCTS = frozenset(
    {"POST", "DOT", "C2", "M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"}
)
"""Postage, carriage, manual entries, discounts, samples, bad debt, fees and donations."""
FACTS = {
    "name": "Online Retail",
    "currency": "GBP",
    "locale": "en_GB",
    "origin": "UCI Machine Learning Repository, Online Retail; Chen, Sain, Guo 2012",
    "licence": "CC BY 4.0",
}


def recognises(source: Path) -> bool:
    return len(_found(source)) == 1


def deliver(source: Path, options: ImportOptions) -> Delivery:
    found = _found(source)
    if len(found) != 1:
        raise SourceUnreadable(
            f"{source} holds {len(found)} tables with the columns {', '.join(COLUMNS)}; "
            "name the one to import."
        )
    rows = _rows(found[0])
    catalogue, products_tally = _catalogue(rows)
    purchases, purchases_tally = _purchases(rows, catalogue["product_id"])
    return Delivery(
        facts=FACTS,
        catalogue=catalogue,
        purchases=purchases,
        pictures={},
        products_tally=products_tally,
        purchases_tally=purchases_tally,
        pictures_tally=Tally(0, 0),
    )


def _found(source: Path) -> list[Path]:
    files = tables_in(source) if source.is_dir() else [source] if is_table(source) else []
    return [path for path in files if set(COLUMNS) <= set(_header(path))]


def _header(path: Path) -> list[str]:
    return named_header(path, SECOND_EDITION)


def _rows(path: Path) -> pd.DataFrame:
    table = read_named(path, SECOND_EDITION)
    column = {name: Column.of(table, name, path) for name in COLUMNS}
    shoppers = cells.loose_ids(column["CustomerID"]).to_pandas()
    titles = cells.texts(column["Description"]).to_pandas()
    invoices = cells.texts(column["InvoiceNo"]).to_pandas()
    return pd.DataFrame(
        {
            "shopper_id": shoppers.str.removesuffix(".0"),
            "product_id": cells.loose_ids(column["StockCode"]).to_pandas(),
            "title": titles.str.split().str.join(" "),
            "quantity": cells.whole_numbers(column["Quantity"]).fill_null(0).to_pandas(),
            "price": read_amounts(column["UnitPrice"]).values.fill_null(0).to_pandas(),
            "bought_at": read_moments(column["InvoiceDate"]).to_pandas(),
            "cancels": invoices.str.startswith("C", na=False),
            "repeated": table.to_pandas().duplicated(),
        }
    )


def _catalogue(rows: pd.DataFrame) -> tuple[pd.DataFrame, Tally]:
    """Titles and prices are those of most of a product's sales, of several the latest: rows
    that correct the stock carry remarks such as "damaged" for a title."""
    sold = (rows["quantity"] > 0) & (rows["price"] > 0) & ~rows["cancels"] & ~rows["repeated"]
    sales = rows[sold & rows["title"].ne("")]
    products = pd.DataFrame({"product_id": rows["product_id"].dropna().unique()})
    products["title"] = products["product_id"].map(_most_frequent(sales, "title"))
    products["price"] = products["product_id"].map(_most_frequent(sales, "price"))
    sieve = Sieve(len(products))
    sieve.drop("not a product", _is_no_product(products["product_id"]))
    sieve.drop("never sold under a title", products["title"].isna())
    catalogue = products[sieve.kept].reset_index(drop=True)
    titles = sales.groupby("product_id")["title"].nunique()
    several = int((titles.reindex(catalogue["product_id"]) > 1).sum())
    return catalogue, sieve.tally(len(catalogue), {"several titles, the usual one taken": several})


def _most_frequent(sales: pd.DataFrame, column: str) -> pd.Series:
    """The commonest value by product; of several the one sold last."""
    counted = sales.groupby(["product_id", column])["bought_at"].agg(["size", "max"]).reset_index()
    ranked = counted.sort_values(["size", "max", column])
    return ranked.drop_duplicates("product_id", keep="last").set_index("product_id")[column]


def _is_no_product(codes: pd.Series) -> pd.Series:
    return codes.str.upper().isin(NO_PRODUCTS)


def _purchases(rows: pd.DataFrame, products: pd.Series) -> tuple[pa.Table, Tally]:
    sieve = Sieve(len(rows))
    sieve.drop("exact repeat", rows["repeated"])
    sieve.drop("not a product", rows["product_id"].isna() | _is_no_product(rows["product_id"]))
    sieve.drop("without a shopper", rows["shopper_id"].isna())
    sieve.drop("without a date", rows["bought_at"].isna())
    cancellations = sieve.kept & rows["cancels"].to_numpy()
    sieve.drop("cancellation", cancellations)
    sieve.drop("quantity not above 0", rows["quantity"] <= 0)
    sieve.drop("price not above 0", rows["price"] <= 0)
    left, unmatched = left_after(rows, sieve.kept, cancellations)
    sieve.drop("cancelled later", left == 0)
    sieve.drop("of a product without a title", ~rows["product_id"].isin(products))
    kept = rows.assign(left=left)[sieve.kept]
    purchases = purchases_table(
        {
            "shopper_id": kept["shopper_id"],
            "product_id": kept["product_id"],
            "bought_at": kept["bought_at"],
            "quantity": kept["left"],
            "price": kept["price"],
        }
    )
    notes = {
        "reduced by a cancellation": int((kept["left"] < kept["quantity"]).sum()),
        "cancellations of more than was bought before": unmatched,
    }
    return purchases, sieve.tally(len(purchases), notes)
