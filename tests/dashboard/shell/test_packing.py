"""Streamlit's files are packed once; the next start reads what the first one kept."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from dashboard.shell import packing
from dashboard.shell.encoded import Encoded
from dashboard.shell.icons import ligatures, named_icons


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "house" / "shell"


@pytest.fixture(scope="module")
def shell(folder):
    return packing.open_shell(folder)


def test_the_second_start_reads_what_the_first_one_packed(shell, folder):
    again = packing.open_shell(folder)
    assert again.key == shell.key
    assert again.files == shell.files
    assert [path.name for path in folder.glob(f"{shell.key}*")] == [f"{shell.key}.zip"]


def test_where_nothing_can_be_kept_that_is_said_and_no_fault(tmp_path, caplog):
    (tmp_path / "file").write_text("no folder")
    packing.keep(tmp_path / "file" / "shell" / "key.zip", {"media/a.png": b"a"})
    assert "cannot be kept packed" in caplog.text


def test_a_damaged_file_is_packed_again_and_takes_the_place_of_other_versions(tmp_path, caplog):
    key = packing.digest_of_sources(packing.own_icons())
    (tmp_path / f"{key}.zip").write_bytes(b"PK and then nothing")
    (tmp_path / "older.zip").write_bytes(b"")
    files = packing.open_shell(tmp_path).files
    assert "is packed again" in caplog.text
    assert [path.name for path in tmp_path.iterdir()] == [f"{key}.zip"]
    assert dict(packing.read(tmp_path / f"{key}.zip")) == files


def test_all_text_is_compressed_and_little_of_it_is_needed_first(shell):
    texts = [name for name in shell.files if name.endswith((".js", ".css"))]
    assert all(isinstance(shell.files[name], Encoded) for name in texts)
    first = [name for name in texts if name == "js/shell.js" or name.startswith("css/index.")]
    assert sum(len(shell.files[name].br) for name in first) < 480_000


def test_the_font_of_icons_has_every_icon_that_a_page_names(shell):
    name = next(each for each in shell.files if packing.ICONS.fullmatch(each))
    font = TTFont(BytesIO(shell.files[name]))
    shown = {letters for letters, _ in ligatures(font)}
    assert packing.own_icons() <= shown
    chunks = (packing.STREAMLIT / "static/js").glob("*.js")
    full = TTFont(packing.STREAMLIT / "static" / name)
    known = {letters for letters, _ in ligatures(full)}
    assert named_icons(path.read_text("utf-8") for path in chunks) & known <= shown
    assert len(shell.files[name]) < 20_000


def test_a_page_that_names_another_icon_has_another_key(shell):
    named = packing.own_icons()
    assert packing.digest_of_sources(named) == shell.key
    assert packing.digest_of_sources(named | {"one_more"}) != shell.key
