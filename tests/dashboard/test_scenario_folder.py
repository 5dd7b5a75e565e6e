"""The scenario folder, as people of the dashboard change it."""

import pytest

from dashboard.releases.facts import NotAllowed
from dashboard.releases.person import Person
from dashboard.scenarios import writing
from recommender.scenario import Scenario, ScenarioNotSaved, ScenarioUnreadable

MERCHANDISER = Person("merchandiser", "Merchandiser", roles=frozenset({"reviewer"}))
NOBODY = Person("guest", "Guest")
CAMPER = Scenario(id="camper", title="The camper")


def test_a_new_scenario_becomes_a_file(tmp_path):
    saved = writing.save(tmp_path, MERCHANDISER, CAMPER, seen=None)
    assert saved.scenario_id == "camper"
    assert saved.version == writing.version_of(tmp_path, "camper")
    assert "The camper" in (tmp_path / "camper.yaml").read_text("utf-8")


def test_whoever_has_no_role_writes_nothing(tmp_path):
    with pytest.raises(NotAllowed):
        writing.save(tmp_path, NOBODY, CAMPER, seen=None)
    assert not list(tmp_path.glob("*.yaml"))


def test_a_file_that_changed_since_it_was_opened_is_kept(tmp_path):
    writing.save(tmp_path, MERCHANDISER, CAMPER, seen=None)
    theirs = (tmp_path / "camper.yaml").read_text("utf-8") + "# theirs\n"
    (tmp_path / "camper.yaml").write_text(theirs, "utf-8")
    mine = Scenario(id="camper", title="Mine")
    told = r"Somebody outside Vitrine changed camper\.yaml"
    with pytest.raises(writing.ChangedMeanwhile, match=told):
        writing.save(tmp_path, MERCHANDISER, mine, seen="0" * 64)
    assert (tmp_path / "camper.yaml").read_text("utf-8") == theirs


def test_a_new_scenario_never_takes_the_place_of_another(tmp_path):
    writing.save(tmp_path, MERCHANDISER, CAMPER, seen=None)
    with pytest.raises(writing.ChangedMeanwhile, match="already a scenario"):
        writing.save(tmp_path, MERCHANDISER, Scenario(id="camper", title="Other"), seen=None)


@pytest.mark.parametrize(
    "name", ["../../etc/x", "/etc/x", ".git", "a" * 65, "", "tent\x00", "Tent", "ten t", "🏕"]
)
def test_a_name_that_is_no_id_touches_nothing(tmp_path, name):
    folder = tmp_path / "scenarios"
    folder.mkdir()
    with pytest.raises(ScenarioNotSaved):
        writing.save(folder, MERCHANDISER, Scenario(id=name, title="x"), seen=None)
    assert {path.name for path in tmp_path.rglob("*")} <= {"scenarios", ".lock"}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: Outside\n", "utf-8")
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "camper.yaml").symlink_to(outside)
    with pytest.raises(ScenarioUnreadable, match="link"):
        writing.save(folder, MERCHANDISER, CAMPER, seen="0" * 64)
    assert outside.read_text("utf-8") == "title: Outside\n"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("The new camper", "the-new-camper"),
        ("Ça, c'est l'été!", "ca-c-est-l-ete"),
        ("  --  ", ""),
        ("雨", ""),
        ("x" * 80, "x" * 64),
    ],
)
def test_an_id_is_made_from_a_title(title, wanted):
    assert writing.id_from(title) == wanted
