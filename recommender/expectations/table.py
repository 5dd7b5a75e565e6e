"""The vocabulary as people read it: the table of the README, the words of the schema."""

import inspect

from recommender.documents.writing import item
from recommender.expectations.checking import met_by_nothing
from recommender.expectations.expectation import Expectation
from recommender.expectations.vocabulary import WORDS, expect, model

EXAMPLES = {
    "product": "tent-2p",
    "category": "sleeping",
    "brand": "Alder",
    "audience": "women",
    "attribute": "colour",
    "value": "red",
    "at_least": 1,
    "at_most": 60,
    "count": 3,
    "in_top": 6,
}


def table() -> str:
    """Markdown: name, what it says, what an empty slate means, an example."""
    head = ["| name | says | an empty slate | example |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *map(_row, WORDS)])


def says(name: str) -> str:
    return " ".join(inspect.cleandoc(WORDS[name].__doc__ or "").split())


def example(name: str) -> Expectation:
    """With every option but the reason."""
    options = [option for option in model(name).model_fields if option != "because"]
    return expect(name, {option: EXAMPLES[option] for option in options})


def _row(name: str) -> str:
    shown = example(name)
    empty = "met" if met_by_nothing(shown) else "unmet"
    return f"| `{name}` | {says(name)} | {empty} | `{item(shown.as_record())}` |"
