"""The vocabulary of scenario files: what can be expected of a slate, and what was found."""

from recommender.expectations.checking import check, sentence
from recommender.expectations.expectation import Expectation
from recommender.expectations.finding import Finding
from recommender.expectations.known import Known, known
from recommender.expectations.records import read_expectations, standing_expectations
from recommender.expectations.table import table
from recommender.expectations.vocabulary import WORDS, WrongExpectation, expect, stated

__all__ = [
    "WORDS",
    "Expectation",
    "Finding",
    "Known",
    "WrongExpectation",
    "check",
    "expect",
    "known",
    "read_expectations",
    "sentence",
    "standing_expectations",
    "stated",
    "table",
]
