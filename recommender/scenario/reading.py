"""From a YAML document to a scenario, with every word that is wrong and its place."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from recommender.candidate import SLATE_SIZE
from recommender.documents.node import Malformed, Mapping, Node, Scalar, value
from recommender.expectations import Expectation, Known, WrongExpectation, expect
from recommender.expectations.vocabulary import takes_text
from recommender.refusal import Refusal
from recommender.scenario import fields
from recommender.scenario.scenario import Scenario
from recommender.situation import Bought, Situation
from recommender.words import did_you_mean

MOST_BOUGHT = 1_000
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
        found = self._fields(root, FIELDS)
        if "title" not in found:
            self.troubles.append(root.malformed("The scenario lacks its title; add `title:`."))
        as_of = self._read(found, "as_of", fields.as_of, None)
        bought = self._read(found, "bought", lambda node: self._all_bought(node, as_of), ())
        shopper = self._read(found, "shopper", fields.shopper, {})
        return Scenario(
            scenario_id,
            self._read(found, "title", fields.title, ""),
            self._read(found, "story", fields.story, ""),
            Situation(bought, shopper, as_of),
            self._read(found, "slate_size", fields.slate_size, SLATE_SIZE),
            self._read(found, "tags", fields.tags, ()),
            self._read(found, "owner", fields.owner, None),
            self._read(found, "expect", self._expectations, ()),
        )

    def _fields(self, mapping: Mapping, allowed: tuple[str, ...]) -> dict[str, Node]:
        """What is there; a field left empty is not, but for those that everything needs."""
        found = {}
        for key, node in mapping:
            if key.text not in allowed:
                hint = did_you_mean(key.text, allowed)
                self.troubles.append(key.malformed(f"There is no field {key.text!r}.{hint}"))
            elif key.text in ("title", "product") or not fields.is_missing(node):
                found[key.text] = node
        return found

    def _read(self, found: dict[str, Node], name: str, read: Callable[[Node], T], default: T) -> T:
        if name not in found:
            return default
        try:
            return read(found[name])
        except Malformed as trouble:
            self.troubles.append(trouble)
            return default

    def _each(self, node: Node, name: str, read: Callable[[Node], T]) -> Iterator[T]:
        for item in fields.items(node, name):
            try:
                yield read(item)
            except Malformed as trouble:
                self.troubles.append(trouble)

    def _all_bought(self, node: Node, as_of: date | None) -> tuple[Bought, ...]:
        if len(fields.items(node, "bought")) > MOST_BOUGHT:
            raise node.malformed(f"Over {MOST_BOUGHT} products are bought; keep the telling ones.")
        return tuple(self._each(node, "bought", lambda item: self._bought(item, as_of)))

    def _bought(self, node: Node, as_of: date | None) -> Bought:
        if not isinstance(node, Mapping):
            return Bought(self._product(node))
        found = self._fields(node, BOUGHT_FIELDS)
        if "product" not in found:
            raise node.malformed("What was bought lacks its product; add `product:`.")
        product = self._read(found, "product", self._product, "")
        quantity = self._read(found, "quantity", fields.quantity, 1)
        on = self._read(found, "on", lambda day: fields.on(day, as_of), None)
        return Bought(product, quantity, on)

    def _product(self, node: Node) -> str:
        product_id = fields.text(node, "product")
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
    if fields.is_missing(options):
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
