"""What is wrong with somebody's table, in one sentence that names file and row."""

from pathlib import Path

from recommender.refusal import Refusal


class SourceUnreadable(Refusal):
    """A table or a folder of somebody else's that cannot be read; nothing was changed."""


def fault(path: Path, what: str, remedy: str, row: int | None = None) -> SourceUnreadable:
    """`row` counts as a spreadsheet shows it: the header of a CSV or XLSX file is row 1."""
    where = f"{path}, row {row}" if row is not None else f"{path}"
    return SourceUnreadable(f"{where}: {what}; {remedy}.")
