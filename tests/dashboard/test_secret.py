"""The dashboard's own secret."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.secret import NoSecret, kept_secret


def test_it_is_drawn_once_and_nobody_else_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "var" / "shoppers.key"
    first = kept_secret(path)
    assert len(first) >= 32
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert kept_secret(tmp_path / "another.key") != first


def test_all_who_draw_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(kept_secret, [tmp_path / "shoppers.key"] * 40))
    assert len(drawn) == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "shoppers.key"]


def test_one_that_others_can_read_or_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shoppers.key"
    kept_secret(path)
    path.chmod(0o644)
    with pytest.raises(NoSecret, match="Others can read the secret"):
        kept_secret(path)
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(NoSecret, match="cut short"):
        kept_secret(path)


def test_where_it_cannot_be_kept_none_is_used(tmp_path: Path) -> None:
    """One that ends with the process would be another after every start."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(NoSecret, match=r"cannot be kept: File exists; let the dashboard"):
        kept_secret(tmp_path / "file" / "shoppers.key")
