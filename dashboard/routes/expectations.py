"""What can be expected of a good answer, its words and values, checked as it is being written."""

import re
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import resources
from dashboard.releases.person import Person
from dashboard.routes.answers import Missing, Unreadable, answering, plain, receiving
from recommender.expectations import Known, WrongExpectation, check, sentence, stated
from recommender.expectations.asking import ASKED, askable, blanks
from recommender.expectations.seen import finder
from recommender.situation import Situation
from recommender.slate import Recommendation, Slate
from recommender.wording import column_in_words, plural
from recommender.words import matching

MOST_VALUES = 40
NO_KINDS = frozenset({"product_id", "title", "price", "picture", "available", "description"})
"""Columns that tell products apart instead of sorting them."""
WRITTEN = {"at_least": "at least", "at_most": "at most", "in_top": "the first"}


class CheckForm(BaseModel):
    """Expectations as they stand on the screen, and the slates beside them."""

    model_config = ConfigDict(extra="forbid")

    expectations: list[dict[str, Any]] = Field(max_length=1000)
    bought: list[str] = Field(default=[], max_length=1000)
    slates: dict[str, list[str]] = Field(default={}, max_length=40)


def routes() -> list[BaseRoute]:
    return [
        Route("/api/expectations", answering(words)),
        Route("/api/expectations/values", answering(values)),
        Route("/api/expectations/check", receiving(checked), methods=["POST"]),
    ]


def words(_request: Request) -> dict[str, Any]:
    """Every word that this shop's catalogue can be asked for, and the columns of its kinds."""
    catalogue = resources.shop().catalogue
    kinds = [each for each in ("category", "brand", *catalogue.attributes) if each not in NO_KINDS]
    return {
        "words": [word(name) for name in askable(resources.known().columns)],
        "columns": [
            {"value": each, "title": words, "plural": plural(words)}
            for each, words in ((each, column_in_words(each)) for each in kinds)
            if each in resources.known().columns
        ],
    }


def word(name: str) -> dict[str, Any]:
    fields = [asdict(each) for each in blanks(name)]
    return plain({"name": name, **asdict(ASKED[name]), "fields": fields})


def values(request: Request) -> dict[str, Any]:
    """Values of one column, the nearest to the words first; Missing where there is no column."""
    column, known = request.query_params.get("column", ""), resources.known()
    if wrong := known.wrong_column(column):
        raise Missing(wrong)
    typed = request.query_params.get("words", "")[:200]
    return {"values": matching(typed, known.values(column), MOST_VALUES)}


def checked(_person: Person, content: dict) -> dict[str, Any]:
    """Each expectation as a sentence, what is wrong with it, and how every slate meets it."""
    try:
        form = CheckForm(**content)
    except (ValidationError, TypeError) as error:
        raise Unreadable("This cannot be checked; load the page again.") from error
    catalogue = resources.shop().catalogue
    find, situation = finder(catalogue), Situation.of(*form.bought)
    slates = {name: on_screen(name, ids) for name, ids in form.slates.items()}
    answers = []
    for record in form.expectations:
        answer = told(record, resources.known())
        if not answer["wrong"]:
            asked = (stated(record),)
            answer["by"] = {
                name: check(slate, situation, find, asked)[-1].as_record()
                for name, slate in slates.items()
            }
        answers.append(answer)
    return {"expectations": answers}


def told(record: dict, known: Known) -> dict[str, Any]:
    """Its sentence where it has one; `wrong` is empty where it can be checked."""
    said = ""
    try:
        said = sentence(stated(record), known.catalogue)
        stated(record, known)
    except WrongExpectation as error:
        return {"sentence": said, "wrong": in_words(error), "option": error.option, "by": {}}
    return {"sentence": said, "wrong": "", "option": None, "by": {}}


def in_words(error: WrongExpectation) -> str:
    """Without the names that only files have."""
    told = re.sub(r"^[a-z_]+: ", "", str(error))
    return re.sub("at_least|at_most|in_top", lambda found: WRITTEN[found[0]], told)


def on_screen(candidate: str, product_ids: list[str]) -> Slate:
    ranked = (Recommendation(rank, each, 0.0) for rank, each in enumerate(product_ids, start=1))
    return Slate(candidate, tuple(ranked))
