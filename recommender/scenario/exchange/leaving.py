"""Scenarios on their way out."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping

from recommender.documents.reading import BOM
from recommender.documents.writing import flow, item
from recommender.scenario.exchange.columns import COLUMNS, defused
from recommender.scenario.scenario import Scenario

EMPTY_SHEET = f"{BOM}{','.join(COLUMNS)}\r\n"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""One moment for all, so that the same files are the same bytes."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of the files by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def sheet(scenarios: Iterable[Scenario]) -> str:
    """A CSV with a row for each, its byte order mark for spreadsheets that need one."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for scenario in scenarios:
        cells = cells_of(scenario)
        writer.writerow([cells[column] for column in COLUMNS])
    return BOM + lines.getvalue()


def cells_of(scenario: Scenario) -> dict[str, str]:
    """Its row, by column; a spreadsheet runs none of it."""
    cells = _cells(scenario)
    return {column: defused(cells.get(column, "")) for column in COLUMNS}


def _cells(scenario: Scenario) -> dict[str, str]:
    said = scenario.as_document()
    cells = {
        "id": scenario.id,
        "title": scenario.title,
        "story": scenario.story,
        "bought": "\n".join(map(flow, said.get("bought", ()))),
        "expect": "\n".join(map(item, said.get("expect", ()))),
        "tags": ", ".join(map(flow, scenario.tags)),
        "owner": scenario.owner or "",
    }
    if "shopper" in said:
        cells["shopper"] = flow(said["shopper"])[1:-1]
    for name in ("as_of", "slate_size"):
        cells[name] = str(said.get(name, ""))
    return cells
