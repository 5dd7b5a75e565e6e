"""What is read quickly is read as the full reader reads it, to the last offset."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.documents.node import Malformed
from recommender.documents.quick import MOST_CHARACTERS, read_quickly
from recommender.documents.reading import read_document, read_fully

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
CAMPER = """# one
title: The camper
story: >-
  Bought a tent
  and nothing else.
shopper: {segment: new, visits: 3}
bought:
  # the first
  - tent-2p
  - {product: lamp, on: 2026-03-02, tags: [a, 'b c']}

tags: [cold-start, "out: door"]
expect:
- includes_category: {category: sleeping}
- nothing_already_bought: {}
- said: plainly
"""
STEPS = """title: A
story: |
  one
  two
as_of: 2026-03-10
"""
PIECES = st.sampled_from(
    [
        *"[]{}\n '\"#:,-|>&*!?%@`~é😀\\",
        "- ",
        ": ",
        " #",
        "a: ",
        "\n- ",
        "\n  - ",
        "\n\n",
        "\n  #x\n",
        "|-\n",
        ">\n",
        "---\n",
        "{}",
        "[]",
        "''",
        "<<: ",
    ]
)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda each: each.stem)
def test_every_shipped_scenario_is_read_quickly(path):
    text = path.read_text("utf-8")
    assert read_quickly(text) == read_fully(text)


@pytest.mark.parametrize("text", [CAMPER, STEPS, "title: A", "title: A\n# end", "a: {}\nb: []\n"])
def test_ordinary_shapes_are_read_quickly(text):
    assert read_quickly(text) is not None
    assert read_quickly(text) == read_fully(text)


@pytest.mark.parametrize(
    "text",
    [
        "title: A\ntitle: B\n",
        "title: a: b\n",
        "title: *a\n",
        "title: A\n  goes on\n",
        "title:\nstory: B\n",
        "title: >-\n  A\n\n  B\n",
        "title: |\n  A\n\n   # text\n",
        "bought:\n  - a\n    b\n",
        "bought:\n  - \n",
        "a: {b: c,}\n",
        "a: {b: c, b: d}\n",
        "a: [b: c]\n",
        "--- \ntitle: A\n",
        "title: A\r\n",
        "- a\n",
        "",
        "# nothing\n",
        f"title: {'a' * MOST_CHARACTERS}\n",
    ],
)
def test_what_is_not_plainly_ordinary_is_left_to_the_full_reader(text):
    assert read_quickly(text) is None


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for place, length, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + length :]
    return text


EDITS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), PIECES), max_size=3)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(edited, st.sampled_from([CAMPER, STEPS]), EDITS))
def test_whatever_is_read_quickly_the_full_reader_reads_alike(text):
    quickly = read_quickly(text)
    if quickly is None:
        return
    try:
        assert read_fully(text) == quickly
        assert read_document(text) == quickly
    except Malformed as refusal:
        pytest.fail(f"the full reader refuses it: {refusal}")
