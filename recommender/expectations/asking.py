"""Every expectation as a person is asked for it: a group, a line of a menu, a sentence to fill."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from recommender.expectations.options import Column
from recommender.expectations.vocabulary import model


class Group(StrEnum):
    THERE = "Must be there"
    NEVER = "Must never be there"
    ONLY = "Only this"
    MIX = "A good mix"


class Kind(StrEnum):
    """How a field is filled in."""

    VALUE = "value"
    COLUMN = "column"
    COLUMNS = "columns"
    """One column too, named as the words for several of its values."""
    PRODUCT = "product"
    COUNT = "count"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Asking:
    """`lead` begins the sentence and stands apart: words with one `subject` change into each other
    by it. `reads` goes on; every option but the reason stands in it in braces."""

    group: Group
    asks: str
    lead: str
    reads: str
    subject: str = ""


PLACE = "{in_top}"
ASKED: Mapping[str, Asking] = {
    "includes_category": Asking(
        Group.THERE, "A category", "At least", "{at_least} from {category} " + PLACE, "category"
    ),
    "includes_brand": Asking(
        Group.THERE, "A brand", "At least", "{at_least} by {brand} " + PLACE, "brand"
    ),
    "includes_audience": Asking(
        Group.THERE,
        "Things for somebody",
        "At least",
        "{at_least} for {audience} " + PLACE,
        "audience",
    ),
    "includes_attribute": Asking(
        Group.THERE,
        "A colour, a material ...",
        "At least",
        "{at_least} of {attribute} {value} " + PLACE,
        "attribute",
    ),
    "includes_product": Asking(
        Group.THERE, "One product", "There must be", "{product} " + PLACE, "product"
    ),
    "excludes_category": Asking(
        Group.NEVER, "A category", "Nothing", "from {category} " + PLACE, "category"
    ),
    "excludes_brand": Asking(Group.NEVER, "A brand", "Nothing", "by {brand} " + PLACE, "brand"),
    "excludes_audience": Asking(
        Group.NEVER, "Things for somebody", "Nothing", "for {audience} " + PLACE, "audience"
    ),
    "excludes_attribute": Asking(
        Group.NEVER,
        "A colour, a material ...",
        "Nothing",
        "of {attribute} {value} " + PLACE,
        "attribute",
    ),
    "excludes_product": Asking(
        Group.NEVER, "One product", "Never", "{product} " + PLACE, "product"
    ),
    "nothing_already_bought": Asking(
        Group.NEVER, "What they already bought", "Nothing already bought", ""
    ),
    "everything_available": Asking(Group.NEVER, "What is sold out", "Nothing that is sold out", ""),
    "everything_with_picture": Asking(
        Group.NEVER, "What has no picture", "Nothing without a picture", ""
    ),
    "only_category": Asking(
        Group.ONLY,
        "One category",
        "Only",
        "products from {category} " + PLACE,
        "category",
    ),
    "only_brand": Asking(Group.ONLY, "One brand", "Only", "products by {brand} " + PLACE, "brand"),
    "only_audience": Asking(
        Group.ONLY,
        "Things for somebody",
        "Only",
        "products for {audience} " + PLACE,
        "audience",
    ),
    "only_attribute": Asking(
        Group.ONLY,
        "One colour, one material ...",
        "Only",
        "products of {attribute} {value} " + PLACE,
        "attribute",
    ),
    "at_most_of": Asking(
        Group.MIX,
        "Not too many of one kind",
        "At most",
        "{count} with the same {attribute} {value} " + PLACE,
    ),
    "at_least_different": Asking(
        Group.MIX,
        "Enough different kinds",
        "At least",
        "{count} different {attribute} " + PLACE,
    ),
    "price_between": Asking(
        Group.MIX,
        "Prices between two",
        "Every price between",
        "{at_least} and {at_most} " + PLACE,
    ),
    "at_least_recommendations": Asking(
        Group.MIX, "Enough products", "At least", "{count} products"
    ),
}
LABELS = {
    "product": "Product",
    "category": "Category",
    "brand": "Brand",
    "audience": "For whom",
    "attribute": "Which attribute",
    "value": "Which one",
    "at_least": "At least",
    "at_most": "At most",
    "count": "How many",
    "in_top": "Among the first",
    "because": "Because",
}
KINDS = {
    "product": Kind.PRODUCT,
    "attribute": Kind.COLUMN,
    "at_least": Kind.COUNT,
    "count": Kind.COUNT,
    "in_top": Kind.COUNT,
    "because": Kind.TEXT,
}
PRICES = frozenset({"at_least", "at_most"})


@dataclass(frozen=True)
class Blank:
    """One option to fill in; `column` is the catalogue's whose values it takes."""

    name: str
    label: str
    kind: Kind
    column: str | None
    required: bool


def blanks(word: str) -> Iterator[Blank]:
    """The options of one word, in its order."""
    for name, field in model(word).model_fields.items():
        column = next((str(each) for each in field.metadata if isinstance(each, Column)), None)
        yield Blank(name, LABELS[name], kind(word, name), column, field.is_required())


def kind(word: str, option: str) -> Kind:
    if word == "price_between" and option in PRICES:
        return Kind.NUMBER
    if word == "at_least_different" and option == "attribute":
        return Kind.COLUMNS
    return KINDS.get(option, Kind.VALUE)


def askable(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The words that a catalogue with these columns can be asked for, in the menu's order."""
    return tuple(word for word in ASKED if not lacking(word, columns))


def lacking(word: str, columns: tuple[str, ...]) -> bool:
    return any(each.column and each.column not in columns for each in blanks(word))
