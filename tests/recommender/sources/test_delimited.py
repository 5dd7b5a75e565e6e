"""CSV read strictly: nothing is guessed, nothing is swallowed."""

from pathlib import Path

import pyarrow as pa
import pytest

from recommender.sources.delimited import read_batches, windows_text
from recommender.sources.fault import SourceUnreadable
from recommender.sources.table import read_table


def table(folder: Path, content: bytes) -> pa.Table:
    path = folder / "table.csv"
    path.write_bytes(content)
    return read_table(path)


def test_every_cell_is_text_and_only_an_empty_one_is_missing(tmp_path):
    read = table(tmp_path, b'id,title\n00123,NA\n1e3,\nnull,"a ""b"", c"\n')
    assert read.to_pylist() == [
        {"id": "00123", "title": "NA"},
        {"id": "1e3", "title": None},
        {"id": "null", "title": 'a "b", c'},
    ]


def test_line_ends_of_all_systems_and_blank_lines_are_read(tmp_path):
    for end in (b"\n", b"\r\n"):
        read = table(tmp_path, end.join([b"id,title", b"1,Tent", b"", b"2,Lamp", b""]))
        assert read["id"].to_pylist() == ["1", "2"]


def test_a_quote_in_the_middle_of_a_cell_is_a_letter(tmp_path):
    assert table(tmp_path, b'id,title\n1,5" nail\n')["title"].to_pylist() == ['5" nail']


def test_a_cell_may_hold_line_breaks(tmp_path):
    read = table(tmp_path, b'id,title\n1,"two\nlines"\n2,Tent\n')
    assert read["title"].to_pylist() == ["two\nlines", "Tent"]


def test_a_header_alone_is_an_empty_table(tmp_path):
    assert len(table(tmp_path, b"id,title\n")) == 0


def test_only_the_columns_asked_for_are_read(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"id,title,price\n1,Tent,2\n")
    batches = list(read_batches(path, ["price", "id"]))
    assert pa.Table.from_batches(batches).to_pylist() == [{"price": "2", "id": "1"}]


def test_a_fault_far_down_is_named_by_its_row(tmp_path):
    lines = [b"id,title", *[b"%d,Tent" % number for number in range(200_000)], b"x"]
    with pytest.raises(SourceUnreadable, match="row 200002: 1 cells where the header has 2"):
        table(tmp_path, b"\n".join(lines))


def test_letters_that_span_two_chunks_are_read(tmp_path):
    content = b"id,title\n" + b"1,x\n" * 262_141 + b"2," + "é".encode() * 20
    assert table(tmp_path, content)["title"][-1].as_py() == "é" * 20


def test_a_letter_cut_off_at_the_end_is_refused(tmp_path):
    with pytest.raises(SourceUnreadable, match="row 2: its text is not UTF-8"):
        table(tmp_path, b"id,title\n1,caf\xc3")


def test_one_endless_line_is_no_header(tmp_path):
    with pytest.raises(SourceUnreadable, match="row 1: it has no header"):
        table(tmp_path, b"[" * 200_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_usual_form_of_a_table_reads_the_same(tmp_path, encoding, end, mark):
    rows = [["id", "title", "what (it, is)"], ["01", "Café, noir", "5,90"], ["02", "Thé", ""]]
    lines = [
        mark.join(f'"{cell}"' if mark in cell else cell for cell in row).replace("NONE", "")
        for row in rows
    ]
    read = table(tmp_path, (end.join(lines) + end).encode(encoding))
    assert read.to_pylist() == [
        {"id": "01", "title": "Café, noir", "what (it, is)": "5,90"},
        {"id": "02", "title": "Thé", "what (it, is)": None},
    ]


@pytest.mark.parametrize(
    "above",
    ["sep=;\n", '"sep=;"\n', "\n\n", "Products of spring 2026\n\n", "Products;;;\n;;;\n"],
)
def test_lines_above_the_header_are_passed_over_and_rows_keep_their_numbers(tmp_path, above):
    content = f"{above}id;title;colour;size\n1;Tent;red;L\n2;Lamp;blue\n"
    row = above.count("\n") + 3
    with pytest.raises(SourceUnreadable, match=f"row {row}: 3 cells where the header has 4"):
        table(tmp_path, content.encode())
    read = table(tmp_path, content.replace("blue", "blue;M").encode())
    assert read["size"].to_pylist() == ["L", "M"]


def test_marks_that_end_a_line_elsewhere_are_letters_of_a_cell(tmp_path):
    content = "id,title\n1,two\u2028parts\n2,two\x85parts\n3,Tent\n".encode()
    assert table(tmp_path, content)["title"].to_pylist()[:2] == ["two\u2028parts", "two\x85parts"]


def test_a_hint_wins_over_what_seems_to_part_the_cells(tmp_path):
    assert table(tmp_path, b"sep=|\na,b|c,d\n1,2|3,4\n").to_pylist() == [
        {"a,b": "1,2", "c,d": "3,4"}
    ]


def test_empty_columns_that_a_spreadsheet_left_behind_are_passed_over(tmp_path):
    read = table(tmp_path, b"id;;title;;\n1;;Tent;;\n2;;Lamp;;\n")
    assert read.to_pylist() == [{"id": "1", "title": "Tent"}, {"id": "2", "title": "Lamp"}]
    with pytest.raises(SourceUnreadable, match="row 3: column 2 has no name but holds 'x'"):
        table(tmp_path, b"id;;title\n1;;Tent\n2;x;Lamp\n")


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis", "cp1253"])
def test_letters_that_may_be_of_several_languages_are_not_guessed(tmp_path, encoding):
    words = {"cp1251": "Чайник", "shift_jis": "二人用テント", "cp1253": "Τσάντα"}[encoding]
    with pytest.raises(SourceUnreadable, match="row 2: its text is not UTF-8; save it as CSV with"):
        table(tmp_path, f"id,title\n1,{words}\n".encode(encoding))


def test_a_western_letter_far_down_turns_the_whole_table(tmp_path):
    content = b"id,title\n" + b"1,Tent and some more\n" * 100_000 + "2,Café\n".encode("cp1252")
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert read_table(path)["title"][-1].as_py() == "Café"
    assert windows_text(path) == (1, "2,Café")
