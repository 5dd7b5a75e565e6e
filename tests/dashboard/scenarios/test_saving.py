"""A save is one commit, by the person, of that file alone."""

from dataclasses import replace

import pytest

from dashboard.releases.facts import NotAllowed
from dashboard.releases.person import Person
from dashboard.scenarios import writing
from dashboard.scenarios.returning import bring_back
from recommender.expectations import expect
from recommender.scenario import Scenario, ScenarioNotSaved
from tests.dashboard.scenarios.checkout import ANNA, BEN, CAMPER, COMMENTED, GUEST

EXPECTS_THREE = expect("includes_category", {"category": "Sleeping", "at_least": 3, "in_top": 6})


def test_a_new_scenario_is_one_commit_by_its_author(checkout):
    saved = writing.save(checkout.folder, ANNA, CAMPER, None)
    assert saved.note == ""
    told = checkout.git("log", "--format=%H|%an|%ae|%cn|%s")
    assert told == f"{saved.commit}|Reviewer A|a@example.com|Vitrine|Add the scenario The camper\n"
    assert checkout.changed() == ["camper.yaml"]
    assert checkout.status() == []
    assert saved.version == checkout.version()


def test_an_edited_expectation_is_a_diff_of_its_line_alone(checkout):
    seen = checkout.commit(COMMENTED)
    edited = checkout.scenario(expectations=(EXPECTS_THREE, CAMPER.expectations[1]))
    writing.save(checkout.folder, BEN, edited, seen)
    lines = checkout.git("show", "--format=", "--unified=0").splitlines()
    assert [each for each in lines[4:] if each[0] in "+-"] == [
        "-  - includes_category: {category: Sleeping, at_least: 2, in_top: 6}",
        "+  - includes_category: {category: Sleeping, at_least: 3, in_top: 6}",
    ]
    assert checkout.git("log", "-1", "--format=%an|%s%b") == (
        "Reviewer B|"
        "Expects now: At least 3 from Sleeping among the first 6. "
        "Before: At least 2 from Sleeping among …"
        "- Expects now: At least 3 from Sleeping among the first 6. "
        "Before: At least 2 from Sleeping among the first 6\n\n"
    )


def test_several_changes_are_counted_in_the_subject_and_listed_below_it(checkout):
    seen = checkout.commit(COMMENTED)
    edited = checkout.scenario(expectations=CAMPER.expectations[:1], tags=("spring",))
    writing.save(checkout.folder, BEN, edited, seen)
    assert checkout.git("log", "-1", "--format=%B").splitlines()[:4] == [
        "No longer expects: tent must not be shown, because: They own it; and 1 more",
        "",
        "- No longer expects: tent must not be shown, because: They own it",
        "- Tagged spring",
    ]


def test_the_persons_own_message_is_the_commits(checkout):
    writing.save(checkout.folder, ANNA, CAMPER, None, "  For the spring\n\n# window  ")
    assert checkout.git("log", "--format=%B").strip() == "For the spring\n\n# window"


@pytest.mark.parametrize("blank", ["\0", " \0\n\0", " "])
def test_a_message_of_nothing_is_none(checkout, blank):
    saved = writing.save(checkout.folder, ANNA, CAMPER, None, blank)
    assert saved.note == ""
    assert checkout.subjects() == ["Add the scenario The camper"]


def test_saving_what_is_there_already_makes_no_commit(checkout):
    first = writing.save(checkout.folder, ANNA, CAMPER, None)
    again = writing.save(checkout.folder, BEN, CAMPER, first.version)
    assert again == first
    assert len(checkout.subjects()) == 1


@pytest.mark.parametrize(
    ("name", "email", "wanted"),
    [
        ("A <b> \n c", "x <y>@z\n", "A b c <xy@z>"),
        ("名前", "", "名前 <>"),
        ("<>.,", "", "odd <>"),
        ("--author=x", "", "--author=x <>"),
        ("\ud800 x", "", "? x <>"),
    ],
)
def test_a_name_that_git_cannot_store_is_made_so(checkout, name, email, wanted):
    person = Person("odd", name, email, frozenset({"reviewer"}))
    writing.save(checkout.folder, person, CAMPER, None, "\ud800\0 odd")
    assert checkout.git("log", "--format=%an <%ae>").strip() == wanted
    checkout.git("fsck", "--strict")


def test_whatever_else_is_dirty_or_staged_stays_as_it_was(checkout):
    writing.save(checkout.folder, ANNA, CAMPER, None)
    for name in ("staged", "unstaged", "both"):
        checkout.commit(f"title: {name}\n", name)
    checkout.write("title: Staged\n", "staged")
    checkout.write("title: Both\n", "both")
    checkout.write("title: New\n", "added")
    checkout.git("add", *(str(checkout.path(each)) for each in ("staged", "both", "added")))
    checkout.write("title: Unstaged\n", "unstaged")
    checkout.write("title: Both again\n", "both")
    checkout.write("title: Untracked\n", "untracked")
    (checkout.root / "elsewhere.txt").write_text("x")
    before, staged = checkout.status(), checkout.git("diff", "--cached")
    writing.save(checkout.folder, BEN, replace(CAMPER, title="Hers"), checkout.version())
    writing.save(checkout.folder, BEN, Scenario("other", "Another"), None)
    assert (checkout.status(), checkout.git("diff", "--cached")) == (before, staged)
    assert checkout.changed() == ["other.yaml"]
    assert checkout.changed("HEAD~1") == ["camper.yaml"]


def test_what_somebody_left_in_the_file_is_recorded_by_itself(checkout):
    writing.save(checkout.folder, ANNA, CAMPER, None)
    theirs = checkout.path().read_text("utf-8") + "# theirs\n"
    checkout.write(theirs)
    writing.save(checkout.folder, BEN, checkout.scenario(title="Hers"), checkout.version(), "Mine")
    told = checkout.git("log", "-2", "--format=%an|%s").splitlines()
    assert told == ["Reviewer B|Mine", "Vitrine|Changes made outside Vitrine"]
    inside = checkout.path().relative_to(checkout.root).as_posix()
    assert checkout.git("show", f"HEAD~1:{inside}") == theirs
    assert checkout.status() == []


def test_a_file_that_git_did_not_know_is_recorded_before_it_is_changed(checkout):
    checkout.write(COMMENTED)
    writing.save(checkout.folder, BEN, checkout.scenario(title="Hers"), checkout.version())
    assert checkout.subjects() == [
        "Title: Hers, before The camper",
        "Changes made outside Vitrine",
    ]


def test_several_are_one_commit_or_none(checkout):
    second, third = Scenario("second", "Second"), Scenario("third", "Third")
    writing.save_all(checkout.folder, ANNA, [CAMPER, second], {})
    assert checkout.subjects() == ["Save 2 scenarios"]
    assert checkout.changed() == ["camper.yaml", "second.yaml"]
    with pytest.raises(writing.ChangedMeanwhile):
        writing.save_all(checkout.folder, ANNA, [third, second], {"second": "0" * 64})
    with pytest.raises(ScenarioNotSaved):
        writing.save_all(checkout.folder, ANNA, [third, Scenario("bad", "")], {})
    assert checkout.status() == []


def test_many_are_tagged_in_one_commit(checkout):
    writing.save_all(checkout.folder, ANNA, [CAMPER, Scenario("b", "B", tags=("old", "x"))], {})
    writing.tag(checkout.folder, BEN, ["camper", "b"], ["spring"], ["old"])
    assert checkout.subjects()[0] == "Tag 2 scenarios: spring, no longer old"
    assert checkout.scenario("camper").tags == ("spring",)
    assert checkout.scenario("b").tags == ("x", "spring")
    checkout.write("title: [\n", "b")
    with pytest.raises(ScenarioNotSaved, match=r"b\.yaml is not tagged"):
        writing.tag(checkout.folder, BEN, ["camper", "b"], ["summer"], [])
    assert checkout.scenario("camper").tags == ("spring",)


@pytest.mark.parametrize(
    "act",
    [
        lambda folder: writing.save(folder, GUEST, CAMPER, None),
        lambda folder: writing.save_all(folder, GUEST, [CAMPER], {}),
        lambda folder: writing.delete(folder, GUEST, ["old"]),
        lambda folder: writing.rename(folder, GUEST, "old", "new", None),
        lambda folder: writing.tag(folder, GUEST, ["old"], ["x"], []),
        lambda folder: bring_back(folder, GUEST, {"old": "0" * 40}),
    ],
)
def test_whoever_has_no_role_changes_nothing(checkout, act):
    checkout.commit("title: Old\n", "old")
    with pytest.raises(NotAllowed):
        act(checkout.folder)
    assert checkout.status() == []
    assert checkout.subjects() == ["By hand"]


def test_a_file_that_cannot_be_read_is_not_written_over(checkout):
    seen = checkout.commit("title: [\n")
    with pytest.raises(ScenarioNotSaved, match="mended first"):
        writing.save(checkout.folder, ANNA, CAMPER, seen)
    assert checkout.path().read_text() == "title: [\n"
