"""What an importer hands over: tables, pictures, and what became of every row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa

from recommender.tally import Tally


@dataclass(frozen=True)
class Delivery:
    """The parts of a shop folder; `facts` are name, currency, locale, origin, licence as known."""

    facts: Mapping[str, object]
    catalogue: pd.DataFrame
    purchases: pa.Table
    pictures: Mapping[str, Path]
    products_tally: Tally
    purchases_tally: Tally
    pictures_tally: Tally
    strangers: str = ""
    """One sentence where few or none of the purchases are of a product that the catalogue has."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """The file of each table, where the layout had to find it."""
    unused: Sequence[str] = ()
    """Files that look like tables and were not read."""

    @property
    def shoppers(self) -> int:
        return len(self.purchases["shopper_id"].unique())

    @property
    def tallies(self) -> dict[str, Tally]:
        return {
            "products": self.products_tally,
            "purchases": self.purchases_tally,
            "pictures": self.pictures_tally,
        }

    def emptiness(self, source: Path) -> str:
        """Why nothing could be shown or fitted in a shop of this, in one sentence; else empty."""
        empty = next(
            (name for name in ("products", "purchases") if not self.tallies[name].kept), None
        )
        if empty is None:
            return ""
        if self.strangers and empty == "purchases":
            return self.strangers
        tally = self.tallies[empty]
        what = (
            f"none of {tally.read:,} {empty} is kept ({tally.reasons})"
            if tally.read
            else f"it has no {empty}"
        )
        return f"{source}: {what}, so nothing can be fitted; mend its tables and import it again."

    def counts(self) -> dict[str, int]:
        """What shop.toml says of the numbers."""
        counts = {"shoppers": self.shoppers}
        for name, tally in self.tallies.items():
            counts[name] = tally.kept
            counts[f"{name}_read"] = tally.read
            counts[f"{name}_dropped"] = tally.read - tally.kept
        return counts


def purchases_table(columns: Mapping[str, object]) -> pa.Table:
    """Arrays or series by name, as the shop keeps them: ids as codes, moments as UTC seconds."""
    table = pa.table({name: pa.array(column) for name, column in columns.items()})
    codes = pa.dictionary(pa.int32(), pa.string())
    kinds = {"shopper_id": codes, "product_id": codes, "bought_at": pa.timestamp("s", tz="UTC")}
    fields = [pa.field(each.name, kinds.get(each.name, each.type)) for each in table.schema]
    return table.cast(pa.schema(fields), safe=False)
