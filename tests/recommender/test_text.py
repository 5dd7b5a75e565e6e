"""Text from outside: what is taken, and why what is not."""

import sys

import pytest

from dashboard.releases.facts import Unusable
from dashboard.releases.record import storable
from recommender.text import fit_text, is_storable, trouble_with_text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Größe „L“",
        "two\nlines\r\n\tof it",
        "猫 𝄞 cafe\u0301",
        "\u200f\u2028\ufeff",
        "next\x85line",
    ],
)
def test_text_is_taken(text):
    assert trouble_with_text(text) is None
    assert fit_text(text) == text
    assert is_storable(text)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("x\ud800y", "holds half a character (U+D800)"),
        ("x\udfff", "holds half a character (U+DFFF)"),
        ("\0", "holds the control character NUL (U+0000)"),
        ("a\x1b]0;title\x07", "holds the control character ESC (U+001B)"),
        ("a\x0bb", "holds the control character U+000B"),
        ("\x7f", "holds the control character DEL (U+007F)"),
        ("\x9b", "holds the control character U+009B"),
    ],
)
def test_what_is_not_taken_is_named(text, trouble):
    assert trouble_with_text(text) == trouble
    assert trouble_with_text(fit_text(text)) is None


@pytest.mark.parametrize(
    "value",
    ["\0", {"a": ["\ud800"]}, {"\udfff": 1}, [[{"b": ("c", "\0")}]]],
)
def test_what_cannot_be_stored_is_found_wherever_it_lies(value):
    assert not is_storable(value)


def test_numbers_flags_and_nothing_can_be_stored():
    assert is_storable({"a": [1, 2.5, True, None]})


def test_the_record_and_the_forms_refuse_the_same_characters():
    for code in range(sys.maxunicode + 1):
        character = f"a{chr(code)}b"
        try:
            storable(character)
            stored = True
        except Unusable:
            stored = False
        assert stored == is_storable(character), hex(code)
