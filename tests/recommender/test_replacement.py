"""A folder replaced as a whole, whatever happens to the process that does it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recommender.replacement import replaced, restore

FILL = """
import resource, signal, sys, time
from pathlib import Path
from recommender.replacement import replaced
folder, way = Path(sys.argv[1]), sys.argv[2]
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
with replaced(folder) as fresh:
    (fresh / "text").write_text("new")
    print("filling", flush=True)
    if way == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        (fresh / "large").write_bytes(bytes(2000))
    time.sleep(60)
"""


def fill(folder: Path, way: str) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-c", FILL, folder, way],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout.readline() == "filling\n"
    return process


def beside(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.parent.iterdir())


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "text").write_text("old")
    return folder


def test_the_old_folder_stands_until_the_new_one_is_complete(folder):
    with replaced(folder) as fresh:
        (fresh / "text").write_text("new")
        assert (folder / "text").read_text() == "old"
    assert (folder / "text").read_text() == "new"
    assert beside(folder) == ["shop"]


def test_an_exception_leaves_the_old_folder(folder):
    with pytest.raises(ZeroDivisionError), replaced(folder) as fresh:
        (fresh / "text").write_text("new")
        _ = 1 / 0
    assert (folder / "text").read_text() == "old"
    assert beside(folder) == ["shop"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_process_leaves_the_old_folder_and_the_next_clears_up(folder, sent):
    with fill(folder, "wait") as process:
        process.send_signal(sent)
        process.wait()
    assert (folder / "text").read_text() == "old"
    with replaced(folder) as fresh:
        (fresh / "text").write_text("newer")
    assert (folder / "text").read_text() == "newer"
    assert beside(folder) == ["shop"]


def test_no_room_leaves_the_old_folder(folder):
    with fill(folder, "full") as process:
        assert process.wait() == 1
    assert (folder / "text").read_text() == "old"
    assert beside(folder) == ["shop"]


def test_a_folder_that_a_living_process_fills_is_left_alone(folder):
    with fill(folder, "wait") as process:
        with replaced(folder) as fresh:
            (fresh / "text").write_text("mine")
        assert len(beside(folder)) == 2
        process.kill()
    assert (folder / "text").read_text() == "mine"


def test_another_shop_with_a_similar_name_is_left_alone(folder):
    other = folder.with_name("shop-2")
    with fill(other, "wait") as process:
        process.kill()
        process.wait()
    with replaced(folder) as fresh:
        (fresh / "text").write_text("new")
    assert len(beside(folder)) == 2


def test_a_process_killed_between_the_two_renames_is_made_good(folder):
    folder.rename(folder.with_name(".shop.aside"))
    restore(folder)
    assert (folder / "text").read_text() == "old"
    assert beside(folder) == ["shop"]


def test_the_new_folder_may_be_read_by_others(folder):
    with replaced(folder):
        pass
    assert folder.stat().st_mode & 0o777 == 0o755
