"""A frozen record, as it was assembled, turned into the rows of a revision."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_hex
from typing import Any

from dashboard.releases.assigning import assignment
from dashboard.releases.content import content, situation
from dashboard.releases.facts import Unusable
from dashboard.releases.fingerprint import fingerprint, part_digests
from dashboard.releases.frozen import Evidence, FrozenProduct, FrozenScenario
from dashboard.releases.model import Revision
from dashboard.releases.person import Person

Record = Mapping[str, Any]


def freeze(record: Record, person: Person, at: datetime) -> Revision:
    """The revision that `person` opens; raises Unusable where the record has a gap."""
    _refuse_gaps(record)
    scenarios = {each["id"]: each for each in record["scenarios"]}
    return Revision(
        fingerprint=fingerprint(record),
        opened_by=person.id,
        opened_at=at,
        incumbent=record.get("incumbent"),
        blinding=token_hex(16),
        settings=record["settings"],
        plan=record.get("plan"),
        shop=record["shop"],
        candidates=record["candidates"],
        parts=part_digests(record),
        scenarios=[
            _scenario(each, position, record["settings"])
            for position, each in enumerate(record["scenarios"], start=1)
        ],
        products=[
            FrozenProduct(product_id=product_id, record=product)
            for product_id, product in record["products"].items()
        ],
        evidence=[_evidence(each, scenarios, record["products"]) for each in record["evidence"]],
    )


def _scenario(each: Record, position: int, settings: Record) -> FrozenScenario:
    assigned = assignment(each, settings)
    return FrozenScenario(
        scenario_id=each["id"],
        position=position,
        title=each["title"],
        situation=situation(each),
        assigned=list(assigned.people),
        reviewers=assigned.reviewers,
        record=each,
    )


def _evidence(each: Record, scenarios: Mapping[str, Record], products: Record) -> Evidence:
    return Evidence(
        scenario_id=each["scenario"],
        candidate_id=each["candidate"],
        trouble=each.get("trouble"),
        unmet=sum(not finding["met"] for finding in each["findings"]),
        content=content(scenarios[each["scenario"]], each, products),
        record=dict(each),
    )


def _refuse_gaps(record: Record) -> None:
    if not record["candidates"] or not record["scenarios"]:
        raise Unusable("A release needs at least one candidate and one scenario.")
    asked = [(s["id"], c["id"]) for s in record["scenarios"] for c in record["candidates"]]
    answered = [(each["scenario"], each["candidate"]) for each in record["evidence"]]
    if sorted(asked) != sorted(answered):
        odd = sorted(set(asked) ^ set(answered)) or [
            pair for pair in answered if answered.count(pair) > 1
        ]
        scenario, candidate = odd[0]
        raise Unusable(
            f"The evidence for scenario {scenario} and candidate {candidate} is not there "
            "exactly once; fit the candidate and open the release again."
        )
    for each in record["evidence"]:
        for row in each["slate"]:
            if row["product_id"] not in record["products"]:
                raise Unusable(
                    f"Product {row['product_id']}, shown by {each['candidate']} for "
                    f"{each['scenario']}, is not among the frozen products."
                )
