"""Expectations from plain records: what settings declare, what a form sends."""

from collections.abc import Iterable

from recommender.expectations.expectation import Expectation
from recommender.expectations.known import Known
from recommender.expectations.vocabulary import WrongExpectation, stated


def read_expectations(
    records: Iterable[object], known: Known | None = None
) -> tuple[Expectation, ...]:
    """From [{NAME: options}, ...]; WrongExpectation names the entry that cannot be checked."""
    return tuple(_entry(number, record, known) for number, record in enumerate(records, start=1))


def standing_expectations(
    declared: Iterable[object], known: Known | None = None
) -> tuple[Expectation, ...]:
    """Those that hold for every shopper of the shop, from `expect` of vitrine.toml."""
    try:
        return read_expectations(declared, known)
    except WrongExpectation as error:
        raise WrongExpectation(f"vitrine.toml, expect: {error}", error.option) from error


def _entry(number: int, record: object, known: Known | None) -> Expectation:
    try:
        return stated(record, known)
    except WrongExpectation as error:
        raise WrongExpectation(f"entry {number}: {error}", error.option) from error
