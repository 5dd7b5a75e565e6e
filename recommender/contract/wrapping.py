"""Where a served model's answer lies when it comes inside something else."""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LIST = "recommendations"
TELLING = re.compile("score|product|item|sku|article", re.IGNORECASE)
"""In the names of one recommendation, whatever its maker calls it."""
MOST_LOOKED_AT = 500
DEEPEST = 8
ENTRIES = 3
"""Of a list so many are looked into: an answer that is one of a batch stands first."""


@dataclass(frozen=True)
class Wrapped:
    """An answer inside another: `path` as one writes it (`outputs[0].data`, empty at the top),
    `as_text` where JSON was written into a text on the way."""

    path: str
    as_text: bool
    answer: dict[str, Any]

    @property
    def sentence(self) -> str:
        where = f"inside `{self.path}`" if self.path else "in a text of its own"
        where += " as text" if self.as_text and self.path else ""
        return f"The answer lies {where}; the contract says that it is the whole of what is sent."


def find_wrapped(content: Any) -> Wrapped | None:
    """The nearest object inside `content` that looks like the contract's answer; None where
    `content` is one itself, or holds none."""
    if _is_answer(content):
        return None
    inside = list(_inside(content))
    exact = (each for each in inside if _is_answer(each.answer))
    return next(exact, None) or (None if _has_list(content) else _first_with_list(inside))


def _is_answer(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get(LIST), list)


def _first_with_list(inside: list[Wrapped]) -> Wrapped | None:
    """Its names may be others than the contract's."""
    return next((each for each in inside if _has_list(each.answer)), None)


def _has_list(value: Any) -> bool:
    """Whether one of its values is a list that may be one of recommendations."""
    return isinstance(value, dict) and any(map(_may_be_recommendations, value.values()))


def _may_be_recommendations(value: Any) -> bool:
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return False
    return any(TELLING.search(name) for name in value[0])


def _inside(content: Any) -> Iterator[Wrapped]:
    """Every object below `content`, the nearest first; of text those that it spells as JSON."""
    waiting = deque([("", False, content, 0)])
    for _ in range(MOST_LOOKED_AT):
        if not waiting:
            return
        path, as_text, value, depth = waiting.popleft()
        if isinstance(value, str):
            value, as_text = _read(value), True
        if isinstance(value, dict) and (path or as_text):
            yield Wrapped(path, as_text, value)
        if depth < DEEPEST:
            waiting.extend((*each, depth + 1) for each in _below(path, as_text, value))


def _below(path: str, as_text: bool, value: Any) -> Iterator[tuple[str, bool, Any]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield f"{path}.{name}".lstrip("."), as_text, each
    elif isinstance(value, list):
        for place, each in enumerate(value[:ENTRIES]):
            yield f"{path}[{place}]", as_text, each


def _read(text: str) -> Any:
    """What the text says as JSON; None where it is none."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
