"""What a model says when it does not take our question."""

import json
import re
from collections.abc import Iterator

FIELDS = ("request_id", "bought", "shopper", "as_of", "slate_size", "product_id", "on", "quantity")
MISSING = re.compile(r"missing|required|expect|must (have|contain)|need", re.IGNORECASE)
NAME = re.compile(r"""[`'"‘“]([A-Za-z_][\w.-]{0,60})[`'"’”]""")
QUOTED_MOST = 200


def rejection(status: int, content: bytes) -> str:
    """One sentence: which of our names it rejects, which it wants, else its own words."""
    text = " ".join(content.decode("utf-8", "replace").split())
    rejected, wanted = _named(content, text)
    parts = []
    if rejected:
        parts.append(f"it rejects {_listed(rejected)}")
    if wanted:
        parts.append(f"it wants {_listed(wanted)}")
    reason = ", ".join(parts) or f"its words are {text[:QUOTED_MOST]!r}"
    return f"The model answers a question with status {status}: {reason}."


def _named(content: bytes, text: str) -> tuple[list[str], list[str]]:
    """Our names that it does not take, and names not ours that it asks for."""
    pairs = list(_details(content)) or [(name, _about(text, name)) for name in _names(text)]
    rejected = [name for name, _ in pairs if name in FIELDS]
    wanted = [name for name, why in pairs if name not in FIELDS and MISSING.search(why)]
    return list(dict.fromkeys(rejected)), list(dict.fromkeys(wanted))


def _details(content: bytes) -> Iterator[tuple[str, str]]:
    """FastAPI's and pydantic's way to say it: a name and what is wrong with it."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return
    details = answer.get("detail") if isinstance(answer, dict) else None
    for each in details if isinstance(details, list) else []:
        if isinstance(each, dict) and isinstance(each.get("loc"), list):
            names = [part for part in each["loc"] if isinstance(part, str) and part != "body"]
            if names:
                yield names[-1], f"{each.get('type')} {each.get('msg')}"


def _names(text: str) -> list[str]:
    ours = [name for name in FIELDS if len(name) > 2 and re.search(rf"\b{name}\b", text)]
    return list(dict.fromkeys([*ours, *NAME.findall(text)]))


def _about(text: str, name: str) -> str:
    """The words around a name."""
    place = text.find(name)
    return text[max(0, place - 60) : place + len(name) + 60]


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)
