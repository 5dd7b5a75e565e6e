"""Product feeds in XML: RSS and Atom as shops publish them, an item a row."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import pyarrow as pa
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from recommender.sources.fault import fault
from recommender.sources.unpacking import unpacked

ITEMS = ("item", "entry")
FIRST = 200
"""Items that tell a feed's names."""


def column_names(path: Path) -> list[str]:
    """The names that the first items of the feed use, without their namespace, as first seen."""
    return list(dict.fromkeys(name for item in islice(_items(path), FIRST) for name in item))


def read_table(path: Path) -> pa.Table:
    """Every cell text, null where an item does not say it; of a name that stands several times in
    one item, such as further pictures, the cell has the first."""
    items = list(_items(path))
    names = dict.fromkeys(name for item in items for name in item)
    columns = [pa.array([item.get(name) for item in items], pa.string()) for name in names]
    return pa.table(columns, names=list(names))


def feed_title(path: Path) -> str:
    """What the feed calls itself; "" where it does not."""
    with unpacked(path) as stream:
        try:
            for _, node in iterparse(stream, events=("end",)):
                if _name(node) in ITEMS:
                    return ""
                if _name(node) == "title":
                    return (node.text or "").strip()
        except (ParseError, DefusedXmlException):
            return ""
    return ""


def _items(path: Path) -> Iterator[dict[str, str]]:
    with unpacked(path) as stream:
        try:
            above: list[Element] = []
            for event, node in iterparse(stream, events=("start", "end")):
                if event == "start":
                    above.append(node)
                    continue
                above.pop()
                if _name(node) in ITEMS:
                    yield _cells(node)
                    node.clear()
                    if above:
                        above[-1].remove(node)
        except ParseError as error:
            row = error.position[0]
            raise fault(path, f"it is no XML ({error})", "save the feed again", row) from error
        except DefusedXmlException as error:
            what = "it defines entities, which no feed needs"
            raise fault(path, what, "save the feed without a DOCTYPE") from error


def _cells(item: Element) -> dict[str, str]:
    """An Atom entry's links say their address in an attribute."""
    cells: dict[str, str] = {}
    for node in item:
        text = (node.text or "").strip() or node.get("href", "").strip()
        if text:
            cells.setdefault(_name(node), text)
    return cells


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2]
