"""The names that scenarios may have, and the places where their files lie."""

import shutil
from pathlib import Path

import pytest

from dashboard.scenarios import writing
from dashboard.scenarios.history import history, last_writer
from dashboard.scenarios.renames import renamed_to
from recommender.scenario import Scenario, ScenarioNotSaved, ScenarioUnreadable, load_scenarios
from tests.dashboard.scenarios.checkout import ANNA, CAMPER, COMMENTED


def test_the_name_of_the_page_for_a_new_one_is_given_to_none(checkout):
    assert writing.free_id(checkout.folder, "New") == "new-2"
    seen = checkout.commit(COMMENTED)
    for act in (
        lambda: writing.rename(checkout.folder, ANNA, "camper", "new", seen),
        lambda: writing.save(checkout.folder, ANNA, Scenario("new", "New"), None),
        lambda: writing.save_all(checkout.folder, ANNA, [Scenario("new", "New")], {}),
    ):
        with pytest.raises(ScenarioNotSaved, match="No scenario can be named new"):
            act()
    assert sorted(path.name for path in checkout.folder.iterdir()) == ["camper.yaml"]


def test_a_file_of_that_name_is_a_trouble_until_it_is_renamed(checkout):
    seen = checkout.commit(COMMENTED, "new")
    suite = load_scenarios(checkout.folder)
    assert suite.scenarios == ()
    [trouble] = suite.troubles
    assert trouble.startswith(f"{checkout.path('new')}:1:1: ")
    assert trouble.endswith("rename the file.")
    writing.rename(checkout.folder, ANNA, "new", "newcomer", seen)
    assert [each.id for each in load_scenarios(checkout.folder).scenarios] == ["newcomer"]


def test_a_folder_in_the_files_place_is_said_and_nothing_stays_open(checkout):
    checkout.path("x").mkdir()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        with pytest.raises(ScenarioUnreadable, match="no ordinary file; delete or rename it"):
            writing.version_of(checkout.folder, "x")
        assert "Is a directory" in load_scenarios(checkout.folder).troubles[0]
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_folder_that_went_with_its_last_file_is_made_anew(checkout):
    seen = checkout.commit(COMMENTED)
    checkout.git("rm", "--quiet", str(checkout.path()))
    checkout.git("commit", "--quiet", "-m", "Away")
    shutil.rmtree(checkout.root / "our scenarios", ignore_errors=True)
    with pytest.raises(writing.ChangedMeanwhile, match=r"Colleague deleted camper\.yaml"):
        writing.save(checkout.folder, ANNA, CAMPER, seen)
    shutil.rmtree(checkout.root / "our scenarios")
    assert writing.free_id(checkout.folder, "The camper") == "the-camper"
    assert writing.save(checkout.folder, ANNA, CAMPER, None).note == ""
    assert checkout.scenario() == CAMPER


def test_a_folder_that_the_history_does_not_know_is_not_made(checkout):
    checkout.commit(COMMENTED)
    with pytest.raises(ScenarioNotSaved, match="missing; make it"):
        writing.save(checkout.root / "our senarios", ANNA, CAMPER, None)
    assert not (checkout.root / "our senarios").exists()


def test_of_a_missing_folder_it_is_said_that_it_is_missing(tmp_path):
    note = history(tmp_path / "none", "camper").note
    assert note == f"There is no history: the folder {tmp_path / 'none'} is missing; make it."
    assert last_writer(tmp_path / "none", "camper").by == "somebody outside Vitrine"


def test_a_scenario_is_followed_through_its_renames(checkout):
    first = checkout.commit(COMMENTED)
    assert renamed_to(checkout.folder, "camper") is None
    second = writing.rename(checkout.folder, ANNA, "camper", "kamper", first).version
    assert renamed_to(checkout.folder, "camper") == "kamper"
    writing.rename(checkout.folder, ANNA, "kamper", "the-camper", second)
    assert renamed_to(checkout.folder, "camper") == "the-camper"
    writing.delete(checkout.folder, ANNA, ["the-camper"])
    assert renamed_to(checkout.folder, "camper") is None
