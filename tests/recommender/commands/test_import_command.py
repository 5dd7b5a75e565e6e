"""python -m recommender import, stopped in every manner."""

import os
import pty
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.shop import open_shop

NO_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
from recommender.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

PAUSING = """
import os, signal, sys
from recommender.__main__ import main

def pause(event, told):
    if event == sys.argv[1] and any(str(each).endswith(sys.argv[2]) for each in told[:2]):
        os.kill(os.getpid(), signal.SIGSTOP)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
sys.addaudithook(pause)
sys.exit(main(sys.argv[3:]))
"""
TABLES_WRITTEN = ("os.mkdir", "/images")
OLD_SHOP_ASIDE = ("os.rename", "/camp")


def source(folder: Path, title: str, products: int = 1) -> Path:
    folder.mkdir()
    rows = "".join(f"{number:05},{title}\n" for number in range(products))
    (folder / "catalogue.csv").write_text("product_id,title\n" + rows, "utf-8")
    (folder / "purchases.csv").write_text(
        "shopper_id,product_id,bought_at\n01,00000,2026-03-01\n", "utf-8"
    )
    return folder


@pytest.fixture
def shop(tmp_path) -> Path:
    """The old shop, imported before the accident."""
    shop = tmp_path / "shops" / "camp"
    assert main(["import", str(source(tmp_path / "old", "Tent")), "--shop", str(shop)]) == 0
    return shop


def start(*arguments: object, program: tuple[str, ...] = ("-m", "recommender")) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, *program, "import", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_paused(process: subprocess.Popen) -> None:
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status), "it ended before it came to that moment"


def test_a_failed_import_leaves_the_old_shop(shop, tmp_path, capsys):
    broken = source(tmp_path / "new", "Lamp")
    (broken / "purchases.csv").write_text("shopper_id,product_id,bought_at\n1,00000,x\n", "utf-8")
    assert main(["import", str(broken), "--shop", str(shop)]) == 2
    assert "bought_at is 'x', which is not a date" in capsys.readouterr().err
    assert open_shop(shop).catalogue["00000"].title == "Tent"


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        (signal.SIGKILL, TABLES_WRITTEN),
        (signal.SIGINT, TABLES_WRITTEN),
        (signal.SIGKILL, OLD_SHOP_ASIDE),
    ],
)
def test_an_import_stopped_while_it_writes_leaves_the_old_shop(shop, tmp_path, sent, moment):
    new = source(tmp_path / "new", "Lamp", products=50)
    with start(new, "--shop", shop, program=("-c", PAUSING, *moment)) as process:
        wait_until_paused(process)
        assert [each.name for each in shop.parent.iterdir()] != ["camp"]
        process.send_signal(sent)
        process.send_signal(signal.SIGCONT)
        _, error = process.communicate()
    assert process.returncode
    assert error == ("Stopped; nothing was changed.\n" if sent == signal.SIGINT else "")
    assert open_shop(shop).catalogue["00000"].title == "Tent"
    assert main(["import", str(new), "--shop", str(shop)]) == 0
    assert len(open_shop(shop).catalogue) == 50
    assert [each.name for each in shop.parent.iterdir()] == ["camp"]


def test_a_full_disk_is_named_and_leaves_the_old_shop(shop, tmp_path):
    new = source(tmp_path / "new", "Lamp", products=5_000)
    with start(new, "--shop", shop, program=("-c", NO_ROOM)) as process:
        printed, error = process.communicate()
    assert (process.returncode, printed) == (2, "")
    assert error.startswith(f"{shop} could not be written: ")
    assert "Make room or name another folder." in error
    assert error.count("\n") == 1
    assert open_shop(shop).catalogue["00000"].title == "Tent"
    assert [each.name for each in shop.parent.iterdir()] == ["camp"]


def test_a_folder_of_something_else_is_not_replaced(tmp_path, capsys):
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("dear", "utf-8")
    assert main(["import", str(source(tmp_path / "new", "Lamp")), "--shop", str(home)]) == 2
    assert "holds files but no shop.toml" in capsys.readouterr().err
    assert [each.name for each in home.iterdir()] == ["letter.txt"]


def test_progress_is_shown_on_a_terminal_only(tmp_path, hm_source):
    with start(hm_source, "--shop", tmp_path / "one") as process:
        _, error = process.communicate()
    assert (process.returncode, error) == (0, "")
    assert "Reading transactions_train.csv" in on_a_terminal(hm_source, "--shop", tmp_path / "two")


@pytest.fixture
def hm_source(tmp_path) -> Path:
    folder = tmp_path / "hm"
    folder.mkdir()
    (folder / "articles.csv").write_text("article_id,prod_name\n0108775015,Top\n", "utf-8")
    (folder / "transactions_train.csv").write_text(
        "t_dat,customer_id,article_id,price,sales_channel_id\n2018-09-20,a,0108775015,0.05,2\n",
        "utf-8",
    )
    return folder


def on_a_terminal(*arguments: object) -> str:
    """What the command writes to its standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    process = subprocess.run(
        [sys.executable, "-m", "recommender", "import", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert process.returncode == 0
    return shown
