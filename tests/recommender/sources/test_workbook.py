"""XLSX read as a CSV of the same table would be."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from recommender.sources.fault import SourceUnreadable
from recommender.sources.table import column_names, read_table


def workbook(folder: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "table.xlsx")
    return folder / "table.xlsx"


def test_numbers_and_dates_are_spelt_out(tmp_path):
    path = workbook(
        tmp_path, ["id", "shopper", "when"], ["007", 17850, datetime(2026, 3, 1, 10, 30)], [8, 1.5]
    )
    assert column_names(path) == ["id", "shopper", "when"]
    assert read_table(path).to_pylist() == [
        {"id": "007", "shopper": "17850", "when": "2026-03-01 10:30:00"},
        {"id": "8", "shopper": "1.5", "when": None},
    ]


def test_blank_rows_are_left_out(tmp_path):
    path = workbook(tmp_path, ["id", "title"], ["1", "Tent"], [None, ""], ["2", "Lamp"], [None])
    assert read_table(path)["id"].to_pylist() == ["1", "2"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((["id", "title"], ["1", "Tent", "x"]), "row 2: a cell stands beyond the header"),
        ((["id", "id"], ["1", "Tent"]), "row 1: a column has no name or another's"),
        ((["id", None, "title"], ["1", "x", "Tent"]), "row 1: a column has no name"),
        ((), "row 1: a column has no name"),
    ],
)
def test_a_broken_sheet_is_named_with_its_row(tmp_path, rows, says):
    with pytest.raises(SourceUnreadable, match=says):
        read_table(workbook(tmp_path, *rows))


def test_what_is_no_workbook_is_named(tmp_path):
    path = tmp_path / "table.xlsx"
    path.write_text("id,title\n", "utf-8")
    with pytest.raises(SourceUnreadable, match=r"table.xlsx: it is no XLSX workbook"):
        read_table(path)


def test_a_zip_of_something_else_is_named(tmp_path):
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "dear")
    with pytest.raises(SourceUnreadable, match=r"table.xlsx: the workbook cannot be read"):
        read_table(path)


def test_a_small_workbook_that_unpacks_to_a_large_one_is_refused(tmp_path):
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 80_000_000)
    with pytest.raises(SourceUnreadable, match="unpacks to more than 100 times its size"):
        column_names(path)
