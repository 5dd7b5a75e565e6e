"""Reading a YAML file from outside: size, depth and every construct are bounded."""

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from recommender.documents.node import Malformed, Mapping, Node, Scalar, Sequence
from recommender.documents.quick import read_quickly
from recommender.text import is_storable

MOST_BYTES = 256_000
MOST_EVENTS = 10_000
MOST_DEPTH = 20
MOST_COLUMNS = 50_000
BOM = "\ufeff"
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
LEFTOVERS = (
    (
        re.compile(r"\A\ufeff?(version https://git-lfs)"),
        "Only Git LFS’s note of the file stands here; fetch it with `git lfs pull`.",
    ),
    (
        re.compile(r"^(<<<<<<< |=======$|>>>>>>> |\|{7} )", re.MULTILINE),
        "Two versions of this file are not merged yet; keep one and delete the marks.",
    ),
    (
        re.compile(r"^(```|~~~)", re.MULTILINE),
        "A code fence of a text editor or a chat stands here; delete the line.",
    ),
    (
        re.compile("^ *(?:- +)*([\xa0\u2000-\u200a\u202f\u205f\u3000])", re.MULTILINE),
        "A no-break space stands where a line is indented; use ordinary spaces.",
    ),
)
"""What other programs leave in files, each with the sentence that says so."""
CUT = re.compile(r"[ \t]+(#[^\s#][^\n]*)")
WORDS = re.compile(r"[^\W\d_]{2}")
DIRECTIVE = re.compile("(?:\\A\ufeff?|[\n\r\x85\u2028\u2029])(%)")


def decode(raw: bytes) -> str:
    """The file's text, its byte order mark kept; Malformed where it is too large or not UTF-8."""
    if len(raw) > MOST_BYTES:
        raise Malformed(1, 1, f"The file is over {MOST_BYTES // 1000} kB; make it smaller.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        sentence = "This is not UTF-8; save the file as UTF-8."
        raise _malformed(before, len(before), sentence) from error


def read_document(text: str) -> Node:
    """The one document in `text`; Malformed at the first thing that does not belong there."""
    _refuse_characters(text)
    _refuse_leftovers(text)
    _refuse_long_lines(text)
    return read_quickly(text) or read_fully(text)


def read_fully(text: str) -> Node:
    """Whatever YAML allows, of which `read_quickly` knows the ordinary shapes."""
    events = _nodes(text)
    first = next(events, None)
    if first is None:
        raise Malformed(1, 1, "The file is empty; delete it or fill it in.")
    node = _node(text, first, events, 1)
    next(events, None)
    return node


def _refuse_characters(text: str) -> None:
    found = UNPRINTABLE.search(text, 1 if text.startswith(BOM) else 0)
    if found:
        sentence = f"The character U+{ord(found[0]):04X} cannot stand in a YAML file; delete it."
        raise _malformed(text, found.start(), sentence)
    found = DIRECTIVE.search(text)
    if found:
        raise _malformed(text, found.start(1), "Directives (%) are not allowed; delete the line.")


def _refuse_leftovers(text: str) -> None:
    for pattern, sentence in LEFTOVERS:
        if found := pattern.search(text):
            raise _malformed(text, found.start(1), sentence)


def _refuse_long_lines(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MOST_COLUMNS:
            sentence = f"The line is over {MOST_COLUMNS} characters long; break it."
            raise Malformed(number, MOST_COLUMNS + 1, sentence)


def _malformed(text: str, offset: int, sentence: str) -> Malformed:
    before = text[:offset]
    return Malformed(before.count("\n") + 1, offset - before.rfind("\n"), sentence)


def _at(event: Event, sentence: str) -> Malformed:
    return Malformed(event.start_mark.line + 1, event.start_mark.column + 1, sentence)


def _nodes(text: str) -> Iterator[Event]:
    """Streamed, so what is refused early costs nothing later, in a second at most; ruamel's pure
    parser keeps its own stack. It lets chr()'s errors through where an escape is no character."""
    last = None
    documents = 0
    try:
        for count, event in enumerate(YAML(typ="safe", pure=True).parse(text)):
            last = event
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                raise _at(event, "A second document starts here; keep one in a file.")
            if count > MOST_EVENTS:
                raise _at(event, f"The file has over {MOST_EVENTS} entries; make it smaller.")
            if isinstance(event, NodeEvent | MappingEndEvent | SequenceEndEvent):
                yield event
    except MarkedYAMLError as error:
        mark = error.context_mark if _is_unfinished(error) else error.problem_mark
        raise Malformed(mark.line + 1, mark.column + 1, _sentence(error)) from error
    except (ValueError, OverflowError) as error:
        raise _at(last, "An escape in the text after this names no character.") from error


def _is_unfinished(error: MarkedYAMLError) -> bool:
    """Where the end of the file is the problem, the place to mend is where it began."""
    ended = re.search("end of stream|stream end", str(error.problem))
    return bool(ended and error.context_mark)


def _sentence(error: MarkedYAMLError) -> str:
    problem = str(error.problem or error.context)
    if "'\\t'" in problem:
        return "A tab cannot indent; use spaces."
    if problem.startswith("mapping values"):
        return "A colon cannot stand here; put a text that holds one in quotes."
    return f"This is not YAML: {problem}."


def _node(text: str, event: Event, events: Iterator[Event], depth: int) -> Node:
    _refuse(event, depth)
    if isinstance(event, ScalarEvent):
        return _scalar(text, event)
    build = _sequence if isinstance(event, SequenceStartEvent) else _mapping
    return build(text, event, events, depth)


def _refuse(event: Event, depth: int) -> None:
    if isinstance(event, AliasEvent) or event.anchor is not None:
        raise _at(event, "Anchors and aliases (& and *) are not allowed; write it out.")
    if event.tag is not None:
        raise _at(event, "Tags (!) are not allowed; delete it, or put the text in quotes.")
    if isinstance(event, CollectionStartEvent) and depth > MOST_DEPTH:
        raise _at(event, f"This lies more than {MOST_DEPTH} levels deep; make it flatter.")


def _place(event: Event, end: int) -> dict[str, int]:
    mark = event.start_mark
    return {"start": mark.index, "end": end, "line": mark.line + 1, "column": mark.column + 1}


def _scalar(text: str, event: ScalarEvent) -> Scalar:
    """A block text's mark ends with the blank lines below it: they are not its own."""
    if not is_storable(event.value):
        raise _at(event, "This text holds a character that cannot be stored; delete it.")
    start, end = event.start_mark.index, event.end_mark.index
    end = start + len(text[start:end].rstrip())
    return Scalar(**_place(event, end), text=event.value, plain=event.style is None)


def _sequence(text: str, start: Event, events: Iterator[Event], depth: int) -> Sequence:
    items = []
    while not isinstance(event := next(events), SequenceEndEvent):
        items.append(_node(text, event, events, depth + 1))
    flow = bool(start.flow_style)
    end = event.end_mark.index if flow else items[-1].end
    return Sequence(**_place(start, end), items=tuple(items), flow=flow)


def _mapping(text: str, start: MappingStartEvent, events: Iterator[Event], depth: int) -> Mapping:
    entries: dict[str, tuple[Scalar, Node]] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        key = _node(text, event, events, depth + 1)
        _refuse_key(key, entries)
        value = _node(text, next(events), events, depth + 1)
        _refuse_cut(text, value)
        entries[key.text] = key, value
    flow = bool(start.flow_style)
    end = event.end_mark.index if flow else _last(entries)
    return Mapping(**_place(start, end), entries=tuple(entries.values()), flow=flow)


def _refuse_cut(text: str, value: Node) -> None:
    """Of `title: Camper #1 likes tea` only the camper would be left, without a word."""
    if not isinstance(value, Scalar) or not value.plain or not WORDS.search(value.text):
        return
    if found := CUT.match(text, value.end):
        sentence = (
            f"The text ends before {found[1][:40]!r}, which counts as a remark; put the whole text "
            "in quotes, or a blank after # if it is one."
        )
        raise _malformed(text, found.start(1), sentence)


def _last(entries: dict[str, tuple[Scalar, Node]]) -> int:
    return max(each.end for pair in entries.values() for each in pair)


def _refuse_key(key: Node, known: dict[str, tuple[Scalar, Node]]) -> None:
    if not isinstance(key, Scalar):
        raise key.malformed("A key must be one word.")
    if key.plain and key.text == "<<":
        raise key.malformed("Merge keys (<<) are not allowed; write the entries out.")
    if key.text in known:
        line = known[key.text][0].line
        raise key.malformed(f"{key.text!r} stands twice (first in line {line}); keep one.")
