"""The same shop written in every dialect of a spreadsheet reads as the same shop."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.sources.bought import read_bought
from recommender.sources.products import read_products
from recommender.sources.table import read_table

WORDS = ["Café", "Müller’s", 'The "big" one', "A, b; c", "Tent | two", "½ pound", "NA", "sep=x"]
DAYS = {
    "iso": "%Y-%m-%d",
    "day first": "%d/%m/%Y",
    "month first": "%m/%d/%Y",
    "german": "%d.%m.%Y",
    "in letters": "%d %b %Y",
    "slashed": "%Y/%m/%d",
}
CURRENCIES = ["", " EUR", " €"]


@dataclass(frozen=True)
class Dialect:
    delimiter: str
    quoting: int
    decimal: str
    thousands: str
    currency: str
    encoding: str
    end: str
    days: str
    above: str

    def write(self, path: Path, rows: list[list[str]]) -> None:
        stream = io.StringIO(newline="")
        stream.write(self.above.replace("\n", self.end))
        csv.writer(
            stream, delimiter=self.delimiter, quoting=self.quoting, lineterminator=self.end
        ).writerows(rows)
        path.write_bytes(stream.getvalue().encode(self.encoding))

    def price(self, cents: int) -> str:
        whole = f"{cents // 100:,}".replace(",", self.thousands)
        return f"{whole}{self.decimal}{cents % 100:02}{self.currency}"


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    decimal = draw(st.sampled_from(".,"))
    return Dialect(
        delimiter=draw(st.sampled_from(",;\t|")),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        decimal=decimal,
        thousands=draw(st.sampled_from(["", " ", "’", "." if decimal == "," else ","])),
        currency=draw(st.sampled_from(CURRENCIES)),
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])),
        end=draw(st.sampled_from(["\n", "\r\n"])),
        days=draw(st.sampled_from(list(DAYS))),
        above=draw(st.sampled_from(["", "\n", "Products of the spring\n"])),
    )


PRODUCTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        st.integers(1, 9_999_999),
    ),
    min_size=2,
    max_size=12,
)


@given(dialects(), PRODUCTS, st.integers(0, 20))
@settings(max_examples=150, deadline=None)
def test_a_shop_reads_the_same_in_every_dialect(dialect, products, shift):
    ids = [f"{place:03}" for place in range(len(products))]
    # The thirtieth of a month tells the day from the month, whatever comes first.
    days = [date(2025, 6, 30) + timedelta(days=each * (shift + 1)) for each in range(len(products))]
    catalogue = [["product_id", "title", "price"]]
    catalogue += [
        [product_id, title, dialect.price(cents)]
        for product_id, (title, cents) in zip(ids, products, strict=True)
    ]
    purchases = [["shopper_id", "product_id", "bought_at"]]
    purchases += [
        ["0042", product_id, day.strftime(DAYS[dialect.days])]
        for product_id, day in zip(ids, days, strict=True)
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.csv"
        dialect.write(path, catalogue)
        read = read_products(read_table(path), path, 0)
        bought_path = Path(folder) / "purchases.csv"
        dialect.write(bought_path, purchases)
        bought = read_bought(read_table(bought_path), bought_path, pd.Series(ids), 0)
    assert read.frame["product_id"].tolist() == ids
    assert read.frame["title"].tolist() == [title for title, _ in products]
    assert read.frame["price"].tolist() == [cents / 100 for _, cents in products]
    assert read.currency == ("EUR" if dialect.currency else "")
    assert read.tally.read == read.tally.kept == len(products)
    assert [each.date() for each in bought.purchases["bought_at"].to_pylist()] == days
