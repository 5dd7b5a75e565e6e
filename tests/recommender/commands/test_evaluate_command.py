"""python -m recommender evaluate, as a person and a pipeline call it."""

import json
from pathlib import Path

import pytest

from recommender.__main__ import main

QRELS = "q 0 lamp 1\nq 0 tent 0\nother 0 rug 1\n"
RUN = "q Q0 tent 1 2.0 mine\nq Q0 lamp 2 1.0 mine\nother Q0 rug 1 1.0 mine\n"
FIGURES = {
    "P_10": 0.1,
    "recall_10": 1.0,
    "map": 0.75,
    "recip_rank": 0.75,
    "ndcg_cut_10": 0.8155,
}


@pytest.fixture
def called(tmp_path: Path) -> list[str]:
    (tmp_path / "qrels").write_text(QRELS, "utf-8")
    (tmp_path / "run").write_text(RUN, "utf-8")
    return ["evaluate", "--qrels", str(tmp_path / "qrels"), "--run", str(tmp_path / "run")]


def test_figures_are_printed_as_json_with_trec_evals_digits(called, capsys):
    assert main([*called, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == FIGURES


def test_figures_are_printed_to_be_read(called, capsys):
    assert main(called) == 0
    said = capsys.readouterr().out
    assert "Over 2 topics that both files have:" in said
    assert "ndcg_cut_10       0.8155" in said


def test_from_another_relevance_on_documents_count_as_relevant(called, capsys, tmp_path):
    (tmp_path / "qrels").write_text("q 0 lamp 1\nq 0 tent 2\n", "utf-8")
    assert main([*called, "--json", "--relevant", "2"]) == 0
    assert json.loads(capsys.readouterr().out)["map"] == 1.0
    with pytest.raises(SystemExit):
        main([*called, "--relevant", "0"])


def test_what_was_not_judged_is_left_out_where_that_is_asked(called, capsys, tmp_path):
    """Of `other` nothing shown was judged: it has no such figure, and is in no mean of them."""
    (tmp_path / "qrels").write_text("q 0 lamp 2\nq 0 mat 1\nother 0 mat 2\n", "utf-8")
    assert main([*called, "--json", "--relevant", "2", "--judged"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["judged_precision"], told["judged_ndcg"], told["judged_bpref"]) == (1, 1, 1)
    assert told["P_10"] == 0.05
    (tmp_path / "qrels").write_text("q 0 mat 2\n", "utf-8")
    assert main([*called, "--judged"]) == 0
    assert "judged_ndcg       nothing of the run was judged" in capsys.readouterr().out


def test_a_broken_line_is_named_and_nothing_is_printed(called, capsys, tmp_path):
    (tmp_path / "run").write_text(RUN + "q Q0 rug 3\n", "utf-8")
    assert main([*called, "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{tmp_path / 'run'}, line 4: 4 fields where a line is topic, Q0")
    assert said.err.count("\n") == 1


def test_without_its_files_it_says_what_it_takes(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["evaluate"])
    assert stopped.value.code == 2
    assert "required: --qrels, --run" in capsys.readouterr().err
