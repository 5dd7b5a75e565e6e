"""Expectations that hold for every shopper of the shop."""

from collections.abc import Iterable

from recommender.expectations.expectation import Expectation
from recommender.expectations.known import Known
from recommender.expectations.vocabulary import WrongExpectation, stated
from recommender.refusal import Refusal


def standing_expectations(
    declared: Iterable[object], known: Known | None = None
) -> tuple[Expectation, ...]:
    """From `expect` of vitrine.toml; a Refusal names the entry that cannot be checked."""
    return tuple(_entry(number, record, known) for number, record in enumerate(declared, start=1))


def _entry(number: int, record: object, known: Known | None) -> Expectation:
    try:
        return stated(record, known)
    except WrongExpectation as error:
        raise Refusal(f"vitrine.toml: entry {number} of expect: {error}") from error
