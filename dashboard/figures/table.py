"""What leaves the house: rows under named columns, as CSV and as Parquet."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from recommender.documents.reading import BOM
from recommender.scenario.exchange.columns import defused

TEXT, TEXTS, WHOLE, NUMBER = pa.string(), pa.list_(pa.string()), pa.int64(), pa.float64()
FLAG, MOMENT = pa.bool_(), pa.timestamp("us", tz="UTC")


@dataclass(frozen=True)
class Table:
    """`columns`: their types by name; ids are text, so that leading zeros live."""

    columns: Mapping[str, pa.DataType]
    rows: Sequence[Sequence[Any]]


def as_csv(table: Table) -> bytes:
    """With a byte order mark for spreadsheets that need one; they run none of its cells."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(table.columns)
    writer.writerows([_cell(each) for each in row] for row in table.rows)
    return (BOM + lines.getvalue()).encode()


def as_parquet(table: Table) -> bytes:
    """Every text exactly as it is."""
    columns = zip(*table.rows, strict=True) if table.rows else [() for _ in table.columns]
    arrays = [
        pa.array(list(values), kind)
        for values, kind in zip(columns, table.columns.values(), strict=True)
    ]
    written = io.BytesIO()
    pq.write_table(pa.table(arrays, names=list(table.columns)), written)
    return written.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat()
        case list():
            return json.dumps(value, ensure_ascii=False)
        case str():
            return defused(str(value))
    return str(value)
