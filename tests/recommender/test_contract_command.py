"""python -m recommender contract, asked of real served models."""

import json
from pathlib import Path

import pytest

from recommender.__main__ import main
from tests.recommender.checkerboard import checkerboard
from tests.recommender.model_server import (
    Handler,
    Question,
    answer_to,
    keeps_the_contract,
    served,
)


def items_for_recommendations(handler: Handler, question: Question) -> None:
    answer = answer_to(question)
    answer["items"] = answer.pop("recommendations")
    handler.say(answer)


def ids_for_product_ids(handler: Handler, question: Question) -> None:
    answer = answer_to(question)
    answer["items"] = [
        {"id": each["product_id"], "score": each["score"]} for each in answer.pop("recommendations")
    ]
    handler.say(answer)


def client_for_shopper_as_fastapi_says_it(handler: Handler, question: Question) -> None:
    details = [
        {"type": "missing", "loc": ["body", "client"], "msg": "Field required"},
        {"type": "extra_forbidden", "loc": ["body", "shopper"], "msg": "Extra inputs"},
    ]
    handler.say({"detail": details}, status=422)


def client_for_shopper_in_its_own_words(handler: Handler, question: Question) -> None:
    handler.say({"error": "unknown field 'shopper'; field 'client' is required"}, status=400)


def no_word_about_shopper(handler: Handler, question: Question) -> None:
    if "shopper" in question:
        handler.say(b"", status=400)
    else:
        keeps_the_contract(handler, question)


def scores_as_text(handler: Handler, question: Question) -> None:
    answer = answer_to(question)
    for each in answer["recommendations"]:
        each["score"] = str(each["score"])
    handler.say(answer)


def no_model(handler: Handler, question: Question) -> None:
    handler.say({"recommendations": answer_to(question)["recommendations"]})


def always_twelve(handler: Handler, question: Question) -> None:
    handler.say(answer_to({**question, "slate_size": 12}))


def another_each_time(handler: Handler, question: Question) -> None:
    answer = answer_to(question)
    turn = len(handler.server.questions) % 5
    handler.say({**answer, "recommendations": answer["recommendations"][turn:]})


def fails_for_unknown_products(handler: Handler, question: Question) -> None:
    if any(each["product_id"] == "no-such-product" for each in question["bought"]):
        handler.say(b"Traceback: KeyError", status=500, kind="text/plain")
    else:
        keeps_the_contract(handler, question)


def strangers(handler: Handler, question: Question) -> None:
    answer = answer_to(question)
    answer["recommendations"][0]["product_id"] = "T-800"
    handler.say(answer)


def a_page(handler: Handler, question: Question) -> None:
    handler.say(b"<!doctype html><p>Welcome", kind="text/html")


BREACHES = {
    items_for_recommendations: "The answer has `items`; the contract says `recommendations`.",
    ids_for_product_ids: "`recommendations[0]` has `id`; the contract says `product_id`.",
    client_for_shopper_as_fastapi_says_it: "it rejects `shopper`, it wants `client`",
    client_for_shopper_in_its_own_words: "it rejects `shopper`, it wants `client`",
    no_word_about_shopper: "Without `shopper` it answers.",
    scores_as_text: "`recommendations[0].score` is text; the contract says a number.",
    no_model: "The answer lacks `model`; it has `recommendations`.",
    always_twelve: "The answer holds 8 recommendations where 1 were asked.",
    another_each_time: "The same situation got two different answers.",
    fails_for_unknown_products: "fails with status 500: its words are 'Traceback: KeyError'.",
    strangers: "`recommendations[0]` is product 'T-800', which the shop lacks.",
    a_page: "The answer is no JSON: it starts with '<!doctype html><p>Welcome'.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkerboard(tmp_path_factory.mktemp("checkerboard") / "shop").folder


@pytest.mark.parametrize("products", [[], ["--product", "001", "--product", "003"]])
def test_a_model_that_keeps_the_contract_is_told_so(
    products: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with served(keeps_the_contract) as server:
        assert main(["contract", server.url, *products]) == 0
    assert capsys.readouterr().out.endswith("keeps the contract.\n")


def test_the_questions_asked_are_the_contracts(folder: Path) -> None:
    with served(keeps_the_contract) as server:
        assert main(["contract", server.url, "--shop", str(folder)]) == 0
    cold, ordinary, single, unknown, again = server.questions
    assert cold["bought"] == []
    assert [each["product_id"] for each in ordinary["bought"]] == ["000", "001", "002"]
    assert single["slate_size"] == 1
    assert [each["product_id"] for each in unknown["bought"]] == ["no-such-product"]
    assert {**again, "request_id": ""} == {**ordinary, "request_id": ""}


@pytest.mark.parametrize("behaviour", BREACHES, ids=lambda behaviour: behaviour.__name__)
def test_a_breach_is_named_exactly(
    behaviour, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(behaviour) as server:
        assert main(["contract", server.url, "--shop", str(folder)]) == 1
    assert BREACHES[behaviour] in capsys.readouterr().out


def test_what_was_found_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    with served(fails_for_unknown_products) as server:
        assert main(["contract", server.url, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    broken = [check["check"] for check in found["checks"] if not check["kept"]]
    assert (found["kept"], broken) == (False, ["an unknown product"])


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8000", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/", "http://127.0.0.1:1/"]
)
def test_a_model_that_cannot_be_asked_is_no_answer(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["contract", url]) == 2
    assert capsys.readouterr().err.count("\n") == 1
