"""What git does not show: files it was told to leave alone, versions that were only staged."""

from dataclasses import replace

import pytest

from dashboard.scenarios import writing
from dashboard.scenarios.history import deleted, history
from dashboard.scenarios.returning import bring_back
from recommender.scenario import Scenario, ScenarioNotSaved
from tests.dashboard.scenarios.checkout import ANNA, BEN, CAMPER, COMMENTED

FLAGS = ["--assume-unchanged", "--skip-worktree"]
STAGED = COMMENTED.replace("lamp", "stove")
AGAIN = COMMENTED.replace("lamp", "axe")


@pytest.mark.parametrize("flag", FLAGS)
def test_a_save_that_git_does_not_look_at_is_said_and_not_deleted(checkout, flag):
    seen = checkout.commit(COMMENTED)
    checkout.git("update-index", flag, str(checkout.path()))
    saved = writing.save(checkout.folder, ANNA, checkout.scenario(title="Mine"), seen)
    assert saved.commit is None
    assert "git is told not to look at camper.yaml; run `git update-index --no-a" in saved.note
    with pytest.raises(ScenarioNotSaved, match="could not be brought back: git is told not to"):
        writing.delete(checkout.folder, ANNA, ["camper"])
    assert checkout.scenario().title == "Mine"
    for remedy in ("--no-assume-unchanged", "--no-skip-worktree"):
        checkout.git("update-index", remedy, str(checkout.path()))
    assert writing.delete(checkout.folder, ANNA, ["camper"]).note == ""
    [gone] = deleted(checkout.folder)
    bring_back(checkout.folder, ANNA, {"camper": gone.commit})
    assert checkout.scenario().title == "Mine"


@pytest.mark.parametrize("flag", FLAGS)
def test_what_was_recorded_and_is_deleted_unseen_by_git_comes_back(checkout, flag):
    checkout.commit(COMMENTED)
    checkout.git("update-index", flag, str(checkout.path()))
    assert "told not to look at" in writing.delete(checkout.folder, ANNA, ["camper"]).note
    [gone] = deleted(checkout.folder)
    bring_back(checkout.folder, ANNA, {"camper": gone.commit})
    assert checkout.path().read_text("utf-8") == COMMENTED


def test_a_setting_that_overlooks_every_change_is_not_ours(checkout):
    checkout.git("config", "core.ignoreStat", "true")
    saved = writing.save(checkout.folder, ANNA, CAMPER, None)
    again = writing.save(checkout.folder, ANNA, checkout.scenario(title="Mine"), saved.version)
    assert (again.note, len(checkout.subjects())) == ("", 2)


def test_a_checkout_that_leaves_the_folder_out_is_said_with_its_remedy(checkout):
    checkout.commit(COMMENTED)
    checkout.git("sparse-checkout", "set", "elsewhere")
    checkout.folder.mkdir(parents=True)
    mine = Scenario("mine", "Mine")
    saved = writing.save(checkout.folder, ANNA, mine, None)
    assert saved.commit is None
    assert "leaves the folder out (sparse checkout); run `git sparse-checkout add" in saved.note
    checkout.git("sparse-checkout", "add", "our scenarios/für alle")
    again = writing.save(checkout.folder, ANNA, replace(mine, title="Now"), saved.version)
    assert (again.note, checkout.subjects()[0]) == ("", "Title: Now, before Mine")


@pytest.mark.parametrize("known", [True, False])
def test_what_was_staged_and_changed_again_is_recorded_first(checkout, known):
    checkout.commit("title: Another\n", "another")
    if known:
        checkout.commit(COMMENTED)
    checkout.write("title: Staged elsewhere\n", "another")
    checkout.write(STAGED)
    checkout.git("add", ".")
    checkout.write(AGAIN)
    saved = writing.save(
        checkout.folder, BEN, checkout.scenario(title="Mine"), checkout.version(), "Mine"
    )
    assert saved.note == ""
    assert checkout.subjects()[:3] == [
        "Mine",
        "Changes made outside Vitrine",
        "Changes staged outside Vitrine",
    ]
    inside = checkout.path().relative_to(checkout.root).as_posix()
    assert checkout.git("show", f"HEAD~2:{inside}") == STAGED
    assert checkout.git("show", f"HEAD~1:{inside}") == AGAIN
    assert checkout.changed("HEAD~2") == ["camper.yaml"]
    assert [each[:3] for each in checkout.status()] == ["M  "]
    checkout.git("fsck", "--strict")


def test_what_was_staged_is_recorded_in_a_repository_without_a_commit(checkout):
    checkout.write(STAGED)
    checkout.git("add", ".")
    checkout.write(AGAIN)
    writing.save(checkout.folder, BEN, checkout.scenario(title="Mine"), checkout.version(), "Mine")
    assert checkout.subjects()[1:] == [
        "Changes made outside Vitrine",
        "Changes staged outside Vitrine",
    ]


def test_what_was_staged_and_then_taken_away_is_recorded_first(checkout):
    checkout.commit(COMMENTED)
    checkout.write(STAGED)
    checkout.git("add", ".")
    checkout.path().unlink()
    writing.save(checkout.folder, BEN, CAMPER, None)
    inside = checkout.path().relative_to(checkout.root).as_posix()
    assert checkout.git("show", f"HEAD~1:{inside}") == STAGED


def test_the_history_never_runs_into_another_scenario_whatever_the_settings_say(checkout):
    """git follows a copy where it is told to: here of a scenario that is still there."""
    checkout.commit(COMMENTED)
    checkout.git("mv", str(checkout.path()), str(checkout.path("kamper")))
    checkout.write(COMMENTED + "# another\n")
    checkout.git("add", ".")
    checkout.git("commit", "--quiet", "-m", "Two")
    before = [each.commit for each in history(checkout.folder, "kamper").revisions]
    checkout.git("config", "log.follow", "true")
    assert [each.commit for each in history(checkout.folder, "kamper").revisions] == before
    assert len(before) == 1
