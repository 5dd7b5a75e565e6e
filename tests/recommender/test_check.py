"""python -m recommender check, as a pipeline calls it."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from recommender.__main__ import main
from tests.recommender.camping import camping

SETTINGS = """\
shop = "shop"
scenarios = "scenarios"
expect = [{nothing_already_bought = {}}]

[[candidates]]
id = "best-sellers"
kind = "best_sellers"
title = "Best sellers"

[[candidates]]
id = "again"
kind = "best_sellers"
title = "The same"

[[candidates]]
id = "unfitted"
kind = "best_sellers"
title = "Not fitted"
"""
MET = "title: Camper\nbought: [tent-2p]\nexpect: [includes_category: {category: sleeping}]\n"
UNMET = (
    'title: "A\\nB"\nexpect:\n'
    "  - excludes_product: {product: bag-01, because: They own it.}\n"
    '  - excludes_brand: {brand: Alder, because: "Bell \\x07"}\n'
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Path:
    """A folder with a shop, settings, two fitted candidates and one scenario that is met."""
    monkeypatch.chdir(tmp_path)
    camping(tmp_path / "shop")
    (tmp_path / "vitrine.toml").write_text(SETTINGS)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "camper.yaml").write_text(MET)
    assert main(["fit", "best-sellers", "again"]) == 0
    capsys.readouterr()
    return tmp_path


ASK = ["check", "--candidate", "best-sellers", "--candidate", "again"]


def test_all_met_is_yes(project, capsys):
    assert main(ASK) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Camper  (camper)",
        "  ✓ best-sellers: all met",
        "  ✓ again: all met",
        "",
        "1 scenario, 2 candidates: 4 expectations met, 0 unmet.",
    ]


def test_one_unmet_is_no_and_said_in_sentences_on_one_line(project, capsys):
    (project / "scenarios" / "other.yaml").write_text(UNMET)
    assert main(["check", "--candidate", "best-sellers"]) == 1
    assert capsys.readouterr().out.splitlines()[3:] == [
        "A\ufffdB  (other)",
        "  ✗ best-sellers: 2 of 3 unmet",
        "      Down bag must not be shown: Down bag is shown at place 2. (They own it.)",
        "      Nothing by Alder: 2 of the 5 are by Alder: Two-person tent, Family tent."
        " (Bell \ufffd)",
        "",
        "2 scenarios, 1 candidate: 3 expectations met, 2 unmet.",
    ]


def test_a_broken_file_is_no_and_named_with_its_place(project, capsys):
    (project / "scenarios" / "broken.yaml").write_text("title: a\nslate_size: 0\n")
    assert main(ASK) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "scenarios/broken.yaml:2:13: slate_size is a whole number from 1 to 100." in lines
    assert lines[-1].endswith("4 expectations met, 0 unmet. 1 trouble in scenario files.")


def test_json_holds_all_evidence(project, capsys):
    (project / "scenarios" / "other.yaml").write_text(UNMET)
    assert main([*ASK, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["met"], told["unmet"], told["troubles"]) == (6, 4, [])
    pairs = [(each["scenario"], each["candidate"]) for each in told["evidence"]]
    assert pairs == [
        ("camper", "best-sellers"),
        ("camper", "again"),
        ("other", "best-sellers"),
        ("other", "again"),
    ]


def test_junit_has_a_suite_a_candidate_and_a_case_an_expectation(project):
    (project / "scenarios" / "other.yaml").write_text(UNMET)
    (project / "scenarios" / "broken.yaml").write_text("titel: a\n")
    assert main([*ASK, "--junit", "found.xml"]) == 1
    root = ElementTree.parse(project / "found.xml").getroot()  # noqa: S314
    suites = {each.get("name"): each for each in root}
    assert list(suites) == ["again", "best-sellers", "scenario files"]
    best = suites["best-sellers"]
    assert (best.get("tests"), best.get("failures"), best.get("errors")) == ("5", "2", "0")
    failed = [case for case in best if case.find("failure") is not None]
    assert [case.get("classname") for case in failed] == ["best-sellers.other"] * 2
    assert failed[0].get("name") == "Down bag must not be shown"
    assert failed[0].find("failure").get("message") == "Down bag is shown at place 2."
    assert suites["scenario files"].get("errors") == "2"


def test_the_summary_is_what_is_printed_and_stands_beside_the_answer(project, capsys):
    (project / "scenarios" / "other.yaml").write_text(UNMET)
    assert main(ASK) == 1
    printed = capsys.readouterr().out
    assert main([*ASK, "--json", "--summary", "found.txt"]) == 1
    assert (project / "found.txt").read_text("utf-8") == printed
    assert main([*ASK, "--summary", "no/such/folder.txt"]) == 2


def test_junit_names_no_two_cases_of_a_scenario_alike(project):
    frame = pd.read_parquet(project / "shop" / "catalogue.parquet")
    frame.loc[frame["product_id"].isin(["bag-01", "mat-01"]), "title"] = "Sleeping bag"
    frame.to_parquet(project / "shop" / "catalogue.parquet")
    assert main(["fit", "best-sellers"]) == 0
    (project / "scenarios" / "alike.yaml").write_text(
        "title: Alike\nexpect:\n  - excludes_product: {product: bag-01}\n"
        "  - excludes_product: {product: mat-01}\n  - excludes_product: {product: mat-01}\n"
        "  - excludes_product: {product: tent-2p}\n  - nothing_already_bought: {}\n"
    )
    for name in ("first", "second"):
        (project / "scenarios" / f"{name}.yaml").write_text("titel: a\ntitel: b\n" * 2)
    main(["check", "--candidate", "best-sellers", "--junit", "found.xml"])
    root = ElementTree.parse(project / "found.xml").getroot()  # noqa: S314
    cases = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(cases) == len(set(cases)) >= 8
    names = [name for suite, name in cases if suite == "best-sellers.alike"]
    assert "Sleeping bag must not be shown (bag-01)" in names
    assert "Sleeping bag must not be shown (mat-01)" in names
    assert "Sleeping bag must not be shown (mat-01) (2)" in names
    assert sum(name.endswith(" (for every shopper)") for name in names) == 1
    assert sum(name.endswith(" (nothing_already_bought)") for name in names) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--candidate", "best-seller"], "Did you mean 'best-sellers'?"),
        (["--candidate", "unfitted"], "unfitted"),
        (["--scenarios", "nowhere"], "nowhere is no folder of scenarios"),
        (["--scenarios", "shop"], "shop holds no scenario"),
        (["--shop", "scenarios"], "scenarios is no shop folder"),
        (["--candidate", "again", "--junit", "no/such/folder.xml"], "cannot be written"),
    ],
)
def test_what_cannot_be_asked_is_neither_yes_nor_no(project, capsys, asked, said):
    assert main(["check", *asked]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err


def test_a_standing_expectation_that_is_wrong_is_named(project, capsys):
    (project / "vitrine.toml").write_text(SETTINGS.replace("nothing_already_", "nothing_alredy_"))
    assert main(ASK) == 2
    assert "vitrine.toml, expect: entry 1: There is no expectation" in capsys.readouterr().err
