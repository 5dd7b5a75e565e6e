"""Text from outside: the one place that says which characters we do not take, and why."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and half characters, which no file of ours, no database and no answer can hold."""
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""These, and what a terminal would obey. Tabs and ends of lines are text."""
NAMES = {0: "NUL", 7: "BEL", 8: "BS", 27: "ESC", 127: "DEL"}


def trouble_with_text(text: str) -> str | None:
    """Why a text from outside is not taken, to follow the name of the text, such as “holds the
    control character ESC (U+001B)”; None where it is fit."""
    found = UNFIT.search(text)
    if found is None:
        return None
    code = ord(found.group())
    if 0xD800 <= code <= 0xDFFF:
        return f"holds half a character (U+{code:04X})"
    name = f"{NAMES[code]} (U+{code:04X})" if code in NAMES else f"U+{code:04X}"
    return f"holds the control character {name}"


def is_storable(value: Any) -> bool:
    """Whether plain data, such as JSON that was sent to us, holds only text that can be stored and
    sent back. Keys count as well. RecursionError where it is nested some hundred deep."""
    if isinstance(value, str):
        return UNSTORABLE.search(value) is None
    if isinstance(value, Mapping):
        return all(map(is_storable, value)) and all(map(is_storable, value.values()))
    return not isinstance(value, Iterable) or all(map(is_storable, value))


def fit_text(text: str) -> str:
    """The text with a mark in place of every character that we do not take."""
    return UNFIT.sub("\ufffd", text)
