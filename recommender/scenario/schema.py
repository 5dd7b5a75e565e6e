"""The JSON Schema of scenario files, for editors that complete and check while one types."""

import json

from recommender.candidate import SLATE_SIZE
from recommender.expectations.options import TEXT
from recommender.expectations.table import says
from recommender.expectations.vocabulary import WORDS, model
from recommender.scenario.fields import LONGEST, MOST_QUANTITY, MOST_SLATE_SIZE
from recommender.scenario.reading import MOST_BOUGHT

DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def schema() -> dict:
    """Draft 7, which every editor knows."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A scenario of Vitrine",
        "description": "A shopper, what they bought, and what a good slate looks like.",
        "type": "object",
        "additionalProperties": False,
        "required": ["title"],
        "properties": _fields(),
    }


def schema_text() -> str:
    """As it stands in scenarios/schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _fields() -> dict:
    return {
        "title": _text("Who the shopper is, in a few words.", LONGEST["title"]),
        "story": _text(
            "What happened, as one would tell a colleague.", LONGEST["story"], optional=True
        ),
        "shopper": {
            "description": "What else is known of the shopper; any keys.",
            "type": ["object", "null"],
        },
        "as_of": _day("The day on which they look; nothing was bought after it."),
        "bought": {
            "description": "What they bought, oldest first; leave it out for a cold shopper.",
            "type": ["array", "null"],
            "maxItems": MOST_BOUGHT,
            "items": {"anyOf": [_text("A product's id.", LONGEST["product"]), _bought()]},
        },
        "slate_size": _whole("How many products are shown.", MOST_SLATE_SIZE, SLATE_SIZE),
        "tags": {
            "description": "Words to find and group scenarios by.",
            "type": ["array", "null"],
            "items": _text("A word.", LONGEST["tag"]),
        },
        "owner": _text("Who answers for this scenario.", LONGEST["owner"], optional=True),
        "expect": {
            "description": "What a good slate looks like; each is checked for every candidate.",
            "type": ["array", "null"],
            "items": {"anyOf": [_named(), _with_options()]},
        },
    }


def _bought() -> dict:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["product"],
        "properties": {
            "product": _text("A product's id.", LONGEST["product"]),
            "on": _day("When; not after as_of, nor after today."),
            "quantity": _whole("How many.", MOST_QUANTITY, 1),
        },
    }


def _named() -> dict:
    """Expectations that need no options may stand alone."""
    alone = [name for name in WORDS if not model(name).model_json_schema().get("required")]
    return {"description": "An expectation without options.", "type": "string", "enum": alone}


def _with_options() -> dict:
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {name: _options(name) for name in WORDS},
    }


def _options(name: str) -> dict:
    made = model(name).model_json_schema()
    required = made.get("required", [])
    return {
        "description": says(name),
        "type": "object" if required else ["object", "null"],
        "additionalProperties": False,
        "required": required,
        "properties": {
            option: {key: value for key, value in told.items() if key != "title"}
            for option, told in made["properties"].items()
        },
    }


def _text(description: str, longest: int, optional: bool = False) -> dict:
    types = [*TEXT["type"], *(["null"] if optional else [])]
    return {"description": description, "type": types, "minLength": 1, "maxLength": longest}


def _day(description: str) -> dict:
    return {"description": description, **DAY, "type": ["string", "null"]}


def _whole(description: str, most: int, default: int) -> dict:
    return {
        "description": description,
        "type": ["integer", "null"],
        "minimum": 1,
        "maximum": most,
        "default": default,
    }
