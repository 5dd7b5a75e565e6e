"""D12: a served model in trouble gives an empty slate that says which, never a recommendation."""

import json
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from recommender.candidate import CandidateNotFitted, FittedCandidate
from recommender.fitted import fingerprint_now, fit_candidate, open_candidate
from recommender.served_model import ModelInTrouble
from recommender.shop import Shop
from recommender.situation import Situation
from recommender.slate import Trouble
from recommender.text import is_storable
from tests.recommender.checkerboard import checkerboard, product
from tests.recommender.model_server import (
    Behaviour,
    Handler,
    Question,
    Server,
    answer_to,
    keeps_the_contract,
    served,
)
from tests.recommender.settled_kinds import candidate_of

PATIENCE = 1.0
SITUATION = Situation.of(product(0))


def hangs(handler: Handler, question: Question) -> None:
    handler.server.over.wait(30)


def drips_headers(handler: Handler, question: Question) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.over.wait(0.05):
        handler.wfile.write(b"X-Wait: yes\r\n")


def drips_its_answer(handler: Handler, question: Question) -> None:
    handler.begin(200, "application/json")
    for byte in json.dumps(answer_to(question)).encode():
        handler.wfile.write(bytes([byte]))
        if handler.server.over.wait(0.05):
            return


def never_ends(handler: Handler, question: Question) -> None:
    handler.begin(200, "application/json")
    while not handler.server.over.is_set():
        handler.wfile.write(b"[" * 65_536)


def promises_a_terabyte(handler: Handler, question: Question) -> None:
    handler.begin(200, "application/json", ("Content-Length", str(2**40)))
    handler.wfile.write(b"{}")
    handler.server.over.wait(30)


def fails(handler: Handler, question: Question) -> None:
    handler.say({"error": "out of memory"}, status=500)


def hangs_up(handler: Handler, question: Question) -> None:
    handler.close_connection = True


def talks_nonsense(handler: Handler, question: Question) -> None:
    handler.wfile.write(b"\x16\x03\x01 what?\r\n\r\n")
    handler.close_connection = True


def says_nothing(handler: Handler, question: Question) -> None:
    handler.say({**answer_to(question), "recommendations": []})


def shows_what_was_bought(handler: Handler, question: Question) -> None:
    recommendations = [
        {"product_id": each["product_id"], "score": 1} for each in question["bought"]
    ]
    handler.say({**answer_to(question), "recommendations": recommendations})


def sends_a_page(handler: Handler, question: Question) -> None:
    handler.say(b"<html>Sign in</html>", kind="text/html")


def redirects(handler: Handler, question: Question) -> None:
    port = handler.server.server_port
    handler.begin(307, "text/plain", ("Location", f"http://127.0.0.1:{port}/elsewhere"))


def packs(handler: Handler, question: Question) -> None:
    handler.begin(200, "application/json", ("Content-Encoding", "gzip"))
    handler.wfile.write(b"\x1f\x8b")


def nests(handler: Handler, question: Question) -> None:
    handler.say(b'{"model": ' + b"[" * 200_000)


def with_first(**values: object) -> Behaviour:
    def behaviour(handler: Handler, question: Question) -> None:
        answer = answer_to(question)
        answer["recommendations"][0] |= values
        handler.say(answer)

    return behaviour


def with_score(text: str) -> Behaviour:
    def behaviour(handler: Handler, question: Question) -> None:
        answer = json.dumps(answer_to(question))
        handler.say(answer.replace('"score": 1.0', f'"score": {text}', 1).encode())

    return behaviour


def repeats(handler: Handler, question: Question) -> None:
    answer = answer_to(question)
    answer["recommendations"][1]["product_id"] = answer["recommendations"][0]["product_id"]
    handler.say(answer)


def upside_down(handler: Handler, question: Question) -> None:
    answer = answer_to(question)
    answer["recommendations"].reverse()
    handler.say(answer)


def too_many(handler: Handler, question: Question) -> None:
    handler.say(answer_to({**question, "slate_size": 9}))


def another_model(handler: Handler, question: Question) -> None:
    handler.say({**answer_to(question), "model": {"id": "tiles", "fingerprint": "f-2"}})


def refuses_us(handler: Handler, question: Question) -> None:
    handler.say({"error": "no token"}, status=401)


TROUBLES: dict[str, tuple[Behaviour, Trouble, str]] = {
    "hanging": (hangs, Trouble.SLOW, "did not answer within 1 s"),
    "slow headers": (drips_headers, Trouble.SLOW, "did not answer within 1 s"),
    "slow answer": (drips_its_answer, Trouble.SLOW, "did not answer within 1 s"),
    "a terabyte": (promises_a_terabyte, Trouble.SLOW, "did not answer within 1 s"),
    "500": (fails, Trouble.FAILING, "fails with status 500: its words are 'out of memory;'"),
    "hanging up": (hangs_up, Trouble.FAILING, "cannot be reached"),
    "nonsense": (talks_nonsense, Trouble.FAILING, "cannot be reached"),
    "empty": (says_nothing, Trouble.EMPTY, "The model recommends nothing."),
    "bought": (shows_what_was_bought, Trouble.EMPTY, "recommends only what was bought"),
    "endless": (never_ends, Trouble.CONTRACT, "answers more than 10,000 bytes"),
    "HTML": (sends_a_page, Trouble.CONTRACT, "no JSON: it starts with '<html>Sign in</html>'"),
    "redirect": (redirects, Trouble.CONTRACT, "sends elsewhere (status 307)"),
    "packed": (packs, Trouble.CONTRACT, "packs its answer"),
    "nested": (nests, Trouble.CONTRACT, "more than 10,000 bytes"),
    "NaN": (with_score("NaN"), Trouble.CONTRACT, "holds NaN"),
    "infinite": (with_score("Infinity"), Trouble.CONTRACT, "holds Infinity"),
    "too large": (
        with_score("1e999"),
        Trouble.CONTRACT,
        "`recommendations[0].score` is not a finite",
    ),
    "400 digits": (with_score("9" * 400), Trouble.CONTRACT, "is not a finite number"),
    "score as text": (with_score('"1"'), Trouble.CONTRACT, "is text; the contract says a number"),
    "unknown product": (with_first(product_id="T-800"), Trouble.CONTRACT, "which the shop lacks"),
    "no product": (with_first(product_id=""), Trouble.CONTRACT, "is empty; the contract says"),
    "repeated": (repeats, Trouble.CONTRACT, "repeats product '002'"),
    "upside down": (upside_down, Trouble.CONTRACT, "higher than the one before"),
    "too many": (too_many, Trouble.CONTRACT, "holds 9 recommendations where 4 were asked"),
    "another model": (another_model, Trouble.CONTRACT, "Another model answers"),
    "refused": (refuses_us, Trouble.CONTRACT, "status 401: its words are 'no token;'"),
}


TEXTS = {
    "half a character": ("x\ud800y", "holds half a character (U+D800)"),
    "NUL": ("x\0y", "holds the control character NUL (U+0000)"),
    "ESC": ("x\x1b[2Jy", "holds the control character ESC (U+001B)"),
    "CSI": ("x\x9b2Jy", "holds the control character U+009B"),
}


def saying(place: str, text: str) -> Behaviour:
    """A model whose answer has this text at `place`, one that the contract asks for or not."""

    def behaviour(handler: Handler, question: Question) -> None:
        answer = answer_to(question)
        inside = {"model": answer["model"], "first": answer["recommendations"][0], "top": answer}
        where, _, name = place.partition(".")
        if name == "NAME":
            inside[where][text] = inside[where].popitem()[1]
        else:
            inside[where][name] = text
        handler.say(answer)

    return behaviour


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return checkerboard(tmp_path_factory.mktemp("checkerboard") / "shop")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served(keeps_the_contract) as server:
        yield server


@pytest.fixture
def fitted(server: Server, shop: Shop) -> FittedCandidate:
    server.behaviour = keeps_the_contract
    candidate = candidate_of("http", url=server.url, timeout=30.0, size_limit=10_000)
    return fit_candidate(candidate, shop)


@pytest.mark.parametrize(("behaviour", "trouble", "note"), TROUBLES.values(), ids=TROUBLES)
def test_trouble_is_a_finding_and_never_a_recommendation(
    behaviour: Behaviour,
    trouble: Trouble,
    note: str,
    fitted: FittedCandidate,
    shop: Shop,
    server: Server,
) -> None:
    server.behaviour = behaviour
    asked = at(fitted, shop, server.url, timeout=PATIENCE) if trouble is Trouble.SLOW else fitted
    slate = asked.recommend(SITUATION, 4)
    assert (slate.recommendations, slate.trouble) == ((), trouble)
    assert note in slate.note


@pytest.mark.parametrize(("text", "said"), TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("place", ["model.id", "first.product_id", "first.reason"])
def test_text_that_cannot_be_shown_is_named_and_never_shown(
    place: str, text: str, said: str, fitted: FittedCandidate, server: Server
) -> None:
    server.behaviour = saying(place, text)
    slate = fitted.recommend(SITUATION, 4)
    assert (slate.recommendations, slate.trouble) == ((), Trouble.CONTRACT)
    assert f"{place.replace('first', 'recommendations[0]')}` {said}" in slate.note
    assert is_storable(slate.note)
    assert slate.note.isprintable()


@pytest.mark.parametrize("text", [text for text, _ in TEXTS.values()], ids=TEXTS)
@pytest.mark.parametrize("place", ["model.NAME", "first.NAME", "top.NAME"])
def test_a_name_of_the_models_own_is_told_as_it_can_be_shown(
    place: str, text: str, fitted: FittedCandidate, server: Server
) -> None:
    server.behaviour = saying(place, text)
    slate = fitted.recommend(SITUATION, 4)
    assert slate.trouble in (Trouble.CONTRACT, None)
    assert slate.note.isprintable()


@pytest.mark.parametrize("text", [text for text, _ in TEXTS.values()], ids=TEXTS)
@pytest.mark.parametrize("place", ["model.id", "model.fingerprint"])
def test_a_model_whose_name_cannot_be_shown_is_not_fitted(
    place: str, text: str, server: Server, shop: Shop
) -> None:
    server.behaviour = saying(place, text)
    with pytest.raises(CandidateNotFitted, match=f"`{place}` holds "):
        fit_candidate(candidate_of("http", url=server.url), shop)


@pytest.mark.parametrize("text", [text for text, _ in TEXTS.values()], ids=TEXTS)
def test_words_of_a_failing_model_are_told_as_they_can_be_shown(
    text: str, fitted: FittedCandidate, server: Server
) -> None:
    server.behaviour = lambda handler, question: handler.say({"error": text}, status=500)
    slate = fitted.recommend(SITUATION, 4)
    assert slate.trouble is Trouble.FAILING
    assert slate.note.isprintable()


def test_a_model_that_is_gone_is_failing(shop: Shop) -> None:
    with served(keeps_the_contract) as server:
        fitted = fit_candidate(candidate_of("http", url=server.url), shop)
    slate = fitted.recommend(SITUATION)
    assert (len(slate), slate.trouble) == (0, Trouble.FAILING)


def test_one_slow_answer_of_many_holds_up_none_of_the_others(
    fitted: FittedCandidate, shop: Shop, server: Server
) -> None:
    def slow_for_cold_shoppers(handler: Handler, question: Question) -> None:
        (keeps_the_contract if question["bought"] else hangs)(handler, question)

    server.behaviour = slow_for_cold_shoppers
    patient = at(fitted, shop, server.url, timeout=4.0)
    slates = patient.recommend_all([SITUATION, Situation(), SITUATION], 4)
    assert [slate.trouble for slate in slates] == [None, Trouble.SLOW, None]


def test_a_redirect_is_not_followed(fitted: FittedCandidate, server: Server) -> None:
    server.behaviour = redirects
    server.questions.clear()
    fitted.recommend(SITUATION)
    assert len(server.questions) == 1


def test_the_model_is_asked_by_the_contract(fitted: FittedCandidate, server: Server) -> None:
    server.questions.clear()
    fitted.recommend(SITUATION, 4)
    question = server.questions[0]
    assert len(question.pop("request_id")) == 32
    assert question == {
        "bought": [{"product_id": "000", "on": None, "quantity": 1}],
        "shopper": {},
        "as_of": None,
        "slate_size": 4,
    }


def test_the_fingerprint_is_the_models_own_with_the_settings(
    fitted: FittedCandidate, server: Server, shop: Shop
) -> None:
    assert fingerprint_now(fitted, shop) == fitted.fingerprint
    server.behaviour = another_model
    assert fingerprint_now(fitted, shop) != fitted.fingerprint
    server.behaviour = keeps_the_contract
    hurried = fit_candidate(fitted.candidate.model_copy(update={"timeout": 3.0}), shop)
    assert hurried.fingerprint != fitted.fingerprint
    server.behaviour = hangs
    with pytest.raises(ModelInTrouble):
        fingerprint_now(hurried, shop)


def test_a_model_that_does_not_say_who_it_is_is_not_fitted(server: Server, shop: Shop) -> None:
    server.behaviour = sends_a_page
    with pytest.raises(CandidateNotFitted, match="python -m recommender contract http://127"):
        fit_candidate(candidate_of("http", url=server.url), shop)


def test_a_fitted_one_opens_while_its_model_is_away(fitted: FittedCandidate, shop: Shop) -> None:
    with served(keeps_the_contract) as server:
        candidate = candidate_of("http", url=server.url)
        fit_candidate(candidate, shop)
    assert open_candidate(candidate, shop).recommend(SITUATION).trouble is Trouble.FAILING


def leading_to(*addresses: str) -> Callable[..., list[tuple]]:
    """A name server that gives the next of these answers each time it is asked."""
    answers = list(addresses)

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple]:
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found.split()]

    return look_up


@pytest.mark.parametrize(
    "addresses",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.1.1",
        "0.0.0.0",
        "::ffff:127.0.0.1",
        "fe80::1",
        "93.184.216.34 127.0.0.1",
    ],
)
def test_a_name_that_leads_inside_is_not_followed(
    addresses: str,
    fitted: FittedCandidate,
    shop: Shop,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leading_to(addresses))
    server.questions.clear()
    slate = named(fitted, shop, server).recommend(SITUATION)
    assert (len(slate), slate.trouble, server.questions) == (0, Trouble.FAILING, [])
    assert "where nothing is asked" in slate.note


def test_a_name_is_looked_up_once_and_the_address_checked_is_the_one_asked(
    fitted: FittedCandidate, shop: Shop, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second answer, which rebinds the name, would be followed by whoever looks up again."""
    monkeypatch.setattr(socket, "getaddrinfo", leading_to("127.0.0.1", "169.254.169.254"))
    allowed = named(fitted, shop, server, allow=("127.0.0.0/8",))
    assert len(allowed.recommend(SITUATION, 4)) == 4
    refused = allowed.recommend(SITUATION, 4)
    assert "169.254.169.254" in refused.note


@pytest.mark.parametrize("host", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1]"])
def test_addresses_that_are_never_a_model_are_not_asked(
    host: str, fitted: FittedCandidate, shop: Shop
) -> None:
    slate = at(fitted, shop, f"http://{host}:80/").recommend(SITUATION)
    assert "where nothing is asked" in slate.note


def test_a_name_server_that_hangs_is_slow(
    fitted: FittedCandidate, shop: Shop, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(2))
    asked = named(fitted, shop, server, timeout=PATIENCE)
    assert asked.recommend(SITUATION).trouble is Trouble.SLOW


def test_a_token_comes_from_the_environment_and_never_from_the_settings(
    fitted: FittedCandidate, shop: Shop, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers: list[str | None] = []

    def listens(handler: Handler, question: Question) -> None:
        headers.append(handler.headers["Authorization"])
        keeps_the_contract(handler, question)

    server.behaviour = listens
    monkeypatch.setenv("MODEL_TOKEN", "s3cret")
    secret = at(fitted, shop, server.url, token_variable="MODEL_TOKEN")
    secret.recommend(SITUATION)
    fitted.recommend(SITUATION)
    assert headers == ["Bearer s3cret", None]
    assert "s3cret" not in str(secret.card())


def at(fitted: FittedCandidate, shop: Shop, url: str, **parameters: object) -> FittedCandidate:
    """The same fitted model, thought to be at another address."""
    candidate = fitted.candidate.model_copy(update={"url": url, **parameters})
    return candidate.open(shop, fitted.arrays())


def named(
    fitted: FittedCandidate, shop: Shop, server: Server, **parameters: object
) -> FittedCandidate:
    return at(fitted, shop, f"http://models.example.com:{server.server_port}/", **parameters)
