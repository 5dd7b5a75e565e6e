"""Every word that an expectation can say: its name, its options, the one function that checks."""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import get_args

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from recommender.expectations import prices, products, soundness, values, variety
from recommender.expectations.expectation import Expectation
from recommender.expectations.finding import Answer
from recommender.expectations.known import Known
from recommender.expectations.options import Because, Column
from recommender.refusal import Refusal
from recommender.words import did_you_mean

WORDS: Mapping[str, Callable[..., Answer]] = {
    check.__name__: check
    for check in (
        products.includes_product,
        products.excludes_product,
        values.includes_category,
        values.excludes_category,
        values.only_category,
        values.includes_brand,
        values.excludes_brand,
        values.only_brand,
        values.includes_audience,
        values.excludes_audience,
        values.only_audience,
        values.includes_attribute,
        values.excludes_attribute,
        values.only_attribute,
        prices.price_between,
        variety.at_most_of,
        variety.at_least_different,
        soundness.nothing_already_bought,
        soundness.everything_available,
        soundness.everything_with_picture,
        soundness.at_least_recommendations,
    )
}


class WrongExpectation(Refusal):
    """A word or an option that means nothing here; `option` is the one to point at."""

    def __init__(self, sentence: str, option: str | None = None):
        super().__init__(sentence)
        self.option = option


def expect(
    name: str, options: Mapping[str, object] | None = None, known: Known | None = None
) -> Expectation:
    """WrongExpectation, with the nearest known word, where it says nothing that can be checked."""
    if name not in WORDS:
        raise WrongExpectation(f"There is no expectation {name!r}.{did_you_mean(name, WORDS)}")
    given = dict(options or {})
    try:
        told = model(name).model_validate(given)
    except ValidationError as error:
        raise _wrong_option(name, error) from error
    _refuse_impossible(name, given)
    if known is not None:
        _refuse_unknown(name, told, known)
    return Expectation(name, given)


def stated(record: object, known: Known | None = None) -> Expectation:
    """From {NAME: options}, as settings and records have it; WrongExpectation where it is not."""
    if not isinstance(record, Mapping) or len(record) != 1:
        raise WrongExpectation(
            "An expectation is one name with its options, as NAME: {OPTION: VALUE}."
        )
    [(name, options)] = record.items()
    if not isinstance(options, Mapping):
        raise WrongExpectation(f"{name}: its options must be a table, such as {{in_top = 6}}.")
    return expect(str(name), options, known)


@cache
def model(name: str) -> type[BaseModel]:
    """The options of one word, as its function's signature has them."""
    described = ConfigDict(extra="forbid", strict=True, frozen=True)
    fields = {
        option.name: (option.annotation, ... if option.default is option.empty else option.default)
        for option in list(inspect.signature(WORDS[name]).parameters.values())[1:]
    }
    return create_model(name, __config__=described, **fields, because=(Because | None, None))


def arguments(stated: Expectation) -> dict[str, object]:
    """What the word's function is called with."""
    return {name: told for name, told in stated.options.items() if name != "because"}


def takes_text(name: str, option: str) -> bool:
    """Whether what was typed is meant as text, though it may look like a number."""
    field = model(name).model_fields.get(option) if name in WORDS else None
    return field is not None and (field.annotation is str or str in _members(field.annotation))


def _members(annotation: object) -> set[object]:
    """The types in `Annotated[str, ...] | None`."""
    parts = get_args(annotation)
    return {annotation} | {each for part in parts for each in _members(part)}


def _wrong_option(name: str, error: ValidationError) -> WrongExpectation:
    first = error.errors()[0]
    option = str(first["loc"][0])
    known = model(name).model_fields
    if first["type"] == "extra_forbidden":
        hint = did_you_mean(option, known)
        return WrongExpectation(f"{name} has no option {option!r}.{hint}", option)
    if first["type"] == "missing":
        return WrongExpectation(f"{name} lacks its option {option!r}.")
    said = first["msg"].replace("Input should", "must").replace("String should", "must")
    return WrongExpectation(f"{name}: {option} {said}.", option)


def _refuse_impossible(name: str, given: Mapping[str, object]) -> None:
    if name == "price_between":
        low, high, noun = given["at_least"], given["at_most"], "at_most"
    else:
        demanded = "count" if name == "at_least_different" else "at_least"
        low, high, noun = given.get(demanded) or 0, given.get("in_top"), "in_top"
    if high is not None and low > high:
        sentence = f"{name}: {low} is more than {noun} {high}, so nothing can meet it."
        raise WrongExpectation(sentence, noun)


def _refuse_unknown(name: str, told: BaseModel, known: Known) -> None:
    for option, field in type(told).model_fields.items():
        column = next((str(each) for each in field.metadata if isinstance(each, Column)), None)
        wrong = column and known.wrong_value(column, getattr(told, option))
        if wrong:
            raise WrongExpectation(wrong, option)
    attribute, value = getattr(told, "attribute", None), getattr(told, "value", None)
    if attribute and (wrong := known.wrong_column(attribute)):
        raise WrongExpectation(wrong, "attribute")
    if value and (wrong := known.wrong_value(attribute, value)):
        raise WrongExpectation(wrong, "value")
