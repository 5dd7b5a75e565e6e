"""Streamlit's files are packed once; the next start reads what the first one kept."""

import os
import zipfile
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from dashboard.shell import packing
from dashboard.shell.encoded import Encoded
from dashboard.shell.icons import ligatures, named_icons


@pytest.fixture(scope="module")
def shell():
    return packing.open_shell([packing.KEPT])


def test_the_second_start_reads_what_the_first_one_packed(shell):
    again = packing.open_shell([packing.KEPT])
    assert again.key == shell.key
    assert again.files == shell.files
    kept = packing.KEPT.glob(f"{shell.key}*")
    assert [path.name for path in kept] == [f"{shell.key}.zip"]


def test_it_is_kept_in_the_first_folder_that_can_be_written_and_found_in_any(tmp_path, caplog):
    (tmp_path / "file").write_text("no folder")
    places = [tmp_path / "file" / "shell", tmp_path / "pictures"]
    packed = packing.open_shell(places)
    assert [path.name for path in places[1].iterdir()] == [f"{packed.key}.zip"]
    assert packing.open_shell(places[::-1]).files == packed.files
    assert "cannot be kept" not in caplog.text
    packing.open_shell(places[:1])
    assert "cannot be kept packed" in caplog.text


def test_a_damaged_file_is_packed_again_and_the_oldest_versions_go(tmp_path, caplog):
    key = packing.digest_of_sources(packing.own_icons())
    for age, name in enumerate(("newest", "newer", "older", "oldest")):
        (tmp_path / f"{name}.zip").write_bytes(b"")
        os.utime(tmp_path / f"{name}.zip", (1_000 - age, 1_000 - age))
    (tmp_path / f"{key}.zip").write_bytes(b"PK and then nothing")
    files = packing.open_shell([tmp_path]).files
    assert "is packed again" in caplog.text
    kept = {path.stem for path in tmp_path.iterdir()}
    assert kept == {key, "newest", "newer"}
    assert packing.read(tmp_path / f"{key}.zip") == files


@pytest.mark.parametrize("held", [{}, {"js/shell.js.br": b""}, {"media/a.png": b"a"}])
def test_a_sound_archive_of_something_else_is_not_taken(tmp_path, held):
    key = packing.digest_of_sources(packing.own_icons())
    with zipfile.ZipFile(tmp_path / f"{key}.zip", "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    with pytest.raises((zipfile.BadZipFile, KeyError)):
        packing.read(tmp_path / f"{key}.zip")


def test_nothing_unfinished_is_left_where_it_cannot_be_kept(tmp_path):
    (tmp_path / "a.zip").mkdir()
    assert not packing.keep(tmp_path / "a.zip", {"media/a.png": b"a"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


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
