"""Answers that take their time: nobody waits for them, and they come once."""

import time
from threading import Event

import pytest

from dashboard.coverage.behind import Behind
from recommender.refusal import Refusal


def settled(behind: Behind, *question: object) -> object:
    while (answer := behind.answer(*question)) is None:
        time.sleep(0.01)
    return answer


def test_who_asks_does_not_wait_and_the_answer_is_worked_out_once():
    go, asked = Event(), []

    def work(shop: str) -> str:
        asked.append(shop)
        go.wait()
        return f"surveyed {shop}"

    behind = Behind("survey", work)
    assert behind.answer("demo") is None
    assert behind.answer("demo") is None
    go.set()
    assert settled(behind, "demo") == "surveyed demo"
    assert behind.answer("demo") == "surveyed demo"
    assert asked == ["demo"]


def test_another_question_has_another_answer():
    behind = Behind("double", lambda given: [*given, *given])
    one, other = [1], [2]
    assert settled(behind, one) == [1, 1]
    assert settled(behind, other) == [2, 2]


def test_a_question_asked_while_another_is_worked_out_has_its_own_answer():
    go = Event()

    def work(given: list) -> list:
        go.wait()
        return [*given, *given]

    behind, one, other = Behind("double", work), [1], [2]
    assert behind.answer(one) is None
    assert behind.answer(other) is None
    go.set()
    assert settled(behind, other) == [2, 2]


def test_a_refusal_is_told_to_everybody_who_asks():
    def refuse(_shop: str) -> str:
        raise Refusal("There are no purchases.")

    behind = Behind("survey", refuse)
    assert behind.answer("demo") is None
    for _ in range(2):
        with pytest.raises(Refusal, match="There are no purchases"):
            settled(behind, "demo")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_our_own_is_no_endless_wait():
    def stumble(_shop: str) -> str:
        raise ZeroDivisionError

    behind = Behind("survey", stumble)
    with pytest.raises(Refusal, match="log says why"):
        settled(behind, "demo")
