"""Who added what a scenario says now: each product, each expectation."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.scenarios.author import Author
from recommender.expectations import Expectation
from recommender.scenario import Scenario


@dataclass(frozen=True)
class Added:
    """`bought` by product id; `expectations` in the order of the file."""

    bought: Mapping[str, Author] = field(default_factory=dict)
    expectations: tuple[Author, ...] = ()


def additions(versions: Iterable[tuple[Author, Scenario]]) -> Added:
    """`versions` from the oldest to what the file says now. Who edits an expectation is who
    added it; what went and came again was added by who brought it."""
    bought: dict[str, Author] = {}
    expected: list[tuple[str, Author]] = []
    for author, scenario in versions:
        bought = {each: bought.get(each, author) for each in scenario.situation.product_ids}
        expected = _expected(expected, author, scenario.expectations)
    return Added(bought, tuple(author for _, author in expected))


def _expected(
    before: list[tuple[str, Author]], author: Author, after: Iterable[Expectation]
) -> list[tuple[str, Author]]:
    left, found = list(before), []
    for said in (json.dumps(each.as_record(), default=str) for each in after):
        known = next((each for each in left if each[0] == said), None)
        if known:
            left.remove(known)
        found.append(known or (said, author))
    return found
