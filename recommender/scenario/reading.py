"""From a YAML document to a scenario, with every word that is wrong and its place."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from recommender.documents.node import Malformed, Mapping, Node, Scalar, Sequence, value
from recommender.expectations import Expectation, Known, WrongExpectation, expect
from recommender.expectations.vocabulary import takes_text
from recommender.refusal import Refusal
from recommender.scenario.scenario import Scenario
from recommender.situation import Bought, Situation
from recommender.words import did_you_mean

MOST_BOUGHT = 1_000
MOST_QUANTITY = 9_999
MOST_SLATE_SIZE = 100
LONGEST = {"title": 200, "story": 4_000, "owner": 200, "tag": 64, "product": 200}
FIELDS = (
    "title",
    "story",
    "shopper",
    "as_of",
    "bought",
    "slate_size",
    "tags",
    "owner",
    "expect",
)
BOUGHT_FIELDS = ("product", "on", "quantity")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

T = TypeVar("T")


class Misread(Refusal):
    """All that is wrong in one file, in the file's order."""

    def __init__(self, troubles: Iterable[Malformed]):
        self.troubles = tuple(sorted(troubles, key=lambda each: (each.line, each.column)))
        super().__init__(" ".join(map(str, self.troubles)))


def read_scenario(scenario_id: str, root: Node, known: Known | None = None) -> Scenario:
    """Misread where anything is wrong; products and categories are looked up where `known`."""
    if not isinstance(root, Mapping):
        raise Misread([root.malformed("A scenario begins with `title:`.")])
    reading = _Reading(known)
    scenario = reading.scenario(scenario_id, root)
    if reading.troubles:
        raise Misread(reading.troubles)
    return scenario


class _Reading:
    """One file being read: what is wrong is noted, and reading goes on."""

    def __init__(self, known: Known | None):
        self.known = known
        self.troubles: list[Malformed] = []

    def scenario(self, scenario_id: str, root: Mapping) -> Scenario:
        fields = self._fields(root, FIELDS)
        if "title" not in fields:
            self.troubles.append(root.malformed("The scenario lacks its title; add `title:`."))
        as_of = self._read(fields, "as_of", lambda node: _past(node, "as_of"), None)
        bought = self._read(fields, "bought", lambda node: self._all_bought(node, as_of), ())
        situation = Situation(bought, self._read(fields, "shopper", _shopper, {}), as_of)
        return Scenario(
            scenario_id,
            self._read(fields, "title", lambda node: _text(node, "title"), ""),
            self._read(fields, "story", lambda node: _text(node, "story"), ""),
            situation,
            self._read(fields, "slate_size", _slate_size, 12),
            self._read(fields, "tags", _tags, ()),
            self._read(fields, "owner", lambda node: _text(node, "owner"), None),
            self._read(fields, "expect", self._expectations, ()),
        )

    def _fields(self, mapping: Mapping, allowed: tuple[str, ...]) -> dict[str, Node]:
        """What is there; a field left empty is not, but for those that everything needs."""
        fields = {}
        for key, node in mapping:
            if key.text not in allowed:
                hint = did_you_mean(key.text, allowed)
                self.troubles.append(key.malformed(f"There is no field {key.text!r}.{hint}"))
            elif key.text in ("title", "product") or not _is_missing(node):
                fields[key.text] = node
        return fields

    def _read(self, fields: dict[str, Node], name: str, read: Callable[[Node], T], default: T) -> T:
        if name not in fields:
            return default
        try:
            return read(fields[name])
        except Malformed as trouble:
            self.troubles.append(trouble)
            return default

    def _each(self, node: Node, name: str, read: Callable[[Node], T]) -> Iterator[T]:
        for item in _items(node, name):
            try:
                yield read(item)
            except Malformed as trouble:
                self.troubles.append(trouble)

    def _all_bought(self, node: Node, as_of: date | None) -> tuple[Bought, ...]:
        if len(_items(node, "bought")) > MOST_BOUGHT:
            raise node.malformed(f"Over {MOST_BOUGHT} products are bought; keep the telling ones.")
        return tuple(self._each(node, "bought", lambda item: self._bought(item, as_of)))

    def _bought(self, node: Node, as_of: date | None) -> Bought:
        if not isinstance(node, Mapping):
            return Bought(self._product(node))
        fields = self._fields(node, BOUGHT_FIELDS)
        if "product" not in fields:
            raise node.malformed("What was bought lacks its product; add `product:`.")
        product = self._read(fields, "product", self._product, "")
        quantity = self._read(fields, "quantity", _quantity, 1)
        return Bought(
            product, quantity, self._read(fields, "on", lambda on: _before(on, as_of), None)
        )

    def _product(self, node: Node) -> str:
        product_id = _text(node, "product")
        wrong = self.known and self.known.wrong_value("product_id", product_id)
        if wrong:
            raise node.malformed(wrong)
        return product_id

    def _expectations(self, node: Node) -> tuple[Expectation, ...]:
        return tuple(self._each(node, "expect", self._expectation))

    def _expectation(self, node: Node) -> Expectation:
        name, options = _stated(node)
        told = {key.text: _option(name.text, key.text, each) for key, each in options}
        try:
            return expect(name.text, told, self.known)
        except WrongExpectation as wrong:
            raise _culprit(name, options, wrong).malformed(str(wrong)) from wrong


def _stated(node: Node) -> tuple[Scalar, tuple[tuple[Scalar, Node], ...]]:
    """The name and the options; a name alone has none."""
    if isinstance(node, Scalar):
        return node, ()
    if not isinstance(node, Mapping) or not node.entries:
        raise node.malformed(
            "An expectation is one name with its options, as NAME: {OPTION: VALUE}."
        )
    name, options = node.entries[0]
    if len(node.entries) > 1:
        extra = node.entries[1][0]
        raise extra.malformed(
            f"{extra.text!r} does not belong here: indent it below {name.text}, "
            "or begin a new expectation with a dash."
        )
    if isinstance(options, Mapping):
        return name, options.entries
    if _is_missing(options):
        return name, ()
    raise options.malformed(f"The options of {name.text} stand in braces, as {{OPTION: VALUE}}.")


def _option(name: str, option: str, node: Node) -> object:
    text = isinstance(node, Scalar) and takes_text(name, option)
    return node.text if text else value(node)


def _culprit(
    name: Scalar, options: tuple[tuple[Scalar, Node], ...], wrong: WrongExpectation
) -> Node:
    for key, node in options:
        if key.text == wrong.option:
            return key if "no option" in str(wrong) else node
    return name


def _is_missing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.missing


def _items(node: Node, name: str) -> tuple[Node, ...]:
    if not isinstance(node, Sequence):
        raise node.malformed(f"{name} is a list: each entry on a line of its own, after a dash.")
    return node.items


def _text(node: Node, name: str) -> str:
    if not isinstance(node, Scalar):
        raise node.malformed(f"{name} is a text; put it in quotes if it holds brackets or a colon.")
    if not node.text.strip():
        raise node.malformed(f"{name} is empty; fill it in.")
    if len(node.text) > LONGEST[name]:
        raise node.malformed(f"{name} is over {LONGEST[name]} characters long; shorten it.")
    return node.text


def _tags(node: Node) -> tuple[str, ...]:
    return tuple(_text(item, "tag") for item in _items(node, "tags"))


def _shopper(node: Node) -> dict:
    if not isinstance(node, Mapping):
        raise node.malformed("shopper is a list of facts, as {segment: new, country: FR}.")
    return value(node)


def _whole(node: Node, name: str, most: int) -> int:
    number = value(node)
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= most:
        raise node.malformed(f"{name} is a whole number from 1 to {most}.")
    return number


def _slate_size(node: Node) -> int:
    return _whole(node, "slate_size", MOST_SLATE_SIZE)


def _quantity(node: Node) -> int:
    return _whole(node, "quantity", MOST_QUANTITY)


def _past(node: Node, name: str) -> date:
    day = _day(node, name)
    if day > _today():
        raise node.malformed(f"{name} is {day}, in the future; no date may be after today.")
    return day


def _before(node: Node, as_of: date | None) -> date:
    day = _past(node, "on")
    if as_of is not None and day > as_of:
        raise node.malformed(
            f"on is {day}, after as_of ({as_of}); nothing is bought after that day."
        )
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
