"""What changed between two versions of a scenario, in words and products."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from recommender.catalogue import Catalogue
from recommender.expectations import expect
from recommender.scenario import Scenario
from recommender.scenario.changes import changes
from recommender.situation import Bought, Situation

CATALOGUE = Catalogue(
    pd.DataFrame({"product_id": ["tent", "lamp"], "title": ["Ridge tent", "Camp lamp"]})
)
SLEEPING = expect("includes_category", {"category": "Sleeping", "at_least": 2, "in_top": 6})
NO_TENT = expect("excludes_product", {"product": "tent", "because": "They own it."})


def camper(*bought: Bought, **fields: object) -> Scenario:
    shopper, as_of = fields.pop("shopper", {}), fields.pop("as_of", None)
    return Scenario("camper", "The camper", situation=Situation(bought, shopper, as_of), **fields)


def told(before: Scenario | None, after: Scenario | None) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.text, each.product_ids) for each in changes(before, after, CATALOGUE)]


TENT, LAMP = Bought("tent"), Bought("lamp")


def test_nothing_changed_is_no_change():
    scenario = camper(TENT, LAMP, TENT, expectations=(SLEEPING, SLEEPING), tags=("a",))
    assert told(scenario, replace(scenario)) == []
    assert told(None, None) == []


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (None, camper(TENT, LAMP), [("First version", ("tent", "lamp"))]),
        (camper(TENT), None, [("Deleted", ())]),
        (camper(TENT), camper(TENT, LAMP), [("Added to what was bought", ("lamp",))]),
        (camper(TENT, LAMP), camper(), [("No longer bought", ("tent", "lamp"))]),
        (
            camper(Bought("lamp", 1)),
            camper(Bought("lamp", 2)),
            [("Bought 2 instead of 1", ("lamp",))],
        ),
        (
            camper(Bought("lamp", 1, date(2026, 3, 2))),
            camper(Bought("lamp", 1, date(2026, 3, 10))),
            [("Bought on 10 March 2026 instead of on 2 March 2026", ("lamp",))],
        ),
        (
            camper(LAMP),
            camper(Bought("lamp", 1, date(2026, 3, 2))),
            [("Bought on 2 March 2026 instead of on no particular day", ("lamp",))],
        ),
        (camper(TENT, LAMP), camper(LAMP, TENT), [("Bought in another order", ("lamp", "tent"))]),
        (camper(TENT), camper(TENT, TENT), [("Added to what was bought", ("tent",))]),
    ],
)
def test_what_was_bought_is_told_with_its_pictures(before, after, wanted):
    assert told(before, after) == wanted


def test_an_expectation_is_told_as_the_merchandiser_reads_it():
    none, two = camper(), camper(expectations=(SLEEPING, NO_TENT))
    assert told(none, two) == [
        ("Expects now: At least 2 from Sleeping among the first 6", ()),
        ("Expects now: Ridge tent must not be shown, because: They own it", ("tent",)),
    ]
    assert told(two, camper(expectations=(SLEEPING,))) == [
        ("No longer expects: Ridge tent must not be shown, because: They own it", ("tent",))
    ]


def test_an_edited_expectation_is_told_with_what_it_was():
    three = expect("includes_category", {"category": "Sleeping", "at_least": 3, "in_top": 6})
    before, after = camper(expectations=(SLEEPING,)), camper(expectations=(three,))
    assert told(before, after) == [
        (
            "Expects now: At least 3 from Sleeping among the first 6. "
            "Before: At least 2 from Sleeping among the first 6",
            (),
        )
    ]


def test_expectations_in_another_order_are_told_once():
    before, after = (
        camper(expectations=(SLEEPING, NO_TENT)),
        camper(expectations=(NO_TENT, SLEEPING)),
    )
    assert told(before, after) == [("Expectations in another order", ())]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"story": "Camps."}, ["Story: Camps."]),
        ({"shopper": {"country": "FR"}}, ["About the shopper, country: FR"]),
        ({"as_of": date(2026, 3, 1)}, ["Day of the visit: 1 March 2026"]),
        ({"slate_size": 6}, ["Products shown: 6, before 12"]),
        ({"tags": ("cold", "new")}, ["Tagged cold, new"]),
        ({"owner": "outdoor"}, ["Owner: outdoor"]),
    ],
)
def test_a_detail_is_told_when_it_comes(fields, wanted):
    assert [text for text, _ in told(camper(), camper(**fields))] == wanted


def test_a_detail_is_told_when_it_goes_or_turns():
    before = camper(shopper={"country": "FR", "vip": True}, owner="outdoor", tags=("a",), story="S")
    after = camper(shopper={"country": "DE"})
    assert [text for text, _ in told(before, after)] == [
        "Story left out",
        "About the shopper, country: DE, before FR",
        "About the shopper, vip: left out, before yes",
        "No longer tagged a",
        "Owner: left out, before outdoor",
    ]
    assert told(camper(), replace(camper(), title="A")) == [("Title: A, before The camper", ())]


def test_a_change_is_plain_data():
    [change] = changes(camper(), camper(TENT), None)
    assert change.as_record() == {
        "kind": "added",
        "text": "Added to what was bought",
        "product_ids": ["tent"],
    }
