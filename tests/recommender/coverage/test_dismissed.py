"""What was dismissed for good, and the file that says so."""

from datetime import date
from pathlib import Path

import pytest

from recommender.coverage import Dismissal, dismissed_text, read_dismissed
from recommender.refusal import Refusal

ONE = Dismissal(bought=("tent", "“lamp”"), by="Zoë", on=date(2026, 3, 2))
TWO = Dismissal(bought=("012",), by="Merchandiser", on=date(2026, 3, 4))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "dismissed.json").write_text(dismissed_text([ONE, TWO]), "utf-8")
    assert read_dismissed(tmp_path) == (ONE, TWO)


def test_one_more_is_one_line_more() -> None:
    before, after = dismissed_text([ONE]).splitlines(), dismissed_text([ONE, TWO]).splitlines()
    assert len(after) == len(before) + 1
    assert '"“lamp”"' in after[1]


def test_none_is_an_empty_list_and_no_file_is_none(tmp_path: Path) -> None:
    assert read_dismissed(tmp_path) == ()
    (tmp_path / "dismissed.json").write_text(dismissed_text([]), "utf-8")
    assert read_dismissed(tmp_path) == ()


BROKEN = {
    "no JSON": "[",
    "no list": "{}",
    "no products": '[{"bought": [], "by": "A", "on": "2026-03-02"}]',
    "no name": '[{"bought": ["a"], "on": "2026-03-02"}]',
    "no date": '[{"bought": ["a"], "by": "A", "on": "soon"}]',
    "an unknown key": '[{"bought": ["a"], "by": "A", "on": "2026-03-02", "why": 1}]',
    "numbers for ids": '[{"bought": [12], "by": "A", "on": "2026-03-02"}]',
    "nested without end": "[" * 100_000,
    "too long": " " * 1_000_001,
    "not UTF-8": "\udcff",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_sentence_that_names_it(content: str, tmp_path: Path) -> None:
    path = tmp_path / "dismissed.json"
    path.write_text(content, "utf-8", errors="surrogateescape")
    with pytest.raises(Refusal) as refused:
        read_dismissed(tmp_path)
    assert str(refused.value).startswith(str(path))
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400


def test_a_link_and_a_folder_are_no_such_file(tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.json"
    outside.write_text("[]", "utf-8")
    (tmp_path / "dismissed.json").symlink_to(outside)
    with pytest.raises(Refusal, match="is a link"):
        read_dismissed(tmp_path)
    (tmp_path / "dismissed.json").unlink()
    (tmp_path / "dismissed.json").mkdir()
    with pytest.raises(Refusal, match="cannot be read"):
        read_dismissed(tmp_path)
