"""Rows of a CSV as scenarios, read by the same rules as scenario files."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from recommender.documents import node as nodes
from recommender.documents.node import Malformed, Node, Scalar
from recommender.documents.reading import read_document
from recommender.expectations import Known
from recommender.scenario.exchange.columns import COLUMNS, fused
from recommender.scenario.reading import Misread, read_scenario
from recommender.scenario.scenario import ID, Scenario

LINES = re.compile(r"[\r\n]+")
REMEDIES = {
    "bought": "separate product ids by commas, as tent-2p, lamp-01.",
    "expect": "write one expectation a line, as includes_category: {category: sleeping}.",
    "shopper": "write it as segment: new, country: FR.",
    "tags": "separate tags by commas, as gift, children.",
}


def read_row(number: int, row: Mapping[str, str | None], known: Known | None) -> Scenario:
    """`number` counts as a spreadsheet shows it; Misread with every cell that is wrong."""
    cells = {name: fused(cell) for name, cell in row.items() if cell}
    troubles, entries = [], []
    for name in COLUMNS[1:]:
        if name not in cells:
            continue
        place = COLUMNS.index(name)
        try:
            entries.append((_scalar(number, place, name), _node(number, place, cells[name])))
        except Malformed as trouble:
            troubles.append(trouble)
    scenario_id = cells.get("id", "").strip()
    if not ID.fullmatch(scenario_id):
        troubles.append(Malformed(number, 0, _wrong_id(scenario_id)))
    root = nodes.Mapping(0, 0, number, COLUMNS.index("title"), tuple(entries), flow=False)
    try:
        scenario = read_scenario(scenario_id, root, known)
    except Misread as misread:
        troubles += misread.troubles
    if troubles:
        raise Misread(troubles)
    return scenario


def sentences(misread: Misread) -> Iterator[str]:
    for each in misread.troubles:
        yield f"Row {each.line}, {COLUMNS[each.column]}: {each.sentence}"


def _wrong_id(text: str) -> str:
    if not text:
        return "It is empty; name the scenario, as the-new-camper."
    return f"{text[:80]!r} is no name; use small letters, digits and hyphens, at most 64."


def _node(row: int, place: int, cell: str) -> Node:
    """A cell's value, every part of it placed in the cell."""
    name = COLUMNS[place]
    if name in ("title", "story", "owner"):
        return _scalar(row, place, cell)
    if name in ("as_of", "slate_size"):
        return _scalar(row, place, cell.strip(), plain=True)
    opening, closing = "{}" if name == "shopper" else "[]"
    lines = (line.strip().rstrip(",") for line in LINES.split(cell))
    inside = ", ".join(filter(None, lines))
    try:
        return _placed(row, place, read_document(f"{opening}{inside}{closing}"))
    except Malformed as error:
        sentence = f"It cannot be read; {REMEDIES[name]}"
        raise Malformed(row, place, sentence) from error


def _scalar(row: int, place: int, text: str, plain: bool = False) -> Scalar:
    return Scalar(0, 0, row, place, text, plain)


def _placed(row: int, place: int, node: Node) -> Node:
    moved: Callable[[Node], Node] = partial(_placed, row, place)
    here = replace(node, line=row, column=place)
    if isinstance(node, nodes.Sequence):
        return replace(here, items=tuple(map(moved, node.items)))
    if isinstance(node, nodes.Mapping):
        return replace(here, entries=tuple((moved(key), moved(value)) for key, value in node))
    return here
