"""A release with much to answer: its record, the people who review it, and what each one says."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from dashboard.releases.choices import Answer, Opinion
from dashboard.releases.person import Person

NAME = "wide"
SCENARIOS, CANDIDATES, SLATE_SIZE, PRODUCTS = 14, 3, 12, 60
COLUMNS = "ABC"
SECOND_THOUGHTS = 10
"""One answer in so many is changed by the next."""
PROPOSER = Person("proposer", "Proposer", roles=frozenset({"proposer"}))


@dataclass(frozen=True)
class Said:
    """One answer as the record must hold it: `about` is a column or a product."""

    kind: str
    person: str
    scenario: str
    about: str
    value: str
    version: int

    def as_form(self) -> dict[str, Any]:
        """What the review page sends."""
        form = {
            "person": self.person,
            "revision": 1,
            "scenario": self.scenario,
            "expected_version": self.version - 1,
        }
        if self.kind == "preferences":
            return form | {"best": list(self.value)}
        if self.kind == "judgements":
            return form | {"product": self.about, "value": self.value}
        return form | {"column": self.about, "value": self.value, "comment": self.about}


def reviewer(number: int) -> str:
    return f"reviewer-{number:03}"


def people(count: int) -> str:
    """The settings of so many reviewers."""
    return "".join(
        f'\n[[people]]\nid = "{reviewer(number)}"\nname = "Reviewer {number}"\n'
        'roles = ["reviewer"]\n'
        for number in range(count)
    )


def said_by(person: str) -> Iterator[Said]:
    """All that one person says, scenario after scenario, in an order of their own."""
    random = Random(person)
    for scenario in random.sample(_scenario_ids(), SCENARIOS):
        products = {each for candidate in range(CANDIDATES) for each in shown(scenario, candidate)}
        asked = [("verdicts", column) for column in COLUMNS]
        asked += [("judgements", each) for each in sorted(products)] + [("preferences", "")]
        for number, (kind, about) in enumerate(random.sample(asked, len(asked))):
            values = random.sample(_values(kind), 2)
            yield Said(kind, person, scenario, about, values[0], 1)
            if number % SECOND_THOUGHTS == 0:
                yield Said(kind, person, scenario, about, values[1], 2)


def shown(scenario: str, candidate: int) -> list[str]:
    """The products of one slate; some stand in two of a scenario's."""
    first = _scenario_ids().index(scenario) * 5 + candidate * 8
    return [f"{(first + rank) % PRODUCTS:05}" for rank in range(SLATE_SIZE)]


def wide_record() -> dict[str, Any]:
    """The frozen record that a release is opened with."""
    return {
        "shop": {"name": "Wide", "currency": "EUR", "locale": "en_GB"},
        "candidates": [_candidate(number) for number in range(CANDIDATES)],
        "incumbent": None,
        "scenarios": [_scenario(each) for each in _scenario_ids()],
        "evidence": [
            _evidence(scenario, number)
            for scenario in _scenario_ids()
            for number in range(CANDIDATES)
        ],
        "products": {f"{number:05}": _product(number) for number in range(PRODUCTS)},
        "plan": None,
        "settings": {"quorum": 1, "roles": [], "expect": []},
    }


def _values(kind: str) -> list[str]:
    if kind == "preferences":
        return [COLUMNS[:count] for count in range(1, CANDIDATES + 1)]
    choices = Answer if kind == "verdicts" else Opinion
    return [str(each) for each in choices]


def _scenario_ids() -> list[str]:
    return [f"shopper-{number:02}" for number in range(SCENARIOS)]


def _candidate(number: int) -> dict[str, Any]:
    return {
        "id": f"candidate-{number}",
        "title": f"Candidate {number}",
        "kind": "lists",
        "fingerprint": f"{number}" * 64,
        "card": {},
        "baseline": number == 0,
    }


def _scenario(scenario: str) -> dict[str, Any]:
    bought = {"product_id": shown(scenario, 0)[0], "on": None, "quantity": 1}
    return {
        "id": scenario,
        "title": scenario.title(),
        "story": "",
        "shopper": {"name": scenario},
        "as_of": None,
        "bought": [bought],
        "slate_size": SLATE_SIZE,
        "tags": [],
        "owner": "",
        "expectations": [],
    }


def _evidence(scenario: str, number: int) -> dict[str, Any]:
    slate = [
        {"rank": rank, "product_id": each, "score": 1 / rank, "reason": ""}
        for rank, each in enumerate(shown(scenario, number), start=1)
    ]
    return {
        "scenario": scenario,
        "candidate": f"candidate-{number}",
        "slate": slate,
        "note": "",
        "trouble": None,
        "findings": [],
    }


def _product(number: int) -> dict[str, Any]:
    return {
        "title": f"Product {number}",
        "category": None,
        "brand": None,
        "price": None,
        "available": True,
        "attributes": {},
        "picture": None,
        "picture_path": None,
        "picture_note": "",
    }
