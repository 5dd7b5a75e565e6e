"""What is deleted, what of it was there, and what a person may take back of their own."""

import pytest

from dashboard.releases.person import Person
from dashboard.scenarios import writing
from dashboard.scenarios.facts import ChangedMeanwhile
from dashboard.scenarios.returning import bring_back
from recommender.scenario import ScenarioNotSaved
from tests.dashboard.scenarios.checkout import ANNA, BEN, CAMPER, COMMENTED


def test_only_what_was_there_is_told_as_deleted(checkout):
    checkout.commit(COMMENTED)
    done = writing.delete(checkout.folder, ANNA, ["camper", "gone-before"])
    assert done.ids == ("camper",)
    bring_back(checkout.folder, ANNA, dict.fromkeys(done.ids, done.commit))
    assert checkout.path().read_text("utf-8") == COMMENTED


def test_what_one_added_oneself_is_withdrawn(checkout):
    added = writing.save(checkout.folder, ANNA, CAMPER, None)
    assert writing.withdraw(checkout.folder, ANNA, "camper", added.version).ids == ("camper",)
    assert writing.withdraw(checkout.folder, ANNA, "camper", added.version).ids == ()
    assert not checkout.path().exists()


@pytest.mark.parametrize(
    "other", [BEN, Person("other", "Reviewer A", "x@example.com", frozenset({"reviewer"}))]
)
def test_what_somebody_else_added_stays(checkout, other):
    added = writing.save(checkout.folder, ANNA, CAMPER, None)
    with pytest.raises(ScenarioNotSaved, match="Somebody else added"):
        writing.withdraw(checkout.folder, other, "camper", added.version)
    assert checkout.version() == added.version


def test_what_changed_since_is_not_withdrawn(checkout):
    added = writing.save(checkout.folder, ANNA, CAMPER, None)
    checkout.write(COMMENTED)
    with pytest.raises(ChangedMeanwhile):
        writing.withdraw(checkout.folder, ANNA, "camper", added.version)
    assert checkout.path().read_text("utf-8") == COMMENTED
