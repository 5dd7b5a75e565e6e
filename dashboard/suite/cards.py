"""A scenario's card: who the shopper is and what they bought."""

from collections.abc import Iterable, Mapping

from recommender.scenario import Scenario

PICTURES = 4


def pictured(scenarios: Iterable[Scenario]) -> list[str]:
    """The products whose pictures the cards show."""
    return [each for scenario in scenarios for each in scenario.situation.product_ids[:PICTURES]]


def card(scenario: Scenario, products: Mapping[str, dict]) -> dict:
    bought = scenario.situation.product_ids
    return {
        "id": scenario.id,
        "title": scenario.title,
        "story": scenario.story,
        "bought": [picture(products[each]) for each in bought[:PICTURES] if each in products],
        "more": max(len(bought) - PICTURES, 0),
        "tags": list(scenario.tags),
        "owner": scenario.owner,
    }


def picture(product: Mapping) -> dict:
    """Only what a small picture needs."""
    return {name: product[name] for name in ("title", "picture", "available")}
