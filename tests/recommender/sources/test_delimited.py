"""CSV read strictly: nothing is guessed, nothing is swallowed."""

from pathlib import Path

import pyarrow as pa
import pytest

from recommender.sources.delimited import read_batches
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
    with pytest.raises(SourceUnreadable, match="not UTF-8"):
        table(tmp_path, b"id,title\n1,caf\xc3")


def test_one_endless_line_is_no_header(tmp_path):
    with pytest.raises(SourceUnreadable, match="row 1: it has no header"):
        table(tmp_path, b"[" * 200_000)
