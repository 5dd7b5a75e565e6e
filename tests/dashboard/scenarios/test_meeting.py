"""Each way in which two people meet at one scenario; nothing is lost in any."""

from dataclasses import replace

import pytest

from dashboard.scenarios import writing
from dashboard.scenarios.facts import ChangedMeanwhile
from dashboard.scenarios.history import deleted, last_writer
from dashboard.scenarios.returning import bring_back
from recommender.scenario import Scenario, ScenarioUnreadable
from tests.dashboard.scenarios.checkout import ANNA, BEN, CAMPER, COMMENTED

MINE = replace(CAMPER, title="Mine")


def refused(checkout, seen: str | None, scenario: Scenario = MINE) -> ChangedMeanwhile:
    """What the second is told; the folder is as it was before they tried."""
    before = {path.name: path.read_bytes() for path in checkout.folder.iterdir()}
    head, status = checkout.git("rev-parse", "HEAD"), checkout.status()
    with pytest.raises(ChangedMeanwhile) as told:
        writing.save(checkout.folder, BEN, scenario, seen)
    assert {path.name: path.read_bytes() for path in checkout.folder.iterdir()} == before
    assert (checkout.git("rev-parse", "HEAD"), checkout.status()) == (head, status)
    return told.value


def test_both_in_the_dashboard(checkout):
    seen = checkout.commit(COMMENTED)
    theirs = writing.save(checkout.folder, ANNA, checkout.scenario(title="Theirs"), seen)
    told = refused(checkout, seen)
    assert told.theirs.title == "Theirs"
    assert (told.version, told.by, told.trouble) == (theirs.version, "Reviewer A", "")
    assert told.on is not None
    assert str(told).startswith("Reviewer A changed camper.yaml since you opened it.")
    writing.save(checkout.folder, BEN, MINE, told.version)
    assert checkout.git("log", "--format=%an").split("\n")[:2] == ["Reviewer B", "Reviewer A"]


def test_a_colleague_commits_at_the_command_line(checkout):
    seen = checkout.commit(COMMENTED)
    version = checkout.commit(COMMENTED.replace("lamp", "stove"))
    told = refused(checkout, seen)
    assert (told.version, told.by) == (version, "Colleague")
    assert told.theirs.situation.product_ids == ("tent", "stove")
    assert last_writer(checkout.folder, "camper").by == "Colleague"


def test_somebody_edits_the_file_without_a_commit(checkout):
    seen = checkout.commit(COMMENTED)
    checkout.write(COMMENTED.replace("lamp", "stove"))
    told = refused(checkout, seen)
    assert (told.by, told.on) == ("somebody outside Vitrine", None)
    assert str(told).startswith("Somebody outside Vitrine changed camper.yaml")
    writing.save(checkout.folder, BEN, MINE, told.version)
    assert "stove" in checkout.git("show", f"HEAD~1:{_inside(checkout)}")


def test_a_colleague_deletes_it_with_git(checkout):
    checkout.commit("title: Another\n", "another")
    seen = checkout.commit(COMMENTED)
    checkout.git("rm", "--quiet", str(checkout.path()))
    checkout.git("commit", "--quiet", "-m", "Away")
    told = refused(checkout, seen)
    assert (told.version, told.theirs, told.by) == (None, None, "Colleague")
    assert str(told).startswith("Colleague deleted camper.yaml")
    assert writing.save(checkout.folder, BEN, MINE, told.version).note == ""


def test_somebody_deletes_the_file_without_a_commit(checkout):
    seen = checkout.commit(COMMENTED)
    checkout.path().unlink()
    told = refused(checkout, seen)
    assert (told.version, told.by) == (None, "somebody outside Vitrine")
    writing.save(checkout.folder, BEN, MINE, None)
    assert checkout.status() == []


def test_it_is_deleted_in_the_dashboard(checkout):
    seen = checkout.commit(COMMENTED)
    writing.delete(checkout.folder, ANNA, ["camper"])
    assert refused(checkout, seen).by == "Reviewer A"


def test_a_colleague_renames_it_with_git(checkout):
    seen = checkout.commit(COMMENTED)
    checkout.git("mv", str(checkout.path()), str(checkout.path("kamper")))
    assert "deleted camper.yaml" in str(refused(checkout, seen))
    checkout.git("commit", "--quiet", "-m", "Renamed")
    told = refused(checkout, seen)
    assert told.version is None
    assert str(told).startswith("Colleague renamed camper.yaml to kamper.yaml")
    assert told.renamed_to == "kamper"


def test_it_is_renamed_in_the_dashboard(checkout):
    seen = checkout.commit(COMMENTED)
    writing.rename(checkout.folder, ANNA, "camper", "kamper", seen)
    assert str(refused(checkout, seen)).startswith("Reviewer A renamed camper.yaml to kamper.yaml")


def test_it_is_replaced_by_what_cannot_be_read(checkout):
    seen = checkout.commit(COMMENTED)
    version = checkout.commit("title: [\n")
    told = refused(checkout, seen)
    assert (told.version, told.theirs) == (version, None)
    assert told.trouble.startswith("camper.yaml:")


@pytest.mark.parametrize("recorded", [True, False])
def test_a_new_one_of_the_same_id_came_first(checkout, recorded):
    checkout.commit("title: Another\n", "another")
    (checkout.commit if recorded else checkout.write)(COMMENTED)
    told = refused(checkout, None)
    assert str(told).startswith("There is already a scenario camper")
    assert told.by == ("Colleague" if recorded else "somebody outside Vitrine")
    assert told.theirs.title == "The camper"


def test_a_rename_never_takes_the_place_of_another(checkout):
    seen = checkout.commit(COMMENTED)
    checkout.commit("title: Another\n", "another")
    with pytest.raises(ChangedMeanwhile, match="already a scenario another; choose another name"):
        writing.rename(checkout.folder, ANNA, "camper", "another", seen)
    assert checkout.version() == seen


def test_a_rename_of_what_changed_meanwhile_is_told(checkout):
    seen = checkout.commit(COMMENTED)
    checkout.write(COMMENTED + "# theirs\n")
    with pytest.raises(ChangedMeanwhile):
        writing.rename(checkout.folder, ANNA, "camper", "kamper", seen)
    assert checkout.path().read_text("utf-8").endswith("# theirs\n")


def test_what_is_there_again_is_not_written_over_by_bringing_it_back(checkout):
    checkout.commit(COMMENTED)
    writing.delete(checkout.folder, ANNA, ["camper"])
    [gone] = deleted(checkout.folder)
    checkout.commit(COMMENTED.replace("lamp", "stove"))
    with pytest.raises(ChangedMeanwhile):
        bring_back(checkout.folder, ANNA, {"camper": gone.commit})
    assert "stove" in checkout.path().read_text("utf-8")


def test_a_colleague_commits_another_file_meanwhile(checkout):
    seen = checkout.commit(COMMENTED)
    checkout.commit("title: Another\n", "another")
    assert writing.save(checkout.folder, BEN, MINE, seen).note == ""
    assert checkout.changed() == ["camper.yaml"]


def test_the_colleague_goes_back_to_what_was_seen(checkout):
    """Nothing differs from what the person opened: there is nothing to choose."""
    seen = checkout.commit(COMMENTED)
    checkout.commit(COMMENTED.replace("lamp", "stove"))
    checkout.git("revert", "--no-edit", "HEAD")
    assert writing.save(checkout.folder, BEN, MINE, seen).note == ""


def test_a_link_in_the_files_place_is_not_followed(checkout, tmp_path):
    seen = checkout.commit(COMMENTED)
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: Outside\n")
    checkout.path().unlink()
    checkout.path().symlink_to(outside)
    with pytest.raises(ScenarioUnreadable, match="link"):
        writing.save(checkout.folder, BEN, MINE, seen)
    assert outside.read_text() == "title: Outside\n"


def _inside(checkout) -> str:
    return checkout.path().relative_to(checkout.root).as_posix()
