"""All scenarios as cards."""

from collections.abc import Iterable, Mapping

from dashboard.components.frontend import frontend, heard
from recommender.scenario import Scenario

PICTURES = 4


def suite(scenarios: Iterable[Scenario], products: Mapping[str, dict]) -> str | None:
    """The id of the scenario that was opened by a click."""
    cards = [card(each, products) for each in scenarios]
    answer = frontend("suite")(data={"scenarios": cards}, key="suite", on_opened_change=heard)
    return answer.opened


def card(scenario: Scenario, products: Mapping[str, dict]) -> dict:
    count = len(scenario.expectations)
    return {
        "id": scenario.id,
        "title": scenario.title,
        "story": scenario.story,
        "bought": [
            {"id": each, **products[each]}
            for each in scenario.situation.product_ids[:PICTURES]
            if each in products
        ],
        "expected": f"{count} expectation{'' if count == 1 else 's'}"
        if count
        else "No expectation",
        "tags": ", ".join(scenario.tags[:3]),
    }
