"""What a fingerprint binds, and what it leaves free."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.releases.fingerprint import (
    changed_parts,
    digest,
    fingerprint,
    part_digests,
    review_digest,
)
from tests.small_release import small_record

Change = Callable[[dict[str, Any]], None]


def scenario(name: str, value: object) -> Change:
    return lambda record: record["scenarios"][0].update({name: value})


def product(name: str, value: object) -> Change:
    return lambda record: record["products"]["0012"].update({name: value})


def evidence(name: str, value: object) -> Change:
    return lambda record: record["evidence"][0].update({name: value})


BINDING = {
    "a candidate's fingerprint": lambda record: record["candidates"][0].update(fingerprint="f"),
    "what was bought": scenario("bought", []),
    "the shopper": scenario("shopper", {"country": "DE"}),
    "the day": scenario("as_of", "2026-03-11"),
    "the slate size": scenario("slate_size", 3),
    "an expectation": scenario("expectations", []),
    "a title": product("title", "Sleeping bag XL"),
    "a price": product("price", "59.91"),
    "a picture": product("picture", "d" * 64),
    "the order of a slate": lambda record: record["evidence"][0]["slate"].reverse(),
    "a finding": evidence("findings", []),
    "a trouble": evidence("trouble", "slow"),
    "the plan": lambda record: record.update(plan={"kpi": "revenue"}),
    "the quorum": lambda record: record["settings"].update(quorum=2),
    "a role": lambda record: record["settings"].update(roles=[]),
    "a standing expectation": lambda record: record["settings"].update(expect=[{"covers": {}}]),
}

FREE = {
    "a story": scenario("story", "Somebody else."),
    "tags": scenario("tags", []),
    "an owner": scenario("owner", None),
    "the decimals of a score": lambda record: record["evidence"][0]["slate"][0].update(score=0.3),
    "the order of scenarios": lambda record: record["scenarios"].reverse(),
    "the order of candidates": lambda record: record["candidates"].reverse(),
    "the order of the evidence": lambda record: record["evidence"].reverse(),
    "availability": product("available", False),
    "a card": lambda record: record["candidates"][0].update(card={}),
}


@pytest.mark.parametrize("change", BINDING.values(), ids=BINDING)
def test_what_binds_moves_the_fingerprint(change: Change) -> None:
    record = small_record()
    change(record)
    assert fingerprint(record) != fingerprint(small_record())


@pytest.mark.parametrize("change", FREE.values(), ids=FREE)
def test_what_is_free_does_not_move_it(change: Change) -> None:
    record = small_record()
    change(record)
    assert fingerprint(record) == fingerprint(small_record())


def test_a_digest_is_that_of_canonical_json_with_numbers_as_text() -> None:
    # printf '{"a":"1","b":["0.5",true,null]}' | sha256sum
    expected = "98e57d80bab4a92e43cbfa3cf14a441dae9a652544173c6300fd47749f999a29"
    assert digest({"b": [0.5, True, None], "a": 1}) == expected


def test_a_difference_names_the_part() -> None:
    before, after = small_record(), small_record()
    after["candidates"][0]["fingerprint"] = "f"
    after["scenarios"][0]["slate_size"] = 3
    after["products"]["0012"]["picture"] = "d" * 64
    after["settings"]["quorum"] = 2
    assert changed_parts(part_digests(before), part_digests(after)) == (
        "candidate als",
        "scenario new-camper",
        "picture of product 0012",
        "settings",
    )


def test_parts_can_be_digested_apart_from_the_rest() -> None:
    record = small_record()
    alone = part_digests({"settings": record["settings"], "scenarios": record["scenarios"][:1]})
    assert set(alone) == {"settings", "scenario new-camper"}
    assert alone.items() <= part_digests(record).items()


def test_a_part_that_came_or_went_is_a_difference() -> None:
    assert changed_parts({"candidate als": "1"}, {"candidate bm25": "2"}) == (
        "candidate als",
        "candidate bm25",
    )


SAID = st.fixed_dictionaries(
    {
        "person": st.text(),
        "value": st.text(),
        "version": st.integers(),
        "reasons": st.lists(st.text()),
    }
)


@given(st.lists(SAID), st.lists(SAID))
def test_the_review_digest_is_of_canonical_json(
    verdicts: list[dict], judgements: list[dict]
) -> None:
    def told(records: list[dict]) -> list[dict]:
        return sorted(records, key=lambda each: [str(each[name]) for name in sorted(each)])

    said = {"verdicts": told(verdicts), "judgements": told(judgements)}
    assert review_digest(verdicts, judgements) == digest(said)


def test_the_review_digest_follows_what_was_said_and_not_its_order() -> None:
    show = {"scenario": "regular", "person": "merchandiser", "value": "show"}
    not_show = show | {"value": "do not show"}
    assert review_digest([show, not_show]) == review_digest([not_show, show])
    assert review_digest([show]) != review_digest([not_show])
    assert review_digest([show]) != review_digest([], [show])
