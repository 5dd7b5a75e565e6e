"""A value in a YAML file, with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recommender.refusal import Refusal

WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
MISSING = frozenset({"", "~", "null"})
MOST_EXACT = 2**53 - 1


class Malformed(Refusal):
    """A place in a file that cannot be followed; lines and columns count from 1."""

    def __init__(self, line: int, column: int, sentence: str):
        super().__init__(f"line {line}, column {column}: {sentence}")
        self.line, self.column, self.sentence = line, column, sentence


@dataclass(frozen=True, slots=True)
class Node:
    """`start` and `end` are offsets into the file's text; a block ends with its last word."""

    start: int
    end: int
    line: int
    column: int

    def malformed(self, sentence: str) -> Malformed:
        return Malformed(self.line, self.column, sentence)


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """Its text is what was typed; `plain` is without quotes."""

    text: str
    plain: bool

    @property
    def missing(self) -> bool:
        return self.plain and self.text in MISSING


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    items: tuple[Node, ...]
    flow: bool


@dataclass(frozen=True, slots=True)
class Mapping(Node):
    entries: tuple[tuple[Scalar, Node], ...]
    flow: bool

    def entry(self, key: str) -> tuple[Scalar, Node] | None:
        return next((each for each in self.entries if each[0].text == key), None)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


def value(node: Node) -> object:
    """Plain Python. Only true, false, null and ordinary numbers are more than text: `012`, `NO`,
    `1e3`, `12:30:45`, `2026-03-01` and numbers too long to be exact stay what was typed."""
    if isinstance(node, Scalar):
        return _scalar(node)
    if isinstance(node, Sequence):
        return [value(item) for item in node.items]
    return {key.text: value(each) for key, each in node.entries}


def _scalar(node: Scalar) -> object:
    if not node.plain:
        return node.text
    if node.missing:
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    if DECIMAL.fullmatch(node.text):
        return float(node.text)
    if WHOLE.fullmatch(node.text) and len(node.text) < 18 and abs(int(node.text)) <= MOST_EXACT:
        return int(node.text)
    return node.text
