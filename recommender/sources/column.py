"""A column with its place in somebody's file, so that a bad cell can be named."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recommender.sources.fault import SourceUnreadable, fault
from recommender.sources.table import first_row


@dataclass
class Faults:
    """Cells of one table that mean nothing, gathered so that all is told in one run.

    `reasons`: for what is wrong with a column, whether each row has it; `sentences`: the first of
    each, by file and row.
    """

    reasons: dict[str, np.ndarray] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)

    def add(self, reason: str, rows: pa.ChunkedArray, sentence: str) -> None:
        """`rows`: one boolean a row, null counts as false."""
        self.reasons[reason] = pc.fill_null(rows, False).to_numpy().astype(bool)
        self.sentences.append(sentence)


@dataclass(frozen=True)
class Column:
    """`cells` may be text, as CSV has it, or typed, as Parquet has it; missing is null.

    `offset` is the number of rows of the file before the first of these cells. Cells that mean
    nothing are refused, or gathered in `faults` where it is given.
    """

    path: Path
    name: str
    cells: pa.ChunkedArray
    offset: int = 0
    faults: Faults | None = None

    @classmethod
    def of(
        cls,
        table: pa.Table,
        name: str,
        path: Path,
        offset: int = 0,
        faults: Faults | None = None,
    ) -> "Column":
        """A column without any cells may have been stored as any kind, so it counts as text."""
        cells = table[name] if len(table) else pa.chunked_array([], pa.string())
        return cls(path, name, cells, offset, faults)

    @property
    def kind(self) -> pa.DataType:
        kind = self.cells.type
        return kind.value_type if pa.types.is_dictionary(kind) else kind

    @property
    def is_text(self) -> bool:
        return pa.types.is_string(self.kind) or pa.types.is_large_string(self.kind)

    def cast(self, kind: pa.DataType, remedy: str) -> pa.ChunkedArray:
        """All cells as this kind; SourceUnreadable where the column holds another."""
        try:
            return self.cells.cast(kind, safe=False)
        except (pa.ArrowNotImplementedError, pa.ArrowInvalid) as error:
            raise fault(self.path, f"{self.name} holds {self.cells.type}", remedy) from error

    def set_aside(
        self, mask: pa.ChunkedArray, what: str, remedy: str, values: pa.ChunkedArray
    ) -> pa.ChunkedArray:
        """`values`, null where `mask` is true, which is gathered in the column's faults; refused
        like `refuse_where` where it gathers none."""
        place = pc.index(mask, True).as_py()
        if place < 0:
            return values
        if self.faults is None:
            self.refuse_where(mask, what, remedy)
        cell = repr(self.cells[place].as_py())
        error = self.fault(place, what.format(cell=cell), remedy)
        row = first_row(self.path) + self.offset + place
        example = f"{self.name} unreadable, such as {cell} in row {row}"
        self.faults.add(example, mask, str(error))
        return pc.if_else(pc.fill_null(mask, False), pa.scalar(None, values.type), values)

    def refuse_where(self, mask: pa.ChunkedArray, what: str, remedy: str) -> None:
        """SourceUnreadable for the first row where `mask` is true; `what` may show its {cell}."""
        place = pc.index(mask, True).as_py()
        if place >= 0:
            raise self.fault(place, what.format(cell=repr(self.cells[place].as_py())), remedy)

    def fault(self, place: int, what: str, remedy: str) -> SourceUnreadable:
        row = first_row(self.path) + self.offset + place
        return fault(self.path, f"{self.name} {what}", remedy, row)
