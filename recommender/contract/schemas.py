"""The contract's two JSON Schemas."""

import json
from functools import cache
from importlib.resources import files

from jsonschema import Draft202012Validator


@cache
def question_schema() -> Draft202012Validator:
    return _schema("question")


@cache
def answer_schema() -> Draft202012Validator:
    return _schema("answer")


def _schema(name: str) -> Draft202012Validator:
    text = files("recommender.contract").joinpath(f"{name}.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))
