"""scenarios/schema.json: generated, true, and of one mind with the reader."""

import json

import pytest
from jsonschema import Draft7Validator

from recommender.__main__ import main
from recommender.documents.node import value
from recommender.documents.reading import read_document
from recommender.documents.writing import item
from recommender.expectations.table import example
from recommender.expectations.vocabulary import WORDS
from recommender.scenario import load_scenarios
from recommender.scenario.schema import schema, schema_text
from tests.conftest import ROOT
from tests.recommender.test_scenario import CAMPER

SCENARIOS = ROOT / "scenarios"
VALIDATOR = Draft7Validator(schema())


def accepted(text: str) -> bool:
    return VALIDATOR.is_valid(value(read_document(text)))


def test_the_schema_beside_the_scenarios_is_the_generated_one():
    assert (SCENARIOS / "schema.json").read_text("utf-8") == schema_text()


def test_the_command_writes_it(tmp_path, capsys):
    assert main(["schema", "--output", str(tmp_path / "schema.json")]) == 0
    assert (tmp_path / "schema.json").read_text("utf-8") == schema_text()
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()
    assert main(["schema", "--output", str(tmp_path / "no" / "schema.json")]) == 2


def test_it_is_a_schema():
    Draft7Validator.check_schema(schema())


def test_the_demo_s_scenarios_are_read_and_validate():
    suite = load_scenarios(SCENARIOS)
    assert suite.troubles == ()
    for scenario in suite.scenarios:
        text = (SCENARIOS / f"{scenario.id}.yaml").read_text("utf-8")
        assert accepted(text), scenario.id


@pytest.mark.parametrize("name", WORDS)
def test_an_editor_accepts_every_word_of_the_vocabulary(name):
    assert accepted(f"title: a\nexpect:\n  - {item(example(name).as_record())}\n")


@pytest.mark.parametrize(
    "text",
    [
        CAMPER,
        "title: 2026\nbought: [012, 12, {product: 108775015, on: 2026-01-01}]\n",
        "title: a\nowner:\nexpect: [nothing_already_bought]\n",
    ],
)
def test_an_editor_accepts_what_the_reader_accepts(text):
    assert accepted(text)


@pytest.mark.parametrize(
    "line",
    [
        "tagz: [a]",
        "slate_size: 0",
        "slate_size: 101",
        "slate_size: '12'",
        "as_of: 10/03/2026",
        "bought: [{quantity: 1}]",
        "bought: [{product: a, quantity: 0}]",
        "expect: [includes_brand]",
        "expect: [{includes_bran: {brand: a}}]",
        "expect: [{includes_brand: {brand: a, at_leest: 1}}]",
        "expect: [{includes_brand: {}}]",
        "expect: [{includes_brand: {brand: a}, excludes_brand: {brand: a}}]",
    ],
)
def test_an_editor_refuses_what_the_reader_refuses(line):
    assert not accepted(f"title: a\n{line}\n")
