"""A shop that is imported again keeps what was fitted, and says what it was fitted on."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.fitted import open_candidates, staleness
from recommender.refusal import Refusal
from recommender.settings import Settings
from recommender.shop import open_shop
from tests.recommender.commands.test_import_command import PAUSING, wait_until_paused

ROOT = Path(__file__).parents[3]
PRODUCTS = "product_id,title\n" + "".join(f"p{number},Product {number}\n" for number in range(5))
BOUGHT = "shopper_id,product_id,bought_at\n" + "".join(
    f"s{shopper},p{(shopper + step) % 5},2026-01-0{step + 1}\n"
    for shopper in range(6)
    for step in range(3)
)
SETTINGS = """\
shop = "shop"
scenarios = "scenarios"

[[candidates]]
id = "best"
kind = "best_sellers"
title = "Best sellers"

[[candidates]]
id = "given"
kind = "lists"
title = "Given lists"
path = "lists.csv"
"""
ONE_MORE_PURCHASE = (PRODUCTS, BOUGHT + "s9,p0,2026-02-01\n")
ONE_MORE_PRODUCT = (PRODUCTS + "p9,New\n", BOUGHT)


def tables(folder: Path, products: str = PRODUCTS, purchases: str = BOUGHT) -> Path:
    folder.mkdir()
    (folder / "catalogue.csv").write_text(products, "utf-8")
    (folder / "purchases.csv").write_text(purchases, "utf-8")
    return folder


@pytest.fixture
def shop(tmp_path: Path, monkeypatch, capsys) -> Path:
    """Imported, with two fitted candidates and a scenario."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vitrine.toml").write_text(SETTINGS)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios/one.yaml").write_text("title: One\nbought: [p0]\nslate_size: 1\n")
    (tmp_path / "lists.csv").write_text("product_id,neighbour_id,score\np0,p1,1\n")
    assert main(["import", str(tables(tmp_path / "first")), "--shop", "shop"]) == 0
    assert main(["fit"]) == 0
    capsys.readouterr()
    return tmp_path / "shop"


def files(shop: Path) -> dict[str, bytes]:
    found = (shop / "candidates").rglob("*")
    return {str(each.relative_to(shop)): each.read_bytes() for each in found if each.is_file()}


@pytest.mark.parametrize("again", [(), ONE_MORE_PURCHASE, ONE_MORE_PRODUCT])
def test_what_was_fitted_stays_to_the_byte(shop, tmp_path, again):
    before = files(shop)
    assert main(["import", str(tables(tmp_path / "next", *again)), "--shop", "shop"]) == 0
    assert files(shop) == before
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []


def test_the_same_data_again_is_no_other_data(shop, tmp_path, capsys):
    assert main(["import", str(tables(tmp_path / "next")), "--shop", "shop"]) == 0
    assert "other data" not in capsys.readouterr().out
    assert main(["check"]) == 0
    assert "other data" not in capsys.readouterr().out


def test_other_purchases_are_said_by_the_import_and_by_check(shop, tmp_path, capsys):
    source = tables(tmp_path / "next", *ONE_MORE_PURCHASE)
    assert main(["import", str(source), "--shop", "shop"]) == 0
    said = capsys.readouterr().out
    assert "Kept as they were, and now fitted on other data: best. To learn" in said
    assert main(["check"]) == 0
    sentence = "Best sellers was fitted on other data than the shop holds now: 18 purchases, on "
    assert sentence in capsys.readouterr().out
    assert main(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"][0].startswith(sentence)
    assert main(["fit", "best"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    assert "other data" not in capsys.readouterr().out


def test_another_catalogue_is_said_by_the_import_and_refused_by_check(shop, tmp_path, capsys):
    source = tables(tmp_path / "next", *ONE_MORE_PRODUCT)
    assert main(["import", str(source), "--shop", "shop", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["fitted_on_other_data"] == ["best", "given"]
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert "fitted on other data" in said
    assert "Fit 'best' again" in said


def test_a_card_of_an_earlier_version_is_compared_by_its_count(shop, tmp_path):
    path = shop / "candidates/best/card.toml"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(each for each in lines if not each.startswith("learnt_from")))
    assert told_of_best(shop) == ""
    assert main(["import", str(tables(tmp_path / "n", *ONE_MORE_PURCHASE)), "--shop", "shop"]) == 0
    assert "fitted on other data" in told_of_best(shop)


def told_of_best(folder: Path) -> str:
    shop = open_shop(folder)
    opened = open_candidates(Settings.load().candidates, shop)["best"]
    return str(opened) if isinstance(opened, Refusal) else staleness(opened, shop)


def test_a_failed_import_leaves_what_was_fitted(shop, tmp_path):
    before = files(shop)
    broken = tables(tmp_path / "next", PRODUCTS, BOUGHT.replace("2026-01-01", "soon"))
    assert main(["import", str(broken), "--shop", "shop"]) == 2
    assert files(shop) == before
    assert len(open_shop(shop).purchases) == 18


@pytest.mark.parametrize(
    "moment",
    [("os.link", "fingerprint"), ("os.rename", "/shop"), ("shutil.rmtree", "/.shop.aside")],
    ids=" ".join,
)
def test_an_import_killed_at_any_moment_leaves_what_was_fitted(shop, tmp_path, moment):
    before = files(shop)
    source = tables(tmp_path / "next", *ONE_MORE_PURCHASE)
    asked = [sys.executable, "-c", PAUSING, *moment, "import", str(source), "--shop", str(shop)]
    process = subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_until_paused(process)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert len(open_shop(shop).purchases) in (18, 19)
    assert files(shop) == before
    assert main(["import", str(source), "--shop", "shop"]) == 0
    assert files(shop) == before


def test_a_folder_of_candidates_that_is_a_link_stays_one(shop, tmp_path):
    (shop / "candidates").rename(tmp_path / "elsewhere")
    (shop / "candidates").symlink_to(tmp_path / "elsewhere")
    assert main(["import", str(tables(tmp_path / "next")), "--shop", "shop"]) == 0
    assert (shop / "candidates").readlink() == tmp_path / "elsewhere"
    assert (shop / "candidates/best/fingerprint").is_file()


SAID = {
    "name": "Mine",
    "currency": "GBP",
    "locale": "de_DE",
    "origin": "our till",
    "licence": "CC0",
}


def facts_of(shop: Path) -> dict[str, object]:
    facts = open_shop(shop).facts
    return {fact: facts.get(fact) for fact in SAID}


def test_what_the_options_said_of_a_shop_stays_until_they_say_otherwise(tmp_path):
    shop, options = tmp_path / "shop", [f"--{fact}={value}" for fact, value in SAID.items()]
    assert main(["import", str(tables(tmp_path / "a")), "--shop", str(shop), *options]) == 0
    assert main(["import", str(tables(tmp_path / "b")), "--shop", str(shop)]) == 0
    assert facts_of(shop) == SAID
    assert main(["import", str(tmp_path / "b"), "--shop", str(shop), "--currency", "EUR"]) == 0
    assert main(["import", str(tmp_path / "b"), "--shop", str(shop)]) == 0
    assert facts_of(shop) == {**SAID, "currency": "EUR"}


def test_what_was_written_into_shop_toml_by_hand_stays(tmp_path):
    shop = tmp_path / "shop"
    assert main(["import", str(tables(tmp_path / "a")), "--shop", str(shop)]) == 0
    written = (shop / "shop.toml").read_text()
    (shop / "shop.toml").write_text(f'licence = "ours"\nlocale = "fr_FR"\n{written}')
    assert main(["import", str(tables(tmp_path / "b")), "--shop", str(shop)]) == 0
    found = facts_of(shop)
    assert (found["licence"], found["locale"], found["name"]) == ("ours", "fr_FR", "b")


def test_what_another_layout_says_of_its_sources_does_not_stay(tmp_path):
    source, shop = tmp_path / "wines", tmp_path / "shop"
    source.mkdir()
    (source / "XWines_1_wines.csv").write_text("WineID,WineName\np0,Hock\n")
    (source / "XWines_1_ratings.csv").write_text("UserID,WineID,Rating,Date\ns,p0,5,2026-01-01\n")
    assert main(["import", str(source), "--shop", str(shop), "--currency", "GBP"]) == 0
    assert facts_of(shop)["licence"] == "CC0 1.0"
    assert main(["import", str(tables(tmp_path / "b")), "--shop", str(shop)]) == 0
    nothing = {"name": "b", "currency": "GBP", "locale": None, "origin": None, "licence": None}
    assert facts_of(shop) == nothing
