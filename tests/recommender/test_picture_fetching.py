"""Pictures at addresses: fetched within limits, never from inside, never twice."""

import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import pytest

from recommender.__main__ import main
from recommender.picture_fetching import AT_ONCE, FetchRefused, PictureFetch
from recommender.shop import open_shop
from tests.recommender.picture_server import Counts, serve_pictures

ROOT = Path(__file__).parents[2]
HERE = ("127.0.0.1/32",)
FAILURES = {
    "missing": "answered 404",
    "broken": "answered 500",
    "page": "no picture but a page",
    "heavy": "over 40 MB",
    "endless": "over 40 MB",
    "slow": "slow",
    "inwards": "inside a network that is not allowed",
    "round": "redirected too often",
}


def fetch(folder: Path, addresses: list[str], **options: object) -> dict[str, Path | str]:
    return PictureFetch(folder, HERE, seconds=15, **options).fetch(addresses)


def test_every_failure_counts_under_its_reason_and_disturbs_no_other(tmp_path):
    with serve_pictures() as (base, counts):
        addresses = [f"{base}/{kind}/{each}.jpg" for each in range(3) for kind in (*FAILURES, "ok")]
        found = fetch(tmp_path / "kept", [*addresses, f"{base}/moved/a.jpg", *addresses])
    for address, answer in found.items():
        kind = address.split("/")[3]
        if kind in FAILURES:
            assert answer == FAILURES[kind]
        else:
            assert answer.read_bytes().startswith(b"\xff\xd8")
    assert counts.most_at_once <= AT_ONCE
    assert all(counts.given[path] == 1 for path in counts.given)
    assert not list((tmp_path / "kept").glob("*/*.part"))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:9/a.jpg", "inside a network that is not allowed"),
        ("http://localhost:9/a.jpg", "inside a network that is not allowed"),
        ("http://[::1]:9/a.jpg", "inside a network that is not allowed"),
        ("http://[::ffff:127.0.0.1]:9/a.jpg", "inside a network that is not allowed"),
        ("http://169.254.169.254/latest/meta-data", "inside a network that is not allowed"),
        ("http://10.0.0.1/a.jpg", "inside a network that is not allowed"),
        ("http://0x7f000001/a.jpg", "inside a network that is not allowed"),
        ("http://2130706433/a.jpg", "inside a network that is not allowed"),
        ("http://user:secret@127.0.0.1:9/a.jpg", "no address"),
        ("http://no-such-host.invalid/a.jpg", "not reached"),
        ("http:///a.jpg", "no address"),
        ("http://[::1/a.jpg", "no address"),
    ],
)
def test_nothing_inside_is_asked_unless_its_network_is_allowed(tmp_path, address, reason):
    assert PictureFetch(tmp_path / "kept", seconds=10).fetch([address]) == {address: reason}


def test_what_was_fetched_is_asked_for_again_only_where_it_may_have_changed(tmp_path, monkeypatch):
    with serve_pictures() as (base, counts):
        address = f"{base}/ok/a.jpg"
        first = fetch(tmp_path / "kept", [address])
        assert fetch(tmp_path / "kept", [address]) == first
        assert counts.asked["/ok/a.jpg"] == 1
        monkeypatch.setattr("recommender.picture_fetching.FRESH", -1)
        assert fetch(tmp_path / "kept", [address]) == first
        assert (counts.asked["/ok/a.jpg"], counts.given["/ok/a.jpg"]) == (2, 1)


def test_a_line_that_was_written_half_and_a_file_that_is_gone_are_made_again(tmp_path):
    with serve_pictures() as (base, counts):
        addresses = [f"{base}/ok/{each}.jpg" for each in range(3)]
        found = fetch(tmp_path / "kept", addresses)
        found[addresses[0]].unlink()
        index = tmp_path / "kept" / "index.jsonl"
        index.write_text(index.read_text()[:-20])
        assert fetch(tmp_path / "kept", addresses) == found
        assert sum(counts.given.values()) in (4, 5)
        assert all(each.is_file() for each in found.values())


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(FetchRefused, match=r"kept cannot keep what is fetched: .*make room"):
        fetch(tmp_path / "kept", ["http://127.0.0.1:9/a.jpg"])


def source(folder: Path, addresses: list[str]) -> Path:
    folder.mkdir()
    rows = "\n".join(f"p{place},Tent {place},{each}" for place, each in enumerate(addresses))
    (folder / "catalogue.csv").write_text(f"product_id,title,picture\n{rows}\n")
    (folder / "purchases.csv").write_text("shopper_id,product_id,bought_at\ns,p0,2026-01-01\n")
    return folder


def test_fetched_pictures_are_vetted_and_become_the_shops(tmp_path, capsys):
    with serve_pictures() as (base, _):
        kinds = ("ok/a", "ok/b", "nonsense/c", "missing/d", "ok/a")
        files = source(tmp_path / "files", [f"{base}/{each}.jpg" for each in kinds])
        command = ["import", str(files), "--shop", str(tmp_path / "shop"), "--json"]
        assert main([*command, "--fetch-pictures", "--allow", HERE[0]]) == 0
    told = json.loads(capsys.readouterr().out)["pictures"]
    assert (told["read"], told["kept"]) == (5, 3)
    assert told["dropped"] == {"format": 1, "answered 404": 1}
    shop = open_shop(tmp_path / "shop")
    assert shop.catalogue["p0"].picture == shop.catalogue["p4"].picture
    assert all((shop.images / name).is_file() for name in shop.catalogue.pictures)
    assert shop.catalogue["p2"].picture is None


def test_a_network_that_is_none_is_refused(tmp_path, capsys):
    command = ["import", str(tmp_path), "--shop", str(tmp_path / "shop"), "--fetch-pictures"]
    assert main([*command, "--allow", "here"]) == 2
    assert "--allow here: " in capsys.readouterr().err


def addresses_of_every_kind(base: str, count: int) -> list[str]:
    """Mostly pictures, some of them twice, and every quick failure."""
    kinds = ["missing", "broken", "page", "heavy", "inwards", "moved", "round", "nonsense"]
    one_in = [kinds[each // 10 % len(kinds)] if each % 10 == 0 else "ok" for each in range(count)]
    return [f"{base}/{kind}/{each // 2 * 2}.jpg" for each, kind in enumerate(one_in)]


def wait_for(counts: Counts, pictures: int) -> None:
    until = monotonic() + 120
    while sum(counts.given.values()) < pictures:
        assert monotonic() < until
        sleep(0.02)


@pytest.mark.parametrize(
    "count", [120, pytest.param(10_000, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])]
)
def test_an_import_that_is_killed_goes_on_where_it_was(tmp_path, capsys, count):
    with serve_pictures(wait=0.02) as (base, counts):
        addresses = addresses_of_every_kind(base, count)
        files = source(tmp_path / "files", addresses)
        command = ["import", str(files), "--shop", str(tmp_path / "shop"), "--json"]
        command += ["--fetch-pictures", "--allow", HERE[0]]
        killed = subprocess.Popen([sys.executable, "-m", "recommender", *command], cwd=ROOT)
        wait_for(counts, count // 4)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert not (tmp_path / "shop").exists()
        assert main(command) == 0
    told = json.loads(capsys.readouterr().out)["pictures"]
    assert told["read"] == count == told["kept"] + sum(told["dropped"].values())
    kinds = Counter(address.split("/")[3] for address in addresses)
    assert told["kept"] == kinds["ok"] + kinds["moved"]
    assert told["dropped"]["answered 404"] == kinds["missing"]
    assert told["dropped"]["inside a network that is not allowed"] == kinds["inwards"]
    again = [path for path, times in counts.given.items() if times > 1 and "moved" not in path]
    assert len(again) <= AT_ONCE
    assert counts.most_at_once <= 2 * AT_ONCE
