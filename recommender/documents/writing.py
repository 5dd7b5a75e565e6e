"""Values as YAML text that every reader takes for the same."""

import re
from datetime import date
from decimal import Decimal

FIRST = re.compile(r"[^\W\d]")
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
AMBIGUOUS = re.compile(r"true|false|yes|no|on|off|y|n|null|nan|inf|~", re.IGNORECASE)
JOINERS = "\u200c\u200d"
SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


class Lines(list):
    """A list that stands one entry a line."""


def entry(key: str, value: object) -> str:
    """A whole entry of a file's outermost mapping, with its line's end."""
    if isinstance(value, Lines):
        return f"{key}:\n" + "".join(f"  - {item(each)}\n" for each in value)
    return f"{key}: {block(value) if isinstance(value, str) else flow(value)}\n"


def item(value: object) -> str:
    """On one line, fit to stand after a dash; a word with its options needs no braces."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(*value.values(), dict):
        [(key, options)] = value.items()
        return f"{word(key)}: {flow(options)}"
    return flow(value) if isinstance(value, dict | list) else scalar(value)


def flow(value: object) -> str:
    """On one line, fit to stand anywhere: texts, dates, numbers, None, lists and mappings."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{word(key)}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return scalar(value, ",[]{}:")


def word(key: str) -> str:
    """A key; keys are never more than text, so only their marks need quotes."""
    return key if KEY.fullmatch(key) else quoted(key)


def scalar(value: object, forbidden: str = "") -> str:
    """`forbidden` are characters that need quotes where it will stand."""
    if isinstance(value, str):
        return value if _is_plain(value, forbidden) else quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _decimal(value) if isinstance(value, float) else _date_or_whole(value)


def block(text: str, indent: str = "  ") -> str:
    """A text of several lines as they are, where YAML can; else in quotes."""
    ends = len(text) - len(text.rstrip("\n"))
    lines = text.rstrip("\n").split("\n")
    clear = lines[0][:1] not in ("", " ") and all(map(_is_block_line, lines))
    if len(lines) < 2 or ends > 1 or not clear:
        return scalar(text)
    body = "\n".join(indent + line if line else "" for line in lines)
    return ("|-\n" if not ends else "|\n") + body


def quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _decimal(number: float) -> str:
    text = format(Decimal(repr(number)), "f")
    return text if "." in text else f"{text}.0"


def _date_or_whole(value: date | int) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _is_plain(text: str, forbidden: str) -> bool:
    """Careful rather than exact: what begins with a letter and holds no mark of YAML's own."""
    if not FIRST.match(text) or AMBIGUOUS.fullmatch(text) or text != text.strip():
        return False
    if text.endswith(":") or any(mark in text for mark in (": ", " #", *forbidden)):
        return False
    return _is_block_line(text)


def _is_block_line(line: str) -> bool:
    return all(_is_clear(character) for character in line) and line == line.rstrip()


def _is_clear(character: str) -> bool:
    return character.isprintable() or character in JOINERS


def _escaped(character: str) -> str:
    if character in SHORT:
        return SHORT[character]
    if _is_clear(character):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
