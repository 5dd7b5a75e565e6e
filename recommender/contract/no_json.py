"""Why an answer cannot be read as JSON, in one sentence that its maker can act on."""

import json

SHOWN = 40


def no_json(content: bytes) -> str:
    """Of bytes that json.loads refuses."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(map(_is_json, lines)):
        return (
            f"The answer is {len(lines)} lines of JSON, one after the other; "
            "the contract says one object."
        )
    if any(line.startswith("data:") for line in lines):
        return "The answer is a stream of events; the contract says one object of JSON."
    return f"The answer is no JSON: it starts with {text[:SHOWN].strip()!r}."


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> str:
    around = content[max(0, error.start - 10) : error.start + 10].decode("latin-1")
    said = f"The answer is not UTF-8: byte {error.start + 1}, in {around!r}, has no meaning there."
    if _is_json(content.decode("latin-1")):
        said += " It is JSON in ISO-8859-1 or Windows-1252."
    return f"{said} The contract says JSON in UTF-8."


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
