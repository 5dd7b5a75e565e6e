"""Lists are kept to what was asked when they were computed, not to a scenario's name."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from recommender.__main__ import main
from recommender.situation import Bought, Situation
from tests.recommender.camping import camping

SETTINGS = """\
shop = "shop"
scenarios = "scenarios"

[[candidates]]
id = "given"
kind = "lists"
title = "Given lists"
path = "slates.csv"
"""
HEADER = "key,rank,product_id,score"
PLAIN = f"{HEADER}\ncamper,1,mat-01,2\ncamper,2,012,1\nother,1,tent-2p,1\n"
CAMPER = "title: Camper\nbought: [tent-2p]\nslate_size: 2\n"
CHANGED = {
    "basket": CAMPER.replace("tent-2p", "bag-01"),
    "quantity": CAMPER.replace("[tent-2p]", "[{product: tent-2p, quantity: 2}]"),
    "day": CAMPER + "as_of: 2026-03-10\n",
    "shopper": CAMPER + "shopper: {country: FR}\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """Plain slates of two scenarios, fitted."""
    monkeypatch.chdir(tmp_path)
    camping(tmp_path / "shop")
    (tmp_path / "vitrine.toml").write_text(SETTINGS)
    (tmp_path / "slates.csv").write_text(PLAIN)
    (tmp_path / "scenarios").mkdir()
    ask(tmp_path, CAMPER)
    (tmp_path / "scenarios/other.yaml").write_text("title: Other\nslate_size: 1\n")
    assert main(["fit"]) == 0
    return tmp_path


def ask(project: Path, scenario: str) -> None:
    (project / "scenarios/camper.yaml").write_text(scenario)


def checked(capsys) -> dict[str, dict]:
    """The evidence by scenario."""
    capsys.readouterr()
    main(["check", "--json"])
    told = json.loads(capsys.readouterr().out)
    return {each["scenario"]: each for each in told["evidence"]}


def is_stale(capsys) -> bool:
    found = checked(capsys)
    assert [each["product_id"] for each in found["other"]["slate"]] == ["tent-2p"]
    camper = found["camper"]
    if camper["trouble"] is None:
        assert [each["product_id"] for each in camper["slate"]] == ["mat-01", "012"]
        return False
    assert (camper["trouble"], camper["slate"]) == ("stale", [])
    assert "was computed for another basket" in camper["note"]
    assert not any(each["met"] for each in camper["findings"])
    return True


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_a_slate_is_not_shown_for_another_basket(project, capsys, changed):
    assert not is_stale(capsys)
    ask(project, changed)
    assert is_stale(capsys)
    ask(project, CAMPER.replace("Camper", "Another title"))
    assert not is_stale(capsys)


def test_fitting_the_same_file_again_makes_it_no_answer_to_another_basket(project, capsys):
    ask(project, CHANGED["basket"])
    assert main(["fit"]) == 0
    assert is_stale(capsys)


def catalogue_grows(project: Path) -> None:
    path = project / "shop/catalogue.parquet"
    frame = pd.read_parquet(path)
    new = frame.iloc[[0]].assign(product_id="000-new")
    pd.concat([new, frame]).to_parquet(path, index=False)


def path_changes(project: Path) -> None:
    (project / "slates.csv").rename(project / "moved.csv")
    (project / "vitrine.toml").write_text(SETTINGS.replace("slates.csv", "moved.csv"))


def rows_change_to(text: str):
    return lambda project: (project / "slates.csv").write_text(text)


def rows_come_back(project: Path) -> None:
    (project / "slates.csv").write_text("key,rank,product_id,score\nother,1,tent-2p,1\n")
    assert main(["fit"]) == 0
    (project / "slates.csv").write_text(PLAIN)


def column_says_so_and_goes(project: Path) -> None:
    """While the column is there, the slate is fitted for the basket of before."""
    asked = {"camper": Situation.of("tent-2p").digest, "other": ""}
    rows = [f"{each},{asked[each.partition(',')[0]]}" for each in PLAIN.split()[1:]]
    (project / "slates.csv").write_text("\n".join([f"{HEADER},situation", *rows]))
    assert main(["fit"]) == 0
    (project / "slates.csv").write_text(PLAIN)


AROUND_IT = {
    "rows of another scenario": rows_change_to(PLAIN + "third,1,tent-2p,1\n"),
    "another slate computed again": rows_change_to(PLAIN.replace("tent-2p,1", "tent-2p,7")),
    "order of the rows": rows_change_to("\n".join([HEADER, *PLAIN.split()[:0:-1]])),
    "notation of the scores": rows_change_to(PLAIN.replace("mat-01,2", "mat-01,2.00")),
    "catalogue": catalogue_grows,
    "path": path_changes,
    "slate away and back": rows_come_back,
    "column": column_says_so_and_goes,
}


@pytest.mark.parametrize("changes", AROUND_IT.values(), ids=AROUND_IT)
def test_what_changes_around_a_slate_makes_it_no_answer_to_another_basket(project, capsys, changes):
    ask(project, CHANGED["basket"])
    changes(project)
    assert main(["fit"]) == 0
    assert is_stale(capsys)


def test_another_id_of_the_model_makes_its_slates_no_answer_to_another_basket(project, capsys):
    ask(project, CHANGED["basket"])
    (project / "vitrine.toml").write_text(SETTINGS.replace('"given"', '"renamed"'))
    assert main(["fit"]) == 0
    assert is_stale(capsys)


def test_slates_that_go_back_to_an_earlier_fit_answer_what_was_asked_then(project, capsys):
    ask(project, CHANGED["basket"])
    (project / "slates.csv").write_text(PLAIN.replace("mat-01,2", "mat-01,3"))
    assert main(["fit"]) == 0
    assert not is_stale(capsys)
    (project / "slates.csv").write_text(PLAIN)
    assert main(["fit"]) == 0
    assert is_stale(capsys)


def test_the_card_counts_what_was_taken_as_computed_for_what_its_fit_found(project):
    card = project / "shop/candidates/given/card.toml"
    assert "2 of them are taken as computed for what this fit found" in card.read_text()
    (project / "slates.csv").write_text(PLAIN.replace("mat-01,2", "mat-01,3"))
    assert main(["fit"]) == 0
    assert "1 of them are taken as computed" in card.read_text()
    assert main(["fit"]) == 0
    assert "are taken as computed" not in card.read_text()


@pytest.mark.parametrize("content", ["{", "[]", '{"camper": {"a": 1}}', "[" * 100_000])
def test_a_damaged_memory_of_what_was_asked_is_refused(project, capsys, content):
    (project / "shop/candidates/first-asked.json").write_text(content)
    before = (project / "shop/candidates/given/fingerprint").read_text()
    assert main(["fit"]) == 2
    assert "it cannot be told for which baskets" in capsys.readouterr().err
    assert (project / "shop/candidates/given/fingerprint").read_text() == before


def test_a_file_computed_again_answers_what_is_asked_now(project, capsys):
    ask(project, CHANGED["basket"])
    (project / "slates.csv").write_text(PLAIN.replace("mat-01,2", "mat-01,3"))
    assert main(["fit"]) == 0
    assert not is_stale(capsys)


def test_what_the_file_says_it_was_computed_for_comes_first(project, capsys):
    asked = questions(capsys)
    assert asked["camper"]["bought"] == [{"product_id": "tent-2p", "on": None, "quantity": 1}]
    lines = PLAIN.splitlines()
    named = [lines[0] + ",situation"] + [
        f"{each},{asked[each.partition(',')[0]]['situation']}" for each in lines[1:]
    ]
    (project / "slates.csv").write_text("\n".join(named))
    ask(project, CHANGED["basket"])
    assert main(["fit"]) == 0
    assert is_stale(capsys)
    ask(project, CAMPER)
    assert not is_stale(capsys)


def questions(capsys) -> dict[str, dict]:
    capsys.readouterr()
    assert main(["questions"]) == 0
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return {each["key"]: each for each in lines}


def test_two_situations_of_one_key_are_refused_with_the_row(project, capsys):
    (project / "slates.csv").write_text(
        "key,rank,product_id,score,situation\ncamper,1,mat-01,2,a\ncamper,2,012,1,b\n"
    )
    assert main(["fit"]) == 2
    assert "beside another of its key" in capsys.readouterr().err


def test_a_scenario_that_is_named_alone_asks_what_it_asks(project, capsys):
    capsys.readouterr()
    assert main(["recommend", "--candidate", "given", "--key", "camper", "--json"]) == 0
    slate = json.loads(capsys.readouterr().out)["slate"]
    assert [each["product_id"] for each in slate] == ["mat-01", "012"]


def test_lists_of_scenarios_that_are_not_there_are_shown_and_the_card_says_so(project, capsys):
    for each in (project / "scenarios").iterdir():
        each.unlink()
    (project / "slates.csv").write_text(
        PLAIN.replace("mat-01,2", "mat-01,3").replace("tent-2p,1", "tent-2p,2")
    )
    assert main(["fit"]) == 0
    assert "For 0 of 2 scenarios" in (project / "shop/candidates/given/card.toml").read_text()
    ask(project, CHANGED["basket"])
    (project / "scenarios/other.yaml").write_text("title: Other\nslate_size: 1\n")
    assert not is_stale(capsys)


@pytest.mark.parametrize(
    "other",
    [
        Situation(),
        Situation.of("b", "a"),
        Situation((Bought("a", 2), Bought("b"))),
        Situation((Bought("a", on=date(2026, 1, 2)), Bought("b"))),
        Situation(Situation.of("a", "b").bought, {"country": "FR"}),
        Situation(Situation.of("a", "b").bought, as_of=date(2026, 1, 2)),
    ],
)
def test_a_digest_tells_situations_apart(other):
    situation = Situation.of("a", "b")
    assert situation.digest == Situation.of("a", "b").digest
    assert situation.digest == Situation(situation.bought, key="named").digest
    assert other.digest != situation.digest
