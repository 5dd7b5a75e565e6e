"""What the history tells, and what can be brought back from it."""

import random
from dataclasses import replace

import pytest

from dashboard.scenarios import writing
from dashboard.scenarios.history import added, deleted, history
from dashboard.scenarios.returning import bring_back
from recommender.scenario import Scenario, ScenarioNotSaved
from recommender.situation import Situation
from tests.dashboard.scenarios.checkout import ANNA, BEN, CAMPER, COMMENTED


def told(checkout, scenario_id: str = "camper") -> list[tuple[str, list[str]]]:
    found = history(checkout.folder, scenario_id)
    assert found.note == ""
    return [(each.author, [change.text for change in each.changes]) for each in found.revisions]


def grown(checkout) -> None:
    """Written by A with tent and lamp, given a stove by B, a story by a colleague."""
    first = writing.save(checkout.folder, ANNA, CAMPER, None)
    situation = Situation.of("tent", "lamp", "stove")
    edited = replace(CAMPER, situation=situation, expectations=CAMPER.expectations[:1])
    writing.save(checkout.folder, BEN, edited, first.version, "Cooks")
    checkout.commit(checkout.path().read_text("utf-8") + "story: Camps.\n")


def test_every_version_is_told_with_its_author_and_its_changes(checkout):
    grown(checkout)
    assert told(checkout) == [
        ("Colleague", ["Story: Camps."]),
        (
            "Reviewer B",
            [
                "Added to what was bought",
                "No longer expects: tent must not be shown, because: They own it",
            ],
        ),
        ("Reviewer A", ["First version"]),
    ]
    newest, cooks, first = history(checkout.folder, "camper").revisions
    assert (cooks.message, cooks.changes[0].product_ids) == ("Cooks", ("stove",))
    assert first.scenario == CAMPER
    assert newest.at >= first.at
    assert newest.commit == checkout.git("rev-parse", "HEAD").strip()


def test_the_newest_are_told_each_against_the_one_before(checkout):
    grown(checkout)
    [newest] = history(checkout.folder, "camper", limit=1).revisions
    assert [each.text for each in newest.changes] == ["Story: Camps."]


def test_a_version_that_cannot_be_read_stands_with_its_reason(checkout):
    checkout.commit(COMMENTED)
    checkout.commit("title: [\n")
    checkout.commit("title: x\n# " + "x" * 300_000)
    checkout.commit(COMMENTED + "owner: outdoor\n")
    newest, large, broken, _ = history(checkout.folder, "camper").revisions
    assert [each.text for each in newest.changes] == ["Owner: outdoor"]
    assert (large.scenario, large.trouble) == (None, "It is too large to be read.")
    assert (broken.scenario, broken.changes) == (None, ())
    assert broken.trouble.startswith("camper.yaml:")


def test_what_is_not_recorded_yet_is_said(checkout):
    checkout.commit(COMMENTED)
    checkout.write(COMMENTED + "owner: outdoor\n")
    assert "not in the history yet" in history(checkout.folder, "camper").note


def test_a_rename_keeps_the_history(checkout):
    first = writing.save(checkout.folder, ANNA, CAMPER, None)
    renamed = writing.rename(checkout.folder, BEN, "camper", "kamper", first.version)
    assert checkout.changed() == ["camper.yaml", "kamper.yaml"]
    checkout.git("mv", str(checkout.path("kamper")), str(checkout.path("third")))
    checkout.git("commit", "--quiet", "-m", "Third")
    assert told(checkout, "third") == [
        ("Colleague", ["Renamed, before kamper"]),
        ("Reviewer B", ["Renamed, before camper"]),
        ("Reviewer A", ["First version"]),
    ]
    assert renamed.version == first.version == checkout.version("third")
    assert deleted(checkout.folder) == ()


def test_a_copy_has_a_history_of_its_own(checkout):
    writing.save(checkout.folder, ANNA, CAMPER, None)
    writing.save(checkout.folder, BEN, replace(CAMPER, id="copy"), None)
    assert told(checkout, "copy") == [("Reviewer B", ["First version"])]


def test_a_merge_is_told_as_what_it_brought(checkout):
    checkout.commit(COMMENTED)
    checkout.git("switch", "--quiet", "-c", "branch")
    checkout.commit(COMMENTED + "owner: outdoor\n", message="On the branch")
    checkout.git("switch", "--quiet", "main")
    checkout.commit("story: Camps.\n" + COMMENTED, message="On main")
    checkout.git("merge", "--quiet", "-m", "Merge", "branch")
    revisions = history(checkout.folder, "camper").revisions
    assert {each.message for each in revisions} == {"Merge", "On the branch", "On main", "By hand"}
    assert revisions[0].scenario == checkout.scenario()


def test_who_added_what(checkout):
    grown(checkout)
    found = added(checkout.folder, "camper")
    assert {product: each.by for product, each in found.bought.items()} == {
        "tent": "Reviewer A",
        "lamp": "Reviewer A",
        "stove": "Reviewer B",
    }
    assert [each.by for each in found.expectations] == ["Reviewer A"]
    checkout.write(checkout.path().read_text("utf-8").replace("stove", "kettle"))
    kettle = added(checkout.folder, "camper").bought["kettle"]
    assert (kettle.by, kettle.on) == ("somebody outside Vitrine", None)


def test_an_older_version_comes_back_to_the_letter(checkout):
    seen = checkout.commit(COMMENTED)
    writing.save(checkout.folder, ANNA, replace(CAMPER, title="Other", tags=("x",)), seen)
    first = history(checkout.folder, "camper").revisions[-1]
    saved = writing.save(checkout.folder, BEN, first.scenario, checkout.version())
    assert checkout.path().read_text("utf-8") == COMMENTED
    assert saved.version == seen
    assert told(checkout)[0] == (
        "Reviewer B",
        ["Title: The camper, before Other", "No longer tagged x"],
    )


def test_what_was_deleted_comes_back(checkout):
    writing.save_all(checkout.folder, ANNA, [CAMPER, Scenario("b", "B"), Scenario("c", "C")], {})
    checkout.write("title: B by hand\n", "b")
    writing.delete(checkout.folder, BEN, ["camper", "b"])
    assert checkout.subjects()[0] == "Delete 2 scenarios"
    assert checkout.changed() == ["b.yaml", "camper.yaml"]
    assert checkout.status() == []
    gone = {each.scenario_id: each for each in deleted(checkout.folder)}
    assert {each.title for each in gone.values()} == {"The camper", "B by hand"}
    assert gone["camper"].author == "Reviewer B"
    bring_back(checkout.folder, ANNA, {"camper": gone["camper"].commit})
    assert checkout.scenario() == CAMPER
    assert [each.scenario_id for each in deleted(checkout.folder)] == ["b"]
    assert [changes for _, changes in told(checkout)] == [
        ["Brought back"],
        ["Deleted"],
        ["First version"],
    ]


def test_what_somebody_deleted_without_a_commit_comes_back(checkout):
    checkout.commit(COMMENTED)
    checkout.path().unlink()
    [gone] = deleted(checkout.folder)
    assert (gone.author, gone.at, gone.title) == ("somebody outside Vitrine", None, "The camper")
    bring_back(checkout.folder, ANNA, {"camper": gone.commit})
    assert checkout.path().read_text("utf-8") == COMMENTED


@pytest.mark.parametrize("commit", ["HEAD", "main", "0" * 40, "--output=x", "", "HEAD:./x"])
def test_only_a_version_of_its_own_history_comes_back(checkout, commit):
    checkout.commit(COMMENTED)
    writing.delete(checkout.folder, ANNA, ["camper"])
    with pytest.raises(ScenarioNotSaved, match="no such version"):
        bring_back(checkout.folder, ANNA, {"camper": commit})


def test_a_version_of_another_scenario_does_not_come_back(checkout):
    checkout.commit(COMMENTED)
    checkout.commit("title: Another\n", "another")
    other = checkout.git("rev-parse", "HEAD").strip()
    writing.delete(checkout.folder, ANNA, ["camper"])
    with pytest.raises(ScenarioNotSaved, match="no such version"):
        bring_back(checkout.folder, ANNA, {"camper": other})


def test_a_version_that_cannot_be_read_does_not_come_back_but_the_one_before_does(checkout):
    checkout.commit(COMMENTED)
    good = checkout.git("rev-parse", "HEAD").strip()
    checkout.write("title: [\n")
    writing.delete(checkout.folder, ANNA, ["camper"])
    [gone] = deleted(checkout.folder)
    with pytest.raises(ScenarioNotSaved, match="cannot be brought back"):
        bring_back(checkout.folder, ANNA, {"camper": gone.commit})
    bring_back(checkout.folder, ANNA, {"camper": good})
    assert checkout.path().read_text("utf-8") == COMMENTED


def test_a_message_of_any_kind_is_told_as_it_is(checkout):
    checkout.commit(COMMENTED, message="<b>x</b>\n\n:100644 looks like git's own\x01\n\n= é")
    [revision] = history(checkout.folder, "camper").revisions
    assert revision.message == "<b>x</b>\n\n:100644 looks like git's own\x01\n\n= é"


def test_a_long_history_is_read_by_few_processes(checkout):
    """Versions of random sizes, each told with the right content."""
    chance = random.Random(7)
    for number in range(12):
        checkout.commit(f"title: T{number}\nstory: {'é' * chance.randint(1, 900)}\n")
    found = history(checkout.folder, "camper").revisions
    assert [each.scenario.title for each in found] == [f"T{each}" for each in range(11, -1, -1)]
