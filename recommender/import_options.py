"""What somebody who imports a shop says of its source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recommender.catalogue import KNOWN_COLUMNS
from recommender.picture_fetching import PictureFetch
from recommender.refusal import Refusal
from recommender.words import did_you_mean

CATALOGUE, PURCHASES = "catalogue", "purchases"
TABLES = (CATALOGUE, PURCHASES)
PURCHASE_COLUMNS = ("shopper_id", "product_id", "bought_at", "quantity", "price")
NAMEABLE = (*KNOWN_COLUMNS, "shopper_id", "bought_at", "quantity")


class OptionRefused(Refusal):
    """An option of the import names something we cannot follow."""


@dataclass(frozen=True)
class ImportOptions:
    """`columns`: for each of the two tables, the source's name of a column to ours. `files`: the
    file of a table, where several could be it. `most_unreadable`: the share of a table's rows, 0 to
    1, that may be dropped because they cannot be read. `only_looks`: nothing is to be written, so
    pictures need not be opened. `fetch`: how pictures are fetched that the source names by address;
    None where they are not."""

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    most_unreadable: float = 0.0
    only_looks: bool = False
    fetch: PictureFetch | None = None

    @property
    def tables(self) -> set[str]:
        """Those whose file or columns are named."""
        return {*self.columns, *self.files}

    def names(self, table: str) -> Mapping[str, str]:
        return self.columns.get(table, {})


def read_columns(options: Sequence[str]) -> dict[str, dict[str, str]]:
    """["product_id=SKU", "catalogue.title=Name"] by table: {"catalogue": {"SKU": "product_id",
    "Name": "title"}, "purchases": {"SKU": "product_id"}}; without a table both are meant."""
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for each in options:
        ours, equals, theirs = each.partition("=")
        table, dot, column = ours.partition(".")
        column, tables = (column, (table,)) if dot else (ours, TABLES)
        if not (equals and theirs):
            raise OptionRefused(f"--column {each} has no name; write --column product_id=SKU.")
        if dot and table not in TABLES:
            hint = did_you_mean(table, TABLES)
            raise OptionRefused(f"--column {each}: there is no table {table!r}.{hint}")
        if column not in NAMEABLE:
            hint = did_you_mean(column, NAMEABLE)
            raise OptionRefused(f"--column {each}: we have no column {column!r}.{hint}")
        for name in tables:
            columns[name][theirs] = column
    return dict(columns)


def read_files(options: Sequence[str]) -> dict[str, str]:
    """["purchases=orders.csv"] as {"purchases": "orders.csv"}."""
    files = {}
    for each in options:
        table, equals, file = each.partition("=")
        if table not in TABLES or not (equals and file):
            raise OptionRefused(
                f"--table {each}: write --table catalogue=FILE or --table purchases=FILE."
            )
        files[table] = file
    return files
