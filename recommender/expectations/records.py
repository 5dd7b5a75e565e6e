"""Expectations from plain records: what settings declare, what a form sends."""

from collections.abc import Iterable

from recommender.catalogue import Catalogue
from recommender.expectations.expectation import Expectation
from recommender.expectations.known import Known, known
from recommender.expectations.vocabulary import WrongExpectation, stated


def read_expectations(
    records: Iterable[object], catalogue: Catalogue | None = None
) -> tuple[Expectation, ...]:
    """From [{NAME: options}, ...]; WrongExpectation names the entry that cannot be checked."""
    return tuple(
        _entry(number, record, known(catalogue)) for number, record in enumerate(records, start=1)
    )


def standing_expectations(
    declared: Iterable[object], catalogue: Catalogue | None = None
) -> tuple[Expectation, ...]:
    """Those that hold for every shopper of the shop, from `expect` of vitrine.toml."""
    try:
        return read_expectations(declared, catalogue)
    except WrongExpectation as error:
        raise WrongExpectation(f"vitrine.toml, expect: {error}", error.option) from error


def _entry(number: int, record: object, words: Known | None) -> Expectation:
    try:
        return stated(record, words)
    except WrongExpectation as error:
        raise WrongExpectation(f"entry {number}: {error}", error.option) from error
