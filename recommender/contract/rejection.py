"""What a model says when it does not take our question."""

import json
import re
from collections.abc import Iterator
from typing import Any

FIELDS = ("request_id", "bought", "shopper", "as_of", "slate_size", "product_id", "quantity")
LACK = r"(?:missing|required|requires?|expect(?:s|ed)?|needs?|wants?|must have)"
NAME = r"[`'\"‘“]?([A-Za-z_]\w*)[`'\"’”]?"
FILLER = r"(?:(?:the|a|an|field|key|property|parameter|argument)s?\W+)*"
WANTED = (
    re.compile(rf"{NAME}\W+(?:(?:is|was|are|a|field)\s+)*{LACK}", re.IGNORECASE),
    re.compile(rf"{LACK}\W+{FILLER}{NAME}", re.IGNORECASE),
)
PLAIN = re.compile(
    rf"an?|the|is|was|are|be|it|for|data|of|this|fields?|keys?|propert(y|ies)|{LACK}"
)
ECHO = 3
"""Who names more of our fields than this repeats the question and rejects none in particular."""
QUOTED_MOST = 200


def rejection(status: int, content: bytes) -> str:
    """One sentence: which of our names it rejects, which it wants, else its own words."""
    words = said(content)
    rejected, wanted = _named(words)
    parts = []
    if rejected:
        parts.append(f"it rejects {_listed(rejected)}")
    if wanted:
        parts.append(f"it wants {_listed(wanted)}")
    reason = ", ".join(parts) or quoted(content)
    return f"The model answers a question with status {status}: {reason}."


def quoted(content: bytes) -> str:
    """The beginning of an answer that is none, in its own words."""
    words = said(content)
    return f"its words are {words[:QUOTED_MOST]!r}" if words else "it says nothing more"


def _named(words: str) -> tuple[list[str], list[str]]:
    """Our names that it does not take, and names not ours that it asks for."""
    rejected = [name for name in FIELDS if re.search(rf"\b{name}\b", words)]
    wanted = [
        found
        for pattern in WANTED
        for found in pattern.findall(words)
        if found not in FIELDS and not PLAIN.fullmatch(found.lower())
    ]
    return rejected if len(rejected) <= ECHO else [], list(dict.fromkeys(wanted))


def said(content: bytes) -> str:
    """An answer as plain words: of JSON the values with their names, one sentence each."""
    try:
        sentences = list(_sentences(json.loads(content), ""))
    except (ValueError, RecursionError):
        sentences = [content.decode("utf-8", "replace")]
    return " ".join(" ".join(sentences).split())


def _sentences(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(value.get("loc"), list):
        # FastAPI and pydantic: where, and what is wrong there; the rest repeats the question.
        yield f"{value['loc'][-1] if value['loc'] else ''}: {value.get('msg')};"
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _sentences(below, key)
    elif isinstance(value, list):
        for below in value:
            yield from _sentences(below, name)
    else:
        yield f"{name}: {value};" if name not in ("error", "detail", "message") else f"{value};"


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)
