"""The columns of a CSV of scenarios, and the cells that no spreadsheet may run."""

import re

COLUMNS = (
    "id",
    "title",
    "story",
    "bought",
    "expect",
    "shopper",
    "as_of",
    "slate_size",
    "tags",
    "owner",
)
FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What spreadsheets run, fullwidth signs too; the apostrophes of a text that was so already."""


def defused(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def fused(cell: str) -> str:
    """As it was before `defused`."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
