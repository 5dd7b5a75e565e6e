"""What changed between two versions of a scenario, in words and products."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recommender.catalogue import Catalogue
from recommender.expectations import Expectation, sentence
from recommender.scenario.pairing import Pair, kept_order, pairs
from recommender.scenario.scenario import Scenario
from recommender.situation import Bought


class ChangeKind(StrEnum):
    """What part of the scenario a change is about."""

    FIRST = "first"
    GONE = "gone"
    ADDED = "added"
    REMOVED = "removed"
    QUANTITY = "quantity"
    DAY = "day"
    ORDER = "order"
    EXPECTATION = "expectation"
    WORDS = "words"
    DETAILS = "details"


@dataclass(frozen=True)
class Change:
    """`product_ids` are the products it is about, to be shown as pictures."""

    kind: ChangeKind
    text: str
    product_ids: tuple[str, ...] = ()

    def as_record(self) -> dict:
        return {"kind": self.kind.value, "text": self.text, "product_ids": list(self.product_ids)}


def changes(
    before: Scenario | None, after: Scenario | None, catalogue: Catalogue | None = None
) -> tuple[Change, ...]:
    """From `before` to `after`; None stands for no scenario. Titles in place of ids where there
    is a catalogue."""
    if after is None:
        return () if before is None else (Change(ChangeKind.GONE, "Deleted"),)
    if before is None:
        products = after.situation.product_ids
        return (Change(ChangeKind.FIRST, "First version", products),)
    return (
        *_bought(before.situation.bought, after.situation.bought),
        *_expected(before.expectations, after.expectations, catalogue),
        *_words(before, after),
        *_details(before, after),
    )


def _bought(before: tuple[Bought, ...], after: tuple[Bought, ...]) -> Iterator[Change]:
    found = pairs(before, after, lambda each: each.product_id)
    added = _ids(each.after for each in found if each.before is None)
    removed = _ids(each.before for each in found if each.after is None)
    if added:
        yield Change(ChangeKind.ADDED, "Added to what was bought", added)
    if removed:
        yield Change(ChangeKind.REMOVED, "No longer bought", removed)
    for each in found:
        if each.before is not None and each.after is not None:
            yield from _rebought(each.before, each.after)
    if not kept_order(before, after, lambda each: each.product_id):
        yield Change(ChangeKind.ORDER, "Bought in another order", _ids(after))


def _rebought(before: Bought, after: Bought) -> Iterator[Change]:
    product = (after.product_id,)
    if before.quantity != after.quantity:
        told = f"Bought {after.quantity} instead of {before.quantity}"
        yield Change(ChangeKind.QUANTITY, told, product)
    if before.on != after.on:
        told = f"Bought {_when(after.on)} instead of {_when(before.on)}"
        yield Change(ChangeKind.DAY, told, product)


def _expected(
    before: tuple[Expectation, ...], after: tuple[Expectation, ...], catalogue: Catalogue | None
) -> Iterator[Change]:
    for each in pairs(before, after, lambda expectation: expectation.name):
        yield Change(ChangeKind.EXPECTATION, _reworded(each, catalogue), _named(each))
    if not kept_order(before, after, lambda each: str(each.as_record())):
        yield Change(ChangeKind.ORDER, "Expectations in another order")


def _reworded(pair: Pair[Expectation], catalogue: Catalogue | None) -> str:
    was = pair.before and _said(pair.before, catalogue)
    becomes = pair.after and _said(pair.after, catalogue)
    if was is None:
        return f"Expects now: {becomes}"
    if becomes is None:
        return f"No longer expects: {was}"
    return f"Expects now: {becomes}. Before: {was}"


def _said(expectation: Expectation, catalogue: Catalogue | None) -> str:
    because = expectation.because.rstrip(". ")
    said = sentence(expectation, catalogue)
    return f"{said}, because: {because}" if because else said


def _named(pair: Pair[Expectation]) -> tuple[str, ...]:
    """The products that it names."""
    both = [each for each in (pair.after, pair.before) if each is not None]
    named = (each.options.get("product") for each in both)
    return tuple(dict.fromkeys(str(each) for each in named if each))


def _words(before: Scenario, after: Scenario) -> Iterator[Change]:
    yield from _one("Title", before.title, after.title, ChangeKind.WORDS)
    if before.story != after.story:
        told = f"Story: {after.story}" if after.story else "Story left out"
        yield Change(ChangeKind.WORDS, told)


def _details(before: Scenario, after: Scenario) -> Iterator[Change]:
    was, becomes = before.situation, after.situation
    for key in dict.fromkeys([*was.shopper, *becomes.shopper]):
        yield from _one(f"About the shopper, {key}", was.shopper.get(key), becomes.shopper.get(key))
    yield from _one("Day of the visit", _day(was.as_of), _day(becomes.as_of))
    yield from _one("Products shown", before.slate_size, after.slate_size)
    yield from _tags("Tagged", after.tags, before.tags)
    yield from _tags("No longer tagged", before.tags, after.tags)
    yield from _one("Owner", before.owner, after.owner)


def _one(
    name: str, before: object, after: object, kind: ChangeKind = ChangeKind.DETAILS
) -> Iterator[Change]:
    if before == after and type(before) is type(after):
        return
    told = "left out" if after is None else _shown(after)
    yield Change(kind, f"{name}: {told}" + ("" if before is None else f", before {_shown(before)}"))


def _tags(told: str, these: tuple[str, ...], others: tuple[str, ...]) -> Iterator[Change]:
    only = [each for each in these if each not in others]
    if only:
        yield Change(ChangeKind.DETAILS, f"{told} {', '.join(only)}")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(each)}" for key, each in value.items())
    return str(value)


def _when(day: date | None) -> str:
    return f"on {_day(day)}" if day else "on no particular day"


def _day(day: date | None) -> str | None:
    return f"{day.day} {day:%B %Y}" if day else None


def _ids(bought: Iterable[Bought]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.product_id for each in bought))
