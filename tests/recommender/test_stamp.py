"""A file's stamp is another one after every change of the file, however the change is hidden."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from recommender.shop import shop_stamps
from recommender.stamp import CLOCK_TICK, SECOND, is_at_rest, stamp, stamp_of


def settled(path: Path) -> Path:
    """The file, once its last change lies more than a tick of the clock behind."""
    time.sleep(2 * CLOCK_TICK / 1e9)
    return path


def in_its_place(path: Path) -> None:
    path.write_bytes(b"two")


def by_another_file(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"two")
    other.replace(path)


def by_a_link(path: Path) -> None:
    other = path.with_name("elsewhere")
    other.write_bytes(b"two")
    path.unlink()
    path.symlink_to(other)


@pytest.mark.parametrize("change", [in_its_place, by_another_file, by_a_link])
def test_a_change_that_keeps_size_and_time_is_seen(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    before, facts = stamp(settled(path)), path.stat()
    assert stamp(path) == before
    change(path)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert stamp(settled(path)) != before


def test_two_changes_in_one_tick_of_the_clock_are_two(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    assert stamp(path) != stamp(path)


def test_a_file_dated_into_the_future_is_no_new_one_each_time(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    os.utime(path, (4e9, 4e9))
    settled(path)
    assert stamp(path) == stamp(path)


def test_a_missing_file_has_none(tmp_path: Path) -> None:
    assert stamp(tmp_path / "none") is None
    assert stamp(Path(__file__) / "below-a-file") is None


@pytest.mark.parametrize("name", ["shop.toml", "catalogue.parquet", "purchases.csv"])
def test_a_shop_is_another_one_when_any_of_its_files_is(tmp_path: Path, name: str) -> None:
    for each in ("shop.toml", "catalogue.parquet", "purchases.csv"):
        (tmp_path / each).write_bytes(b"one")
    settled(tmp_path)
    before = shop_stamps(tmp_path)
    assert shop_stamps(tmp_path) == before
    (tmp_path / name).write_bytes(b"two")
    assert shop_stamps(tmp_path) != before


def test_a_file_is_at_rest_once_nobody_has_changed_it_for_a_while(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert not is_at_rest(path)
    path.write_bytes(b"half")
    assert not is_at_rest(path)
    os.utime(path, (1_000, 1_000))
    assert not is_at_rest(path)
    settled(path)
    assert is_at_rest(path, CLOCK_TICK / 1e9)


def test_where_times_are_whole_seconds_a_second_change_may_fall_into_the_same_one() -> None:
    second = time.time_ns() // SECOND
    whole, finer = facts_of(second * SECOND), facts_of((second - 1) * SECOND + 1)
    assert stamp_of(whole) != stamp_of(whole)
    assert stamp_of(finer) == stamp_of(finer)


def facts_of(changed: int) -> os.stat_result:
    """Of a file that was changed at `changed`, in nanoseconds."""
    times = {f"st_{each}time_ns": changed for each in "amc"}
    return os.stat_result((0o644, 1, 1, 1, 0, 0, 3, 0, 0, 0), times)
