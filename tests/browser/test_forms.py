"""Whatever a form of the review holds, its address answers in words."""

import json
from collections.abc import Iterator

import httpx
import pytest

ON = {"person": "merchandiser", "revision": 1, "scenario": "tea-for-two", "expected_version": 0}
ABOUT = {name: value for name, value in ON.items() if name != "expected_version"}
REMARK = {
    "key": "k",
    "column": "A",
    "product": "0001",
    "thread": 1,
    "deed": "said",
    "text": "Fine.",
}
FORMS = {
    "verdicts": ON | {"column": "A", "value": "show", "comment": "Fine."},
    "judgements": ON | {"product": "0001", "value": "suits", "reasons": [], "comment": "Fine."},
    "preferences": ON | {"best": ["A"]},
    "remarks": ABOUT | REMARK,
    "settlements": ON | {"column": "A", "product": "", "value": "show", "reason": "Fine."},
}
LARGE = [str(2**31 - 1), str(2**31), str(2**63), str(2**64), "1" + "0" * 400, "1" + "0" * 5_000]
NUMBERS = [*LARGE, *("-" + each for each in LARGE), "0", "0.5", "1e300", "1e400", "NaN", "-0", "01"]
TEXTS = [*("", "../../etc", "=1+1", "\u202e", "x" * 5_000), *("é" * 4_001, "A\0", "\0", "null")]
OTHERS = ["null", "true", "[]", "{}", "[[]]", "[null]", '["A", "A"]', '{"a": [1]}', "[" * 9_000]
HALVES = ['"\\ud800"', '["\\udfff"]', '"\\ud83d \\ude00"']
NASTY = [*NUMBERS, *map(json.dumps, TEXTS), *OTHERS, *HALVES]
BODIES = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b'{"person": "' + b"x" * 300_000 + b'"}',
    b'{"a":' * 50_000,
    b"\xff\xfe{\x00}\x00",
    json.dumps(FORMS["preferences"] | {"scenario": "@"}).encode().replace(b"@", b"\xed\xa0\x80"),
    json.dumps(FORMS["preferences"] | {"scenario": "\ud800"}).encode("utf-16"),
]
REFUSED = {400, 401, 403, 404, 409}
"""401 and 403 for another's name, or a role one does not have."""


@pytest.fixture(params=["merchandiser", "head-of-brand"])
def door(house, request) -> Iterator[httpx.Client]:
    with house.enter(request.param) as client:
        client.person = request.param
        yield client


def post(door: httpx.Client, name: str, body: bytes) -> httpx.Response:
    return door.post(f"/api/releases/spring/{name}", content=body)


@pytest.mark.parametrize("name", FORMS)
def test_a_nasty_value_in_any_field_is_refused_in_words_or_taken(door, name) -> None:
    for field in FORMS[name]:
        for nasty in NASTY:
            form = FORMS[name] | {"person": door.person, field: "@"}
            answer = post(door, name, json.dumps(form).replace('"@"', nasty).encode())
            told = (name, field, nasty[:40], answer.status_code, answer.text[:200])
            assert answer.status_code in REFUSED | {200}, told
            assert answer.status_code == 200 or answer.json()["error"].endswith("."), told


@pytest.mark.parametrize("name", FORMS)
def test_what_is_no_form_is_refused_in_words(door, name) -> None:
    for body in BODIES:
        answer = post(door, name, body)
        assert answer.status_code == 400, (body[:40], answer.text[:200])
        assert answer.json()["error"].endswith(".")


def test_an_address_that_nothing_can_have_is_refused(door) -> None:
    for address in (
        "spring%00/review",
        "spring/threads?scenario=%00",
        "spring/revisions/1/scenarios/%00",
    ):
        assert door.get(f"/api/releases/{address}").status_code == 400
    endless = "9" * 5_000
    assert (
        door.get(f"/api/releases/spring/revisions/{endless}/scenarios/tea-for-two").status_code
        == 409
    )
