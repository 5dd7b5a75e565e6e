"""Text on a terminal: a control character could forge a line, and not every one knows UTF-8."""

import codecs
import io
import sys
import unicodedata

PLAIN = {
    "✓": "+",
    "✗": "x",
    "→": "->",
    "–": "-",
    "—": "-",
    "…": "...",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "×": "x",
    "€": "EUR",
}


def printable(text: str) -> str:
    """One line; what a terminal would obey instead of showing is marked."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text)


def printable_lines(text: str) -> str:
    """The same of several lines."""
    return "\n".join(map(printable, text.split("\n")))


def forgive_encodings(as_json: bool) -> None:
    """From here on standard output and standard error take any text, whatever their encoding.

    What they cannot write is written plainly (“é” as e, else a question mark), on standard output
    with `as_json` as JSON escapes it, so that the values stay exact.
    """
    codecs.register_error("vitrine-plain", _plain)
    codecs.register_error("vitrine-json", _escaped)
    for stream, way in ((sys.stdout, "json" if as_json else "plain"), (sys.stderr, "plain")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=f"vitrine-{way}")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain_character, error.object[error.start : error.end])), error.end


def _plain_character(character: str) -> str:
    spelt = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    nothing = "" if unicodedata.combining(character) else "?"
    return PLAIN.get(character) or spelt or nothing


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs), error.end
