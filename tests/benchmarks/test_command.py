"""What make bench prints, writes and answers."""

import json

import pytest

import benchmarks
import benchmarks.__main__ as command
from benchmarks.figure import figure

QUICK = """
from benchmarks.figure import figure


def figures():
    yield figure("click", 130.0, "ms", against=100.0, limit={limit})
"""
BROKEN = '''"""Clicks what is gone."""
from pathlib import Path

from benchmarks.figure import figure


def figures():
    yield figure("before", 1.0, "ms", against=2.0, limit=1)
    Path(__file__).with_name("seen.json").write_bytes(
        Path(__file__).with_name("results").joinpath("latest.json").read_bytes()
    )
    None.click()
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of benchmarks of our own, with its own results."""
    monkeypatch.setattr(benchmarks, "__path__", [str(tmp_path)])
    monkeypatch.setattr(command, "RESULTS", tmp_path / "results" / "latest.json")
    return tmp_path


def write(folder, name: str, limit: float) -> None:
    (folder / f"{name}.py").write_text(f'"""One click."""\n{QUICK.format(limit=limit)}', "utf-8")


def results(folder) -> list[dict]:
    return json.loads((folder / "results" / "latest.json").read_text("utf-8"))


def test_a_ratio_is_the_value_by_what_it_is_held_against():
    slower = figure("click", 130, "ms", against=100, limit=1.5)
    assert slower == {
        "name": "click",
        "value": 130,
        "unit": "ms",
        "against": 100,
        "ratio": 1.3,
        "limit": 1.5,
        "bound": "most",
        "within": True,
    }
    assert not figure("click", 130, "ms", against=100, limit=1.2)["within"]
    assert figure("hits", 0.4, "", against=0.2, limit=2, bound="least")["within"]
    assert not figure("hits", 0.4, "", against=0.2, limit=2.1, bound="least")["within"]


def test_every_module_with_figures_is_measured_printed_and_written(folder, capsys):
    write(folder, "quick_within", 1.5)
    (folder / "no_benchmark.py").write_text('"""Nothing to measure."""\n', "utf-8")
    assert command.main([]) == 0
    assert "click   130    ms    100      1.3    at most 1.5  within" in capsys.readouterr().out
    (written,) = results(folder)
    assert written["load"] >= 0
    assert {name: value for name, value in written.items() if name != "load"} == {
        "name": "click",
        "value": 130.0,
        "unit": "ms",
        "against": 100.0,
        "ratio": 1.3,
        "limit": 1.5,
        "bound": "most",
        "within": True,
    }


def test_a_benchmark_that_breaks_is_said_and_the_others_are_measured_and_written(folder, capsys):
    (folder / "a_broken.py").write_text(BROKEN, "utf-8")
    write(folder, "quick_after", 1.5)
    assert command.main([]) == 1
    said = capsys.readouterr()
    assert "The benchmark a_broken could not be measured: 'NoneType' object has no" in said.err
    assert "Traceback" not in said.err
    assert "before" in said.out
    assert "click" in said.out
    assert [each["name"] for each in results(folder)] == ["before", "click"]


def test_a_figure_is_in_the_file_before_the_next_one_is_measured(folder):
    (folder / "a_breaking.py").write_text(BROKEN, "utf-8")
    command.main([])
    seen = json.loads((folder / "seen.json").read_text("utf-8"))
    assert [each["name"] for each in seen] == ["before"]


def test_one_figure_outside_its_limit_is_a_no(folder, capsys):
    write(folder, "quick_in", 1.5)
    write(folder, "quick_out", 1.2)
    assert command.main([]) == 1
    assert "OUTSIDE" in capsys.readouterr().out


def test_an_unknown_name_is_said_and_nothing_is_written(folder, capsys):
    write(folder, "quick_named", 1.5)
    assert command.main(["slow"]) == 2
    assert "no benchmark 'slow'; there are quick_named" in capsys.readouterr().err
    assert not (folder / "results").exists()


def test_the_projects_own_benchmarks_are_found():
    assert "benchmarks.packs" in {module.__name__ for module in command.found()}
