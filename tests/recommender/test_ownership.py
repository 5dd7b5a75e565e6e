"""The scenarios of one shop are never another's."""

import shutil
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.demo import DEMO_SHOP
from recommender.scenario.ownership import ForeignSuite, is_of_shop, suite_owner
from tests.recommender.camping import camping

ROOT = Path(__file__).parents[2]


def test_the_shipped_scenarios_belong_to_the_demo_shop():
    assert suite_owner(ROOT / "scenarios") == DEMO_SHOP


def test_a_suite_without_an_owner_is_everybodys(tmp_path):
    assert is_of_shop(tmp_path, "Any")
    (tmp_path / "suite.toml").write_text("")
    assert is_of_shop(tmp_path, "Any")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "suite.toml").write_text("shop = ")
    with pytest.raises(ForeignSuite, match=r"suite\.toml: .* Mend the file, or delete it\."):
        suite_owner(tmp_path)


@pytest.mark.parametrize("command", ["check", "suggest", "questions"])
def test_commands_refuse_it_for_another_shop(tmp_path, capsys, monkeypatch, command):
    shop = camping(tmp_path / "shop")
    shutil.copy(ROOT / "vitrine.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    suite = ROOT / "scenarios"
    assert main([command, "--shop", str(shop.folder), "--scenarios", str(suite)]) == 2
    said = capsys.readouterr().err
    assert f"belong to the shop {DEMO_SHOP}: they are not shown for {shop.name}" in said
    assert "`python -m recommender init DIR`" in said
