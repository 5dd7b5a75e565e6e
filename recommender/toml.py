"""Plain values as TOML, and back."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any


def text(values: Mapping[str, Any]) -> str:
    """Scalars and lists first, then one table a mapping; what is None is left out."""
    plain = {name: each for name, each in values.items() if not isinstance(each, Mapping)}
    tables = {name: each for name, each in values.items() if isinstance(each, Mapping)}
    lines = _lines(plain)
    for name, table in tables.items():
        lines += ["", f"[{name}]", *_lines(table)]
    return "\n".join(lines) + "\n"


def parse(content: bytes) -> dict[str, Any]:
    """ValueError where it is not TOML in UTF-8."""
    try:
        return tomllib.loads(content.decode())
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _lines(values: Mapping[str, Any]) -> list[str]:
    """Scalars and lists of them: their JSON form is valid TOML but for one control character."""
    return [
        f"{name} = {json.dumps(each, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        for name, each in values.items()
        if each is not None
    ]
