"""The fields of a scenario file, each read from its place."""

import re
from datetime import UTC, date, datetime, timedelta

from recommender.documents.node import Mapping, Node, Scalar, Sequence, value

MOST_QUANTITY = 9_999
MOST_SLATE_SIZE = 100
LONGEST = {"title": 200, "story": 4_000, "owner": 200, "tag": 64, "product": 200}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_missing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.missing


def items(node: Node, name: str) -> tuple[Node, ...]:
    if not isinstance(node, Sequence):
        raise node.malformed(f"{name} is a list: each entry on a line of its own, after a dash.")
    return node.items


def text(node: Node, name: str) -> str:
    if not isinstance(node, Scalar):
        raise node.malformed(f"{name} is a text; put it in quotes if it holds brackets or a colon.")
    if not node.text.strip():
        raise node.malformed(f"{name} is empty; fill it in.")
    if len(node.text) > LONGEST[name]:
        raise node.malformed(f"{name} is over {LONGEST[name]} characters long; shorten it.")
    return node.text


def title(node: Node) -> str:
    return text(node, "title")


def story(node: Node) -> str:
    return text(node, "story")


def owner(node: Node) -> str:
    return text(node, "owner")


def tags(node: Node) -> tuple[str, ...]:
    return tuple(text(item, "tag") for item in items(node, "tags"))


def shopper(node: Node) -> dict:
    if not isinstance(node, Mapping):
        raise node.malformed("shopper is a list of facts, as {segment: new, country: FR}.")
    return value(node)


def _whole(node: Node, name: str, most: int) -> int:
    number = value(node)
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= most:
        raise node.malformed(f"{name} is a whole number from 1 to {most}.")
    return number


def slate_size(node: Node) -> int:
    return _whole(node, "slate_size", MOST_SLATE_SIZE)


def quantity(node: Node) -> int:
    return _whole(node, "quantity", MOST_QUANTITY)


def as_of(node: Node) -> date:
    return _past(node, "as_of")


def on(node: Node, latest: date | None) -> date:
    """`latest` is the scenario's as_of."""
    day = _past(node, "on")
    if latest is not None and day > latest:
        raise node.malformed(f"on is {day}, after as_of ({latest}); nothing is bought after it.")
    return day


def _past(node: Node, name: str) -> date:
    day = _day(node, name)
    if day > _today():
        raise node.malformed(f"{name} is {day}, in the future; no date may be after today.")
    return day


def _day(node: Node, name: str) -> date:
    if isinstance(node, Scalar) and DAY.fullmatch(node.text):
        try:
            return date.fromisoformat(node.text)
        except ValueError as error:
            raise node.malformed(
                f"{name} is {node.text}, which is no day of the calendar."
            ) from error
    raise node.malformed(f"{name} is a date, written as 2026-03-10.")


def _today() -> date:
    """Wherever it is latest: a scenario written today anywhere loads everywhere."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()
