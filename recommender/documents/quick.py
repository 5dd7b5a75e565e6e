"""The ordinary shapes of a scenario file, read line by line: a tenth of the full reader's time.

Whatever is not plainly one of them is left to the full reader, which alone refuses.
"""

import re

from recommender.documents.node import Mapping, Node, Scalar, Sequence

MOST_CHARACTERS = 8_000
"""So short that no bound of the full reader can be passed."""
MOST_DEPTH = 6
FOREIGN = re.compile("[\r\t\x85\u2028\u2029\ufeff]|^(?:---|\\.\\.\\.)", re.MULTILINE)
KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):(?: +|$)")
DASH = re.compile(r"( *)- +")
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n]*")
PLAIN_INSIDE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^,\[\]{}:#\n]*")
QUOTED = re.compile(r"\"[^\"\\\n]*\"|'[^'\n]*'(?!')")
HEADERS = (">-", ">", "|-", "|")
SPACES = re.compile(" *")


class _Unusual(Exception):
    """Not one of the ordinary shapes."""


def read_quickly(text: str) -> Node | None:
    """Exactly what the full reader makes of it; None where the full reader has to look."""
    if len(text) > MOST_CHARACTERS or FOREIGN.search(text):
        return None
    try:
        return _Lines(text).document()
    except _Unusual:
        return None


class _Lines:
    """A text with the place of every line; what a line means is decided by how it begins."""

    def __init__(self, text: str):
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.at = 0

    def document(self) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while self._content():
            key, value = self._entry()
            if key.text in entries:
                raise _Unusual
            entries[key.text] = key, value
        if not entries:
            raise _Unusual
        pairs = tuple(entries.values())
        first, last = pairs[0][0], pairs[-1][1]
        return Mapping(first.start, last.end, first.line, first.column, pairs, flow=False)

    def _content(self) -> bool:
        """Whether a line with content is left; `at` is then its number from 0."""
        while self.at < len(self.lines):
            said = self.lines[self.at].lstrip(" ")
            if said and not said.startswith("#"):
                return True
            self.at += 1
        return False

    def _entry(self) -> tuple[Scalar, Node]:
        line = self.lines[self.at]
        found = KEY.match(line)
        if not found:
            raise _Unusual
        key = self._scalar(0, found[1])
        rest = line[found.end() :].rstrip(" ")
        if rest in HEADERS:
            return key, self._block(found.end(), rest)
        if rest:
            value = self._value(found.end())
            self._refuse_continued(0)
            return key, value
        self.at += 1
        return key, self._sequence()

    def _refuse_continued(self, indent: int) -> None:
        """A line that lies deeper than `indent` would belong to the value before it."""
        self.at += 1
        if self._content() and self._indent() > indent:
            raise _Unusual

    def _indent(self) -> int:
        return SPACES.match(self.lines[self.at]).end()

    def _sequence(self) -> Sequence:
        if not self._content():
            raise _Unusual
        first, indent, items = self.at, self._indent(), []
        while self._content() and (found := DASH.match(self.lines[self.at])):
            if len(found[1]) != indent:
                raise _Unusual
            items.append(self._item(found.end()))
            self._refuse_continued(indent)
        if not items or (self._content() and self._indent()):
            raise _Unusual
        start = self.starts[first] + indent
        return Sequence(start, items[-1].end, first + 1, indent + 1, tuple(items), flow=False)

    def _item(self, column: int) -> Node:
        found = KEY.match(self.lines[self.at], column)
        if not found:
            return self._value(column)
        if found.end() == len(self.lines[self.at].rstrip(" ")) or found[0].endswith(":"):
            raise _Unusual
        key, value = self._scalar(column, found[1]), self._value(found.end())
        return Mapping(key.start, value.end, key.line, key.column, ((key, value),), flow=False)

    def _value(self, column: int) -> Node:
        """The rest of a line."""
        line = self.lines[self.at]
        if line.startswith(("[", "{", '"', "'"), column):
            value, end = self._inside(column, 1)
            if line[end:].strip(" "):
                raise _Unusual
            return value
        text = line[column:].rstrip(" ")
        if not PLAIN.fullmatch(text) or ": " in text or text.endswith(":") or " #" in text:
            raise _Unusual
        return self._scalar(column, text)

    def _block(self, column: int, header: str) -> Scalar:
        """A text of several lines, in its simplest form."""
        first = self.at
        self.at += 1
        said = []
        while self.at < len(self.lines) and (self.lines[self.at].startswith(" ")):
            said.append(self.lines[self.at])
            self.at += 1
        indent = SPACES.match(said[0]).end() if said else 0
        ended = self.at < len(self.lines) and not self.lines[-1]
        after = next((line for line in self.lines[self.at :] if line.strip(" ")), "")
        goes_on = not ended or after.startswith(" ")
        if not indent or goes_on or not all(_lies_at(line, indent) for line in said):
            raise _Unusual
        text = (" " if header.startswith(">") else "\n").join(line[indent:] for line in said)
        end = self.starts[first + len(said)] + len(said[-1])
        start = self.starts[first] + column
        text = text if header.endswith("-") else f"{text}\n"
        return Scalar(start, end, first + 1, column + 1, text, plain=False)

    def _inside(self, column: int, depth: int) -> tuple[Node, int]:
        """A value within a line, and the column just after it."""
        line = self.lines[self.at]
        if depth > MOST_DEPTH:
            raise _Unusual
        if line.startswith("{", column):
            return self._braces(column, depth)
        if line.startswith("[", column):
            return self._brackets(column, depth)
        if found := QUOTED.match(line, column):
            return self._scalar(column, found[0][1:-1], found[0]), found.end()
        if not (found := PLAIN_INSIDE.match(line, column)):
            raise _Unusual
        text = found[0].rstrip(" ")
        return self._scalar(column, text), column + len(text)

    def _braces(self, column: int, depth: int) -> tuple[Mapping, int]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        at = self._past(column + 1)
        while not self.lines[self.at].startswith("}", at):
            found = KEY.match(self.lines[self.at], at)
            if not found or found[0].endswith(":") or found[1] in entries:
                raise _Unusual
            value, end = self._inside(found.end(), depth + 1)
            entries[found[1]] = self._scalar(at, found[1]), value
            at = self._next(end, "}")
        place = self._place(column, at + 1)
        return Mapping(*place, tuple(entries.values()), flow=True), at + 1

    def _brackets(self, column: int, depth: int) -> tuple[Sequence, int]:
        items = []
        at = self._past(column + 1)
        while not self.lines[self.at].startswith("]", at):
            value, end = self._inside(at, depth + 1)
            items.append(value)
            at = self._next(end, "]")
        return Sequence(*self._place(column, at + 1), tuple(items), flow=True), at + 1

    def _next(self, column: int, closing: str) -> int:
        """Where the next value begins, or the closing mark stands."""
        at, line = self._past(column), self.lines[self.at]
        if line.startswith(closing, at):
            return at
        after = self._past(at + 1)
        if not line.startswith(",", at) or line.startswith(closing, after):
            raise _Unusual
        return after

    def _past(self, column: int) -> int:
        return SPACES.match(self.lines[self.at], column).end()

    def _scalar(self, column: int, text: str, typed: str = "") -> Scalar:
        place = self._place(column, column + len(typed or text))
        return Scalar(*place, text, plain=not typed)

    def _place(self, column: int, end: int) -> tuple[int, int, int, int]:
        start = self.starts[self.at]
        return start + column, start + end, self.at + 1, column + 1


def _lies_at(line: str, indent: int) -> bool:
    """Begins exactly there and holds nothing that folding would treat in its own way."""
    return SPACES.match(line).end() == indent < len(line) and not line.endswith(" ")
