"""Changing a YAML text only where its values changed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from enum import StrEnum

from recommender.documents.node import Mapping, Node, Sequence
from recommender.documents.page import Edit, Page
from recommender.documents.writing import block, entry, flow, item, scalar, word


class Place(StrEnum):
    """Where a value stands, which decides how it may be written."""

    ROOT = "root"
    FIELD = "field"
    ENTRY = "entry"
    ITEM = "item"
    BRACES = "braces"


BELOW = {Place.ROOT: Place.FIELD, Place.BRACES: Place.BRACES}


def changed(text: str, root: Node, old: object, new: object) -> str:
    """`text`, which was read as `root` and means `old`, so that it means `new`.

    Both are plain, mappings in the order wanted for what is new. A value may be written in a
    longer form than `old` has it: it is left alone until it changes. Line ends stay as they are.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces, last = [], 0
    edits = differences(Page(text), root, old, new, Place.ROOT)
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        pieces += text[last : edit.start], edit.text.replace("\n", newline)
        last = edit.end
    return "".join((*pieces, text[last:]))


def differences(page: Page, node: Node, old: object, new: object, place: Place) -> Iterator[Edit]:
    """What turns `node` into `new`."""
    if _key(old) == _key(new):
        return
    if isinstance(node, Mapping) and isinstance(old, dict) and isinstance(new, dict):
        yield from _mapping(page, node, old, new, Place.BRACES if node.flow else place)
    elif isinstance(node, Sequence) and isinstance(old, list) and isinstance(new, list):
        yield from _sequence(page, node, old, new, Place.BRACES if node.flow else place)
    else:
        yield _whole(page, node, new, place)


def _whole(page: Page, node: Node, new: object, place: Place) -> Edit:
    if place is Place.ITEM:
        text = item(new)
    elif place is Place.BRACES or not isinstance(new, str):
        text = flow(new)
    else:
        own_lines = place is Place.FIELD and page.ends_line(node.end)
        text = block(new) if own_lines else scalar(new)
    return Edit(node.start, node.end, text if node.start < node.end else f" {text}")


def _mapping(page: Page, node: Mapping, old: dict, new: dict, place: Place) -> Iterator[Edit]:
    gone = [pair for pair in node if pair[0].text in old and pair[0].text not in new]
    added = [key for key in new if not node.entry(key)]
    if (gone or added) and (place is Place.BRACES or not _can_lose(page, node, gone)):
        yield _whole(page, node, new, place)
        return
    below = BELOW.get(place, Place.ENTRY)
    for key, value in node:
        if key.text in new:
            placed = _placed(page, key, value)
            yield from differences(page, placed, old.get(key.text), new[key.text], below)
    for key, value in gone:
        yield page.deletion(key.start, value.end)
    for key in added:
        yield _addition(page, node, new, key, place)


def _placed(page: Page, key: Node, value: Node) -> Node:
    """ruamel puts a value that is not there wherever it stops looking: it belongs to its colon."""
    if value.start < value.end:
        return value
    colon = page.text.index(":", key.end) + 1
    return replace(value, start=colon, end=colon)


def _can_lose(page: Page, node: Mapping, gone: list) -> bool:
    """Lines go as a whole, and something must stay."""
    return len(gone) < len(node.entries) and all(page.begins_line(key.start) for key, _ in gone)


def _addition(page: Page, node: Mapping, new: dict, key: str, place: Place) -> Edit:
    """After the entry that the wanted order puts before it."""
    before = list(new)[: list(new).index(key)]
    anchors = [node.entry(each) for each in reversed(before) if node.entry(each)]
    anchor, value = anchors[0] if anchors else node.entries[0]
    indent = " " * (anchor.column - 1)
    inner = f"{word(key)}: {flow(new[key])}\n"
    lines = entry(key, new[key]) if place is Place.ROOT else inner
    return page.insertion(value.end, indent + lines)


def _sequence(page: Page, node: Sequence, old: list, new: list, place: Place) -> Iterator[Edit]:
    steps = list(_steps(old, new))
    resized = any(was is None or becomes is None for was, becomes, _ in steps)
    if resized and (place is Place.BRACES or not new or not _stands_in_lines(page, node)):
        yield _whole(page, node, new, place)
        return
    below = place if place is Place.BRACES else Place.ITEM
    for was, becomes, before in steps:
        if becomes is None:
            yield page.deletion(_dash(page, node.items[was]), node.items[was].end)
        elif was is None:
            yield _insertion(page, node, before, new[becomes])
        else:
            yield from differences(page, node.items[was], old[was], new[becomes], below)


def _steps(old: list, new: list) -> Iterator[tuple[int | None, int | None, int]]:
    """Pairs of old and new positions: a change, a deletion (None second) or an insertion (None
    first); third how many old ones stand before it."""
    matcher = SequenceMatcher(None, list(map(_key, old)), list(map(_key, new)), autojunk=False)
    for name, start, end, fresh_start, fresh_end in matcher.get_opcodes():
        if name == "equal":
            continue
        for step in range(max(end - start, fresh_end - fresh_start)):
            was = start + step if start + step < end else None
            becomes = fresh_start + step if fresh_start + step < fresh_end else None
            yield was, becomes, end


def _key(value: object) -> str:
    return json.dumps(with_whole_numbers(value), default=str)


def with_whole_numbers(value: object) -> object:
    """1.0 as 1, as JSON that passed through a browser has it: both mean the same."""
    if isinstance(value, dict):
        return {key: with_whole_numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [with_whole_numbers(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _dash(page: Page, node: Node) -> int:
    return page.text.rindex("-", 0, node.start)


def _stands_in_lines(page: Page, node: Sequence) -> bool:
    return all(page.begins_line(_dash(page, each)) for each in node.items)


def _insertion(page: Page, node: Sequence, before: int, value: object) -> Edit:
    dash = _dash(page, node.items[0])
    start = page.line_start(dash)
    line = f"{page.text[start:dash]}- {item(value)}\n"
    if before:
        return page.insertion(node.items[before - 1].end, line)
    return Edit(start, start, line)
