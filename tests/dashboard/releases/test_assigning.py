"""Who reviews a scenario, by its tags and its owner."""

from dashboard.releases.assigning import Assignment, assignment, idle

OUTDOOR = {"tag": "outdoor", "people": ["ann", "bea"], "reviewers": 1}
COLD = {"tag": "cold-start", "people": ["cleo"], "reviewers": 2}
OWNED = {"owner": "merchandising", "reviewers": 3}


def of(*assignments: dict, reviewers: int = 0, **scenario: object) -> Assignment:
    return assignment(scenario, {"review": {"assignments": assignments, "reviewers": reviewers}})


def test_a_scenario_that_nothing_is_about_is_for_everybody() -> None:
    assert assignment({"tags": ["outdoor"]}, {}) == Assignment((), 0)
    assert of(OUTDOOR, reviewers=2, tags=["kids"]) == Assignment((), 2)
    assert of(OUTDOOR, OWNED) == Assignment((), 0)


def test_a_tag_or_an_owner_assigns_it() -> None:
    assert of(OUTDOOR, tags=["kids", "outdoor"]) == Assignment(("ann", "bea"), 1)
    assert of(OWNED, owner="merchandising", tags=None) == Assignment((), 3)


def test_several_assignments_name_all_their_people_and_need_the_most() -> None:
    both = of(OUTDOOR, COLD, tags=["outdoor", "cold-start"])
    assert both == Assignment(("ann", "bea", "cleo"), 2)
    everybody = of(OUTDOOR, OWNED, tags=["outdoor"], owner="merchandising")
    assert everybody == Assignment((), 3)


def test_an_assignment_that_no_scenario_is_about_is_told() -> None:
    scenarios = [{"tags": ["outdoor"], "owner": "merchandising"}]
    settings = {"review": {"assignments": [OUTDOOR, COLD, OWNED, {"owner": "kids"}]}}
    assert idle({"scenarios": scenarios, "settings": settings}) == [
        "No scenario of this release has the tag “cold-start”, which vitrine.toml assigns.",
        "No scenario of this release has the owner “kids”, which vitrine.toml assigns.",
    ]
    assert idle({"scenarios": scenarios, "settings": {}}) == []
