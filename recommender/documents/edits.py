"""Changing a YAML text only where its values changed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from recommender.documents.node import Mapping, Node, Sequence
from recommender.documents.writing import block, entry, flow, item, word


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A file's text, asked for lines."""

    text: str

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Just after the line's end, or the end of the text."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def begins_line(self, offset: int) -> bool:
        return not self.text[self.line_start(offset) : offset].strip()

    def ends_line(self, offset: int) -> bool:
        return not self.text[offset : self.line_end(offset)].strip()

    def insertion(self, offset: int, lines: str) -> Edit:
        """`lines` (each ended) after the line of `offset`, which may be the last and not ended."""
        end = self.line_end(offset)
        ended = self.text.endswith("\n", 0, end)
        return Edit(end, end, lines if ended else "\n" + lines.removesuffix("\n"))

    def deletion(self, start: int, end: int) -> Edit:
        return Edit(self.line_start(start), self.line_end(end), "")


def changed(text: str, root: Node, old: object, new: object) -> str:
    """`text`, which was read as `root` and means `old`, so that it means `new`.

    Both are plain, mappings in the order wanted for what is new. A value may be written in a
    longer form than `old` has it: it is left alone until it changes. Line ends stay as they are.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces, last = [], 0
    edits = differences(Page(text), root, old, new, 0)
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        pieces += text[last : edit.start], edit.text.replace("\n", newline)
        last = edit.end
    return "".join((*pieces, text[last:]))


def differences(
    page: Page, node: Node, old: object, new: object, depth: int | None
) -> Iterator[Edit]:
    """`depth` counts from the root; None inside brackets and braces."""
    if old == new and type(old) is type(new):
        return
    if isinstance(node, Mapping) and isinstance(old, dict) and isinstance(new, dict):
        yield from _mapping(page, node, old, new, None if node.flow else depth)
    elif isinstance(node, Sequence) and isinstance(old, list) and isinstance(new, list):
        yield from _sequence(page, node, old, new, None if node.flow else depth)
    else:
        yield _whole(page, node, new, depth)


def _whole(page: Page, node: Node, new: object, depth: int | None) -> Edit:
    if depth is None:
        text = flow(new)
    elif depth == 1 and isinstance(new, str) and page.ends_line(node.end):
        text = block(new)
    else:
        text = item(new)
    return Edit(node.start, node.end, text if node.start < node.end else f" {text}")


def _mapping(page: Page, node: Mapping, old: dict, new: dict, depth: int | None) -> Iterator[Edit]:
    gone = [pair for pair in node if pair[0].text in old and pair[0].text not in new]
    added = [key for key in new if not node.entry(key)]
    if (gone or added) and not (depth is not None and _can_lose(page, node, gone)):
        yield _whole(page, node, new, depth)
        return
    below = None if depth is None else depth + 1
    for key, value in node:
        if key.text in new:
            yield from differences(page, value, old.get(key.text), new[key.text], below)
    for key, value in gone:
        yield page.deletion(key.start, value.end)
    for key in added:
        yield _addition(page, node, new, key, depth == 0)


def _can_lose(page: Page, node: Mapping, gone: list) -> bool:
    """Lines go as a whole, and something must stay."""
    return len(gone) < len(node.entries) and all(page.begins_line(key.start) for key, _ in gone)


def _addition(page: Page, node: Mapping, new: dict, key: str, top: bool) -> Edit:
    """After the entry that the wanted order puts before it."""
    before = list(new)[: list(new).index(key)]
    anchors = [node.entry(each) for each in reversed(before) if node.entry(each)]
    anchor, value = anchors[0] if anchors else node.entries[0]
    indent = " " * (anchor.column - 1)
    lines = entry(key, new[key]) if top else f"{word(key)}: {flow(new[key])}\n"
    return page.insertion(value.end, indent + lines)


def _sequence(
    page: Page, node: Sequence, old: list, new: list, depth: int | None
) -> Iterator[Edit]:
    steps = list(_steps(old, new))
    resized = any(was is None or becomes is None for was, becomes, _ in steps)
    if resized and (depth is None or not new or not _stands_in_lines(page, node)):
        yield _whole(page, node, new, depth)
        return
    below = None if depth is None else depth + 1
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
    return json.dumps(value, default=str)


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
