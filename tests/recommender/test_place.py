"""A place of one's own: made by one command, complete, and never in the checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.settings import Settings

ROOT = Path(__file__).parents[2]


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def place(tmp_path) -> Path:
    folder = tmp_path / "my place"
    assert main(["init", str(folder)]) == 0
    return folder


def test_it_has_settings_a_readme_and_a_suite_in_a_repository_of_its_own(place):
    settings = Settings.read(place / "vitrine.toml")
    assert settings.shop == place / "shop"
    assert settings.scenarios == place / "scenarios"
    assert [each.id for each in settings.candidates] == [
        each.id for each in Settings.read(ROOT / "vitrine.toml").candidates
    ]
    assert {each.name for each in place.iterdir()} == {"README.md", "scenarios", "vitrine.toml"}
    suite = place / "scenarios"
    assert git(suite, "status", "--porcelain") == ""
    assert git(suite, "log", "--format=%s") == "Begin the suite"
    assert git(suite, "branch", "--show-current") == "main"
    assert (suite / "schema.json").read_text() == (ROOT / "scenarios/schema.json").read_text()
    assert (suite / "ci/github-actions.yml").is_file()
    assert not list(suite.glob("*.yaml"))


def test_the_next_steps_are_told_ready_to_be_run(tmp_path, capsys):
    assert main(["init", str(tmp_path / "my place")]) == 0
    said = capsys.readouterr().out
    assert f"--shop '{tmp_path}/my place/shop'" in said
    assert f"make run PLACE='{tmp_path}/my place'" in said


def test_the_database_lies_in_it(place):
    text = (place / "vitrine.toml").read_text()
    assert 'database = "sqlite:///vitrine.db"' in text


@pytest.mark.parametrize("email", ["", "somebody@example.com"])
def test_whoever_makes_it_is_the_author_where_git_knows_them(tmp_path, monkeypatch, email):
    config = tmp_path / "gitconfig"
    config.write_text(f"[user]\n\tname = Somebody\n\temail = {email}\n" if email else "")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    assert main(["init", str(tmp_path / "place")]) == 0
    author = git(tmp_path / "place/scenarios", "log", "--format=%ae")
    assert author == (email or "vitrine@localhost")


def test_a_folder_that_holds_anything_or_lies_in_the_checkout_is_refused(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert "is there already and not empty; name another folder" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
    assert main(["init", str(ROOT / "var" / "place")]) == 2
    assert "which updates replace; name one outside" in capsys.readouterr().err


def test_a_place_that_cannot_be_finished_leaves_nothing_behind(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["init", str(tmp_path / "place")]) == 2
    assert "git is missing; install it" in capsys.readouterr().err
    assert not (tmp_path / "place").exists()


def test_commands_work_in_it_and_the_demo_never_settles_there(place, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dashboard", "demo"]
    made = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True)
    assert made.returncode == 2
    assert "is no shop yet; write one there with `python -m recommender import" in made.stderr
    source = tmp_path / "files"
    source.mkdir()
    (source / "catalogue.csv").write_text("product_id,title\n1,Tent\n2,Lamp\n")
    rows = "".join(f"s{each},{each % 2 + 1},2026-01-0{each}\n" for each in range(1, 6))
    (source / "purchases.csv").write_text(f"shopper_id,product_id,bought_at\n{rows}")
    assert main(["import", str(source), "--shop", str(place / "shop")]) == 0
    command = [sys.executable, "-m", "recommender", "fit", "--shop", "shop", "best-sellers"]
    fitted = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True)
    assert fitted.returncode == 0, fitted.stderr
