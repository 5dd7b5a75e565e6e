"""python -m recommender fit and recommend, as a person calls them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recommender.__main__ import main
from tests.recommender.checkerboard import checkerboard
from tests.recommender.model_server import keeps_the_contract, served

SETTINGS = """
[[candidates]]
id = "best"
kind = "best_sellers"
title = "Best sellers"

[[candidates]]
id = "taste"
kind = "als"
title = "Taste profile"
factors = 4

[[candidates]]
id = "together"
kind = "bm25"
title = "Bought together"
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "vitrine.toml").write_text(SETTINGS, "utf-8")
    monkeypatch.setenv("VITRINE_SETTINGS", str(tmp_path / "vitrine.toml"))
    return str(checkerboard(tmp_path / "shop").folder)


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_fit_fits_what_the_settings_list_and_again_the_same(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first = asked(capsys, "fit", "--shop", shop)
    assert [each["id"] for each in first["candidates"]] == ["best", "taste", "together"]
    assert asked(capsys, "fit", "--shop", shop) == first


def test_two_processes_fit_the_same_fingerprints(shop: str) -> None:
    def fingerprints(threads: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "recommender", "fit", "--shop", shop],
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads, "PYTHONWARNINGS": "error"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    assert fingerprints("1") == fingerprints("2")


def test_fit_fits_only_those_named(shop: str, capsys: pytest.CaptureFixture[str]) -> None:
    fitted = asked(capsys, "fit", "--shop", shop, "together")
    assert [each["id"] for each in fitted["candidates"]] == ["together"]
    assert main(["recommend", "--shop", shop, "--candidate", "taste"]) == 2
    assert "python -m recommender fit" in capsys.readouterr().err


def test_a_candidate_that_cannot_be_fitted_stops_none_of_the_others(
    shop: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = '[[candidates]]\nid = "odd"\nkind = "als"\ntitle = "Odd"\nfactor = 3\n'
    (tmp_path / "vitrine.toml").write_text(odd + SETTINGS, "utf-8")
    assert main(["fit", "--shop", shop]) == 2
    printed = capsys.readouterr()
    assert printed.err == (
        "Candidate 'odd' of kind 'als' has no parameter 'factor'. Did you mean 'factors'?\n"
    )
    assert [line.split()[0] for line in printed.out.splitlines()] == ["best", "taste", "together"]


def test_an_unknown_candidate_is_an_error_that_names_the_nearest(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fit", "--shop", shop, "tast"]) == 2
    assert capsys.readouterr().err.endswith("Did you mean 'taste'?\n")


def test_recommend_prints_ranks_scores_and_reasons(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fitted = asked(capsys, "fit", "--shop", shop)
    basket = ("--bought", "000", "--bought", "002", "--slate-size", "2")
    answer = asked(capsys, "recommend", "--shop", shop, "--candidate", "best", *basket)
    assert answer == {
        "candidate": "best",
        "fingerprint": fitted["candidates"][0]["fingerprint"],
        "slate": [
            {"rank": 1, "product_id": "001", "score": 14.0, "reason": "Bought by 14 shoppers."},
            {"rank": 2, "product_id": "003", "score": 14.0, "reason": "Bought by 14 shoppers."},
        ],
        "note": "",
        "trouble": None,
    }


def test_an_unknown_product_is_left_out_and_said(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["fit", "--shop", shop, "together"])
    capsys.readouterr()
    basket = ("--bought", "00", "--bought", "004")
    assert main(["recommend", "--shop", shop, "--candidate", "together", *basket, "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith("The shop sells no '00'; left out. Did you mean '00")
    assert all(int(each["product_id"]) % 2 == 0 for each in json.loads(printed.out)["slate"][:5])


def test_a_cold_shopper_is_told_whose_slate_it_is(
    shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["fit", "--shop", shop, "taste"])
    capsys.readouterr()
    assert main(["recommend", "--shop", shop, "--candidate", "taste", "--slate-size", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert " ".join(lines[0].split()) == "1 000 Tile 0 14 Bought by 14 shoppers."
    assert "best sellers" in lines[1]


def test_a_served_model_in_trouble_is_no_slate(
    shop: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(keeps_the_contract) as server:
        table = f'[[candidates]]\nid = "far"\nkind = "http"\ntitle = "Far"\nurl = "{server.url}"\n'
        (tmp_path / "vitrine.toml").write_text(table, "utf-8")
        assert main(["fit", "--shop", shop]) == 0
        capsys.readouterr()
        near = asked(capsys, "recommend", "--shop", shop, "--candidate", "far")
    assert near["slate"][0]["reason"] == "The same colour."
    assert main(["recommend", "--shop", shop, "--candidate", "far", "--json"]) == 1
    gone = json.loads(capsys.readouterr().out)
    assert (gone["slate"], gone["trouble"]) == ([], "failing")


@pytest.mark.parametrize("size", ["0", "-1", "many", "1.5"])
def test_a_slate_size_is_a_whole_number_of_at_least_1(
    size: str, shop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["recommend", "--shop", shop, "--candidate", "best", f"--slate-size={size}"])
    assert left.value.code == 2
    assert "no whole number of at least 1" in capsys.readouterr().err


def test_the_same_is_fitted_and_opened_from_every_folder(
    shop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = '[[candidates]]\nid = "listed"\nkind = "lists"\ntitle = "Listed"\npath = "l.csv"\n'
    (tmp_path / "vitrine.toml").write_text(f'shop = "shop"\n{listed}', "utf-8")
    (tmp_path / "l.csv").write_text("product_id,neighbour_id,score\n000,001,0.5\n", "utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    found = []
    for folder in (tmp_path, elsewhere, Path(shop)):
        monkeypatch.chdir(folder)
        found.append(asked(capsys, "fit"))
        slate = asked(capsys, "recommend", "--candidate", "listed", "--bought", "000")["slate"]
        assert [each["product_id"] for each in slate] == ["001"]
    assert found[0] == found[1] == found[2]
