"""A column with its place in somebody's file, so that a bad cell can be named."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from recommender.sources.fault import SourceUnreadable, fault
from recommender.sources.table import first_row


@dataclass(frozen=True)
class Column:
    """`cells` may be text, as CSV has it, or typed, as Parquet has it; missing is null.

    `offset` is the number of rows of the file before the first of these cells.
    """

    path: Path
    name: str
    cells: pa.ChunkedArray
    offset: int = 0

    @classmethod
    def of(cls, table: pa.Table, name: str, path: Path, offset: int = 0) -> "Column":
        """A column without any cells may have been stored as any kind, so it counts as text."""
        cells = table[name] if len(table) else pa.chunked_array([], pa.string())
        return cls(path, name, cells, offset)

    @property
    def kind(self) -> pa.DataType:
        kind = self.cells.type
        return kind.value_type if pa.types.is_dictionary(kind) else kind

    @property
    def is_text(self) -> bool:
        return pa.types.is_string(self.kind) or pa.types.is_large_string(self.kind)

    def refuse_where(self, mask: pa.ChunkedArray, what: str, remedy: str) -> None:
        """SourceUnreadable for the first row where `mask` is true; `what` may show its {cell}."""
        place = pc.index(mask, True).as_py()
        if place >= 0:
            raise self.fault(place, what.format(cell=repr(self.cells[place].as_py())), remedy)

    def fault(self, place: int, what: str, remedy: str) -> SourceUnreadable:
        row = first_row(self.path) + self.offset + place
        return fault(self.path, f"{self.name} {what}", remedy, row)
