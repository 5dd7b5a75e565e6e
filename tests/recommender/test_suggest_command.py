"""python -m recommender suggest, as a person calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.coverage.dismissed import FILE
from recommender.scenario import save_scenario
from tests.recommender.coverage.shops import mixed, scenario

SETTINGS = """
[[candidates]]
id = "best"
kind = "best_sellers"
title = "Best sellers"

[[candidates]]
id = "together"
kind = "bm25"
title = "Bought together"

[[candidates]]
id = "never-fitted"
kind = "cosine"
title = "Similar baskets"
"""


@pytest.fixture
def called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    """The command with a shop of which two candidates are fitted, and one scenario."""
    (tmp_path / "vitrine.toml").write_text(SETTINGS, "utf-8")
    monkeypatch.setenv("VITRINE_SETTINGS", str(tmp_path / "vitrine.toml"))
    shop, folder = mixed(tmp_path / "shop"), tmp_path / "scenarios"
    folder.mkdir()
    save_scenario(folder, scenario("p00", "p05"))
    for candidate in ("best", "together"):
        assert main(["fit", "--shop", str(shop.folder), candidate]) == 0
    capsys.readouterr()
    return ["suggest", "--shop", str(shop.folder), "--scenarios", str(folder)]


def asked(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> dict:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_coverage_and_suggestions_are_printed_as_json(
    called: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, [*called, "--count", "3"])
    assert 0 < found["coverage"] < 1
    assert len(found["suggestions"]) == 3
    for each in found["suggestions"]:
        assert each.keys() >= {"bought", "adds", "disagreement", "reason"}
        assert 0 < each["adds"] < 1
        assert 0 <= each["disagreement"] <= 1
        assert all(product.startswith("p") for product in each["bought"])
    assert [note.split(" ")[0] for note in found["notes"]] == ["never-fitted"]


def test_another_process_says_the_same_to_the_letter(
    called: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*called, "--json"]) == 0
    here = capsys.readouterr().out
    there = subprocess.run(
        [sys.executable, "-m", "recommender", *called, "--json"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert there.stdout == here
    assert "secret" not in here + there.stderr


def test_a_dismissed_suggestion_stays_away(
    called: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first = asked(capsys, called)["suggestions"][0]["bought"]
    entry = {"bought": first, "by": "Merchandiser", "on": "2026-03-02"}
    path = Path(called[-1]) / FILE
    path.write_text(json.dumps([entry]), "utf-8")
    assert first not in [each["bought"] for each in asked(capsys, called)["suggestions"]]
    path.write_text("[{", "utf-8")
    assert main(called) == 2
    assert capsys.readouterr().err.startswith(f"{path}: ")


def test_people_read_sentences(called: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(called) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Your 1 scenario stands for ")
    assert lines[1] == "Found in the purchases of all 60 shoppers."
    assert sum("; the models agree on " in line for line in lines) == 5


def test_scenarios_that_cannot_be_read_are_told_and_the_others_count(
    called: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = asked(capsys, called)["coverage"]
    (Path(called[-1]) / "broken.yaml").write_text("titel: x\n", "utf-8")
    assert main([*called, "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["coverage"] == before
    assert "broken.yaml:1:1: " in printed.err


def test_a_count_of_none_is_refused(called: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*called, "--count", "0"])
    assert stopped.value.code == 2
    assert "from 1 to 100" in capsys.readouterr().err
