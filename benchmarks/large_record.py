"""A release of many shoppers after one signed GO, and two people who answered all of it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from dashboard.releases.choices import Answer, Decision, Opinion
from dashboard.releases.database import Sessions, write
from dashboard.releases.frozen import FrozenScenario
from dashboard.releases.model import Release, Revision
from dashboard.releases.person import Person
from dashboard.releases.queries import release_page
from dashboard.releases.said import Judgement, Preference, Verdict
from dashboard.releases.services import close_review, open_release, sign_off

NAME, BEFORE = "large", "before"
CANDIDATES, SLATE_SIZE, PRODUCTS = 5, 12, 600
ANSWERS = [each for each in Answer if each is not Answer.NONE]
OPINIONS = [each for each in Opinion if each is not Opinion.NONE]
PROPOSER = Person("proposer", "Proposer", roles=frozenset({"proposer"}))
APPROVER = Person("approver", "Approver", roles=frozenset({"approver:brand"}))
REVIEWERS = tuple(
    Person(f"reviewer-{number}", f"Reviewer {number}", roles=frozenset({"reviewer"}))
    for number in range(2)
)


def fill(record: Sessions, scenarios: int) -> None:
    """Of the second release every slate is another than what the first one's GO named."""
    open_release(record, PROPOSER, BEFORE, large_record(BEFORE, scenarios, candidates=1))
    write(record, lambda session: _answer(session, BEFORE, 1, lambda lot: Answer.SHOW))
    close_review(record, APPROVER, BEFORE)
    _sign(record)
    open_release(record, PROPOSER, NAME, large_record(NAME, scenarios, CANDIDATES))
    write(record, lambda session: _answer(session, NAME, CANDIDATES, lambda lot: lot(ANSWERS)))
    write(record, _judge)


def large_record(release: str, scenarios: int, candidates: int) -> dict[str, Any]:
    """The frozen record that a release is opened with."""
    ids = [f"shopper-{number:03}" for number in range(scenarios)]
    return {
        "shop": {"name": "Large", "currency": "EUR", "locale": "en_GB"},
        "candidates": [_candidate(number) for number in range(candidates)],
        "incumbent": None,
        "scenarios": [_scenario(each) for each in ids],
        "evidence": [
            _evidence(release, scenario, number) for scenario in ids for number in range(candidates)
        ],
        "products": {f"{number:05}": _product(number) for number in range(PRODUCTS)},
        "plan": None,
        "settings": {"quorum": 1, "roles": [], "expect": [], "review": {"reviewers": 2}},
    }


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
    first, second = Random(scenario).sample(range(PRODUCTS), 2)
    return {
        "id": scenario,
        "title": scenario.title(),
        "story": "",
        "shopper": {"name": scenario},
        "as_of": None,
        "bought": [
            {"product_id": f"{each:05}", "on": None, "quantity": 1} for each in (first, second)
        ],
        "slate_size": SLATE_SIZE,
        "tags": [f"group-{first % 12}"],
        "owner": "",
        "expectations": [],
    }


def _evidence(release: str, scenario: str, number: int) -> dict[str, Any]:
    lots = Random(f"{release} {scenario} {number}").sample(range(PRODUCTS // 10), SLATE_SIZE)
    slate = [
        {"rank": rank, "product_id": f"{each:05}", "score": 1 / rank, "reason": ""}
        for rank, each in enumerate(lots, start=1)
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


def _answer(
    session: Session, name: str, candidates: int, value: Callable[[Callable], Answer]
) -> None:
    revision, lot = _revision(session, name), Random(name).choice
    scenarios = session.scalars(select(FrozenScenario.scenario_id).where(_of(revision))).all()
    rows = [
        {"candidate_id": f"candidate-{number}", "value": value(lot), "comment": ""} | said
        for said in _said(revision, scenarios)
        for number in range(candidates)
    ]
    session.execute(insert(Verdict), rows)
    preferred = [
        {"best": [f"candidate-{lot(range(candidates))}"]} | said
        for said in _said(revision, scenarios)
    ]
    session.execute(insert(Preference), preferred)


def _judge(session: Session) -> None:
    """Each product that stands in a slate, once for each person."""
    revision, lot = _revision(session, NAME), Random(NAME).choice
    situations = dict(
        session.execute(
            select(FrozenScenario.scenario_id, FrozenScenario.situation).where(_of(revision))
        ).all()
    )
    shown = {
        scenario: sorted(
            {
                row["product_id"]
                for number in range(CANDIDATES)
                for row in _evidence(NAME, scenario, number)["slate"]
            }
        )
        for scenario in situations
    }
    rows = [
        {
            "situation": situations[said["scenario_id"]],
            "product_id": product,
            "value": lot(OPINIONS),
            "reasons": ["too-similar"],
            "comment": "",
        }
        | said
        for said in _said(revision, situations)
        for product in shown[said["scenario_id"]]
    ]
    session.execute(insert(Judgement), rows)


def _said(revision: int, scenarios: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What every answer of each person holds, scenario by scenario."""
    at = datetime.now(UTC)
    for scenario in scenarios:
        for person in REVIEWERS:
            yield {
                "revision_id": revision,
                "scenario_id": scenario,
                "person_id": person.id,
                "person_name": person.name,
                "version": 1,
                "at": at,
            }


def _revision(session: Session, name: str) -> int:
    return session.scalars(
        select(Revision.id)
        .join(Release, Release.id == Revision.release_id)
        .where(Release.name == name)
    ).one()


def _of(revision: int) -> Any:
    return FrozenScenario.revision_id == revision


def _sign(record: Sessions) -> None:
    page = release_page(record, BEFORE, APPROVER)
    sign_off(
        record,
        APPROVER,
        BEFORE,
        Decision.GO,
        [page.candidates[0]["id"]],
        "It suits the season.",
        page.confirm[Decision.GO],
        page.fingerprint,
        page.review,
        compare=lambda _frozen: (),
    )
