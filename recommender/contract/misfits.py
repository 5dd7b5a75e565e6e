"""Where an answer does not fit the contract's schema, in sentences."""

from collections.abc import Iterator
from typing import Any

from jsonschema import ValidationError

from recommender.contract.schemas import answer_schema
from recommender.words import nearest

TYPES = {
    "object": ("an object", dict),
    "array": ("a list", list),
    "string": ("text", str),
    "number": ("a number", float),
    "null": ("null", type(None)),
}
DEPTH = 4
"""Levels of names in an answer; each may hide the one below."""


def misfits(answer: Any) -> list[str]:
    """Every misfit once, however many recommendations share it.

    A name that is evidently meant for one of the contract's is reported, then changed into it in
    `answer`, so that what lies below is looked at too.
    """
    found: dict[tuple, str] = {}
    for _ in range(DEPTH):
        mended = False
        for error in list(answer_schema().iter_errors(answer)):
            where = tuple(None if isinstance(part, int) else part for part in error.path)
            if error.validator != "required":
                found.setdefault((where, error.validator), _sentence(error))
                continue
            for name in _missing(error):
                meant = _meant(error, name)
                found.setdefault((where, name), _lack(error, name, meant))
                if meant:
                    error.instance[name] = error.instance.pop(meant)
                    mended = True
        if not mended:
            break
    return list(found.values())


def _missing(error: ValidationError) -> Iterator[str]:
    return (name for name in error.validator_value if name not in error.instance)


def _meant(error: ValidationError, name: str) -> str | None:
    """The answer's own name for what the contract calls `name`, where one is likely."""
    known = error.schema["properties"]
    _, kind = TYPES[known[name]["type"]]
    others = [
        other for other, value in error.instance.items() if other not in known and _is(value, kind)
    ]
    return nearest(name, others) or (others[0] if len(others) == 1 else None)


def _is(value: Any, kind: type) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


def _lack(error: ValidationError, name: str, meant: str | None) -> str:
    place = _place(error)
    if meant:
        return f"{place} has `{meant}`; the contract says `{name}`."
    held = ", ".join(f"`{each}`" for each in list(error.instance)[:8]) or "nothing"
    return f"{place} lacks `{name}`; it has {held}."


def _sentence(error: ValidationError) -> str:
    place, held = _place(error), repr(error.instance)[:40]
    match error.validator:
        case "type":
            return f"{place} is {_kind(error.instance)}; the contract says {_wanted(error)}."
        case "minLength":
            return f"{place} is empty; the contract says some text."
        case "maxLength":
            return f"{place} is longer than {error.validator_value} characters."
    return f"{place} is {held}; the contract says otherwise ({error.message})."


def _place(error: ValidationError) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.path)
    return f"`{path.lstrip('.')}`" if path else "The answer"


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    return next(words for words, kind in TYPES.values() if isinstance(value, kind))


def _wanted(error: ValidationError) -> str:
    wanted = error.validator_value
    return " or ".join(TYPES[each][0] for each in ([wanted] if isinstance(wanted, str) else wanted))
