"""A release small enough to count by hand: two scenarios, two candidates, four slates."""

from copy import deepcopy
from typing import Any

from dashboard.releases.answering import give_verdict
from dashboard.releases.choices import Answer, Decision
from dashboard.releases.database import Sessions
from dashboard.releases.person import Person
from dashboard.releases.queries import release_page
from dashboard.releases.receipts import SignOffReceipt
from dashboard.releases.services import close_review, open_release, sign_off

PROPOSER = Person("proposer", "Proposer", roles=frozenset({"proposer"}))
REVIEWER = Person("merchandiser", "Merchandiser", roles=frozenset({"reviewer"}))
SECOND_REVIEWER = Person("brand-manager", "Brand manager", roles=frozenset({"reviewer"}))
BRAND = Person("head-of-brand", "Head of brand", roles=frozenset({"approver:brand"}))
DATA = Person("head-of-data", "Head of data", roles=frozenset({"approver:data"}))

NAME = "spring"
SLATES = [(s, c) for s in ("new-camper", "regular") for c in ("als", "best-sellers")]
SHOWN = {
    ("new-camper", "als"): ["0012", "0034"],
    ("new-camper", "best-sellers"): ["0034"],
    ("regular", "als"): ["0056", "0012"],
    ("regular", "best-sellers"): ["0034", "0056"],
}
MET = {"expectation": {"covers": {"at_least": 1}}, "sentence": "Covers", "met": True}
UNMET = {
    "expectation": {"excludes_product": {"product": "0034", "because": "They own it."}},
    "sentence": "Never “Lamp”",
    "met": False,
    "detail": "“Lamp” stands at rank 2.",
    "product_ids": ["0034"],
    "because": "They own it.",
    "standing": False,
}


def small_record(**changes: Any) -> dict[str, Any]:
    """The frozen record; `changes` replace its top-level parts."""
    record = {
        "shop": {"name": "Outdoor", "currency": "EUR", "locale": "en"},
        "candidates": [
            _candidate("als", "Taste profile", baseline=False),
            _candidate("best-sellers", "Best sellers", baseline=True),
        ],
        "incumbent": "best-sellers",
        "scenarios": [
            _scenario("new-camper", "The new camper", ["0078"]),
            _scenario("regular", "The regular", ["0012", "0034"]),
        ],
        "evidence": [_evidence(*slate) for slate in SLATES],
        "products": {
            "0012": _product("Sleeping bag", "59.90", "a" * 64),
            "0034": _product("Lamp", "12.00", "b" * 64),
            "0056": _product("Stove", None, None),
            "0078": _product("Tent", "129.00", "c" * 64),
        },
        "plan": None,
        "settings": {"quorum": 1, "roles": ["approver:brand", "approver:data"], "expect": []},
    }
    return deepcopy(record | changes)


def opened(sessions: Sessions, **changes: Any) -> None:
    open_release(sessions, PROPOSER, NAME, small_record(**changes), title="Spring window")


def reviewed(sessions: Sessions, **changes: Any) -> None:
    """Opened, every slate shown by one reviewer, and closed."""
    opened(sessions, **changes)
    judge_all(sessions)
    close_review(sessions, BRAND, NAME)


def judge_all(sessions: Sessions, revision: int = 1) -> None:
    for scenario, candidate in SLATES:
        give_verdict(sessions, REVIEWER, NAME, revision, scenario, candidate, Answer.SHOW)


def nothing_moved(_frozen: object) -> tuple[str, ...]:
    """What is compared at signing: these releases have no shop that could have moved."""
    return ()


def sign(
    sessions: Sessions,
    person: Person,
    decision: Decision = Decision.GO,
    candidates: tuple[str, ...] = ("als",),
    **changes: Any,
) -> SignOffReceipt:
    """Sign what the person's page shows now; `changes` replace what the form would send."""
    page = release_page(sessions, NAME, person)
    form = {
        "reason": "The slates suit the season.",
        "confirmation": page.confirm[decision],
        "fingerprint": page.fingerprint,
        "review": page.review,
    }
    form |= {"compare": nothing_moved} | changes
    return sign_off(sessions, person, NAME, decision, candidates, **form)


def _candidate(candidate_id: str, title: str, baseline: bool) -> dict[str, Any]:
    return {
        "id": candidate_id,
        "title": title,
        "kind": candidate_id,
        "fingerprint": candidate_id[0] * 64,
        "card": {"uses": "purchases"},
        "baseline": baseline,
    }


def _scenario(scenario_id: str, title: str, bought: list[str]) -> dict[str, Any]:
    return {
        "id": scenario_id,
        "title": title,
        "story": "Somebody who walks.",
        "shopper": {"country": "FR"},
        "as_of": "2026-03-10",
        "bought": [{"product_id": each, "on": None, "quantity": 1} for each in bought],
        "slate_size": 2,
        "tags": ["outdoor"],
        "owner": "outdoor",
        "expectations": [{"excludes_product": {"product": "0034"}}],
    }


def _evidence(scenario: str, candidate: str) -> dict[str, Any]:
    slate = [
        {"rank": rank, "product_id": each, "score": 1 / rank, "reason": "Bought together"}
        for rank, each in enumerate(SHOWN[scenario, candidate], start=1)
    ]
    findings = [UNMET if (scenario, candidate) == ("new-camper", "als") else MET]
    return {
        "scenario": scenario,
        "candidate": candidate,
        "slate": slate,
        "note": "",
        "trouble": None,
        "findings": findings,
    }


def _product(title: str, price: str | None, picture: str | None) -> dict[str, Any]:
    return {
        "title": title,
        "category": "outdoor",
        "brand": "Nord",
        "price": price,
        "available": True,
        "attributes": {},
        "picture": picture,
        "picture_path": f"{title.lower()}.jpg" if picture else None,
        "picture_note": "" if picture else "no picture",
    }
