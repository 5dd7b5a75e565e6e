"""JSON that is sent whatever text was recorded."""

import json

import pytest

from dashboard.json_response import Json


@pytest.mark.parametrize(
    ("content", "sent"),
    [
        ({"reason": "x\ud800y"}, {"reason": "x\ufffdy"}),
        ({"\udfff": [("a", "\udfff")]}, {"\ufffd": [["a", "\ufffd"]]}),
        ([1, None, True, "Größe"], [1, None, True, "Größe"]),
        ("\ud83d\ude00", "\ufffd\ufffd"),
    ],
)
def test_half_a_character_is_sent_as_a_mark(content, sent):
    assert json.loads(Json(content).body) == sent
