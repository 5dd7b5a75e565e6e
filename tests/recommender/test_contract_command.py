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


def inside_data(handler: Handler, question: Question) -> None:
    handler.say({"success": True, "data": answer_to(question)})


def as_text_in_body(handler: Handler, question: Question) -> None:
    handler.say({"statusCode": 200, "body": json.dumps(answer_to(question))})


def first_of_predictions(handler: Handler, question: Question) -> None:
    handler.say({"predictions": [answer_to(question)]})


def deep_in_outputs(handler: Handler, question: Question) -> None:
    data = [json.dumps({"result": answer_to(question)})]
    handler.say({"outputs": [{"name": "slate", "datatype": "BYTES", "shape": [1], "data": data}]})


def encoded_twice(handler: Handler, question: Question) -> None:
    handler.say(json.dumps(answer_to(question)))


def one_of_a_list(handler: Handler, question: Question) -> None:
    handler.say([answer_to(question)])


def items_inside_result(handler: Handler, question: Question) -> None:
    answer = answer_to(question)
    answer["items"] = answer.pop("recommendations")
    handler.say({"result": answer})


def in_latin_1(handler: Handler, question: Question) -> None:
    answer = json.dumps(answer_to(question)).replace("colour", "Größe")
    handler.say(answer.encode("latin-1"), kind="application/json; charset=iso-8859-1")


def line_by_line(handler: Handler, question: Question) -> None:
    lines = (json.dumps(each) for each in answer_to(question)["recommendations"])
    handler.say("\n".join(lines).encode(), kind="application/x-ndjson")


def as_events(handler: Handler, question: Question) -> None:
    handler.say(f"data: {json.dumps(answer_to(question))}\n\n".encode(), kind="text/event-stream")


def without_a_word(handler: Handler, question: Question) -> None:
    handler.say(b"", status=204)


def behind_a_slash(handler: Handler, question: Question) -> None:
    handler.begin(307, "text/plain", ("Location", "/recommend/?token=secret"), NOTHING)


def on_another_host(handler: Handler, question: Question) -> None:
    elsewhere = "https://somebody:secret@models.example.com/v2#secret"
    handler.begin(301, "text/plain", ("Location", elsewhere), NOTHING)


def to_a_letter_box(handler: Handler, question: Question) -> None:
    handler.begin(302, "text/plain", ("Location", "mailto:ops@example.com"), NOTHING)


def nowhere_in_particular(handler: Handler, question: Question) -> None:
    handler.begin(302, "text/plain", NOTHING)


NOTHING = ("Content-Length", "0")
BREACHES = {
    inside_data: "The answer lies inside `data`; the contract says",
    as_text_in_body: "The answer lies inside `body` as text; the contract says",
    first_of_predictions: "The answer lies inside `predictions[0]`; the contract says",
    deep_in_outputs: "The answer lies inside `outputs[0].data[0].result` as text; the contract",
    encoded_twice: "The answer lies in a text of its own; the contract says",
    one_of_a_list: "The answer lies inside `[0]`; the contract says",
    items_inside_result: "The answer has `items`; the contract says `recommendations`.",
    in_latin_1: "The answer is not UTF-8: byte ",
    line_by_line: "The answer is 8 lines of JSON, one after the other; the contract says one",
    as_events: "The answer is a stream of events; the contract says one object of JSON.",
    without_a_word: "The model answers with status 204 and says nothing with it.",
    behind_a_slash: "/recommend/, which is not followed; if that is the model, name it as the",
    on_another_host: "(status 301) to https://models.example.com/v2, which is not followed",
    to_a_letter_box: "sends elsewhere, to what is no web address, which is not followed.",
    nowhere_in_particular: "(status 302) without saying where, which is not followed.",
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
    said = capsys.readouterr().out
    assert BREACHES[behaviour] in said
    assert "secret" not in said


@pytest.mark.parametrize("status", [200, 201, 202, 203])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_an_answer_with_any_status_of_success_is_one(
    status: int, mark: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    def behaviour(handler: Handler, question: Question) -> None:
        handler.say(mark + json.dumps(answer_to(question)).encode(), status=status)

    with served(behaviour) as server:
        assert main(["contract", server.url]) == 0
    assert "broken" not in capsys.readouterr().out


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
