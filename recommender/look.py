"""A source before it is imported: what lies in it, and its first rows as they are understood."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from recommender.delivery import Delivery
from recommender.sources.fault import SourceUnreadable
from recommender.sources.naming import USUAL, tables_in, usual_name
from recommender.sources.table import column_names

ROWS = 5
WIDEST = 28
"""Letters of a cell that are shown."""


def describe_rows(delivery: Delivery) -> str:
    """The first products and purchases, as the shop would have them."""
    lines = []
    for name, frame in _first_rows(delivery).items():
        lines += [f"The first {name}:", _table(frame)]
    if delivery.facts.get("currency"):
        lines.append(f"Prices are in {delivery.facts['currency']}.")
    return "\n".join(lines)


def rows_as_record(delivery: Delivery) -> dict[str, list[dict[str, str]]]:
    """The first products and purchases as plain data; every cell is text, "" where missing."""
    return {
        name: [
            {column: _text(cell) for column, cell in zip(frame.columns, row, strict=True)}
            for row in frame.itertuples(index=False)
        ]
        for name, frame in _first_rows(delivery).items()
    }


def _first_rows(delivery: Delivery) -> dict[str, pd.DataFrame]:
    return {
        "products": delivery.catalogue.head(ROWS),
        "purchases": delivery.purchases.slice(0, ROWS).to_pandas(),
    }


def describe_tables(source: Path) -> str:
    """What lies in a folder that is not understood yet: each table's columns, and what each
    probably means."""
    if not source.is_dir():
        return ""
    lines = []
    for path in tables_in(source):
        try:
            header = column_names(path)
        except SourceUnreadable as error:
            lines.append(f"{path.name}: {error}")
            continue
        lines.append(f"{path.name}:")
        lines += [f"  {name:<{WIDEST}} {meaning}" for name, meaning in _meanings(header)]
    return "\n".join(lines)


def _meanings(header: Iterable[str]) -> Iterator[tuple[str, str]]:
    header = list(header)
    probable = {usual_name(ours, header): ours for ours in reversed(USUAL)}
    for name in header:
        ours = probable.get(name)
        yield name, f"{ours}?" if ours and ours != name else ours or ""


def _table(frame: pd.DataFrame) -> str:
    cells = [[str(name) for name in frame.columns]]
    cells += [[_cell(cell) for cell in row] for row in frame.itertuples(index=False)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(frame.columns))]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in cells]
    return "\n".join(f"  {'  '.join(row)}".rstrip() for row in padded)


def _cell(cell: object) -> str:
    text = _text(cell)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _text(cell: object) -> str:
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return cell.strftime("%Y-%m-%d %H:%M")
    return " ".join(str(cell).split())
