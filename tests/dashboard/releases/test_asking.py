"""The queue: who is asked what, in which order, and why."""

from typing import Any

import pytest

from dashboard.releases.asking import Case, complete, difference, queue
from dashboard.releases.choices import Answer

SAME = {"als": ("tent", "lamp"), "best": ("tent", "lamp")}
APART = {"als": ("tent", "lamp"), "best": ("stove", "mat")}
SHOWN = {"als": Answer.SHOW, "best": Answer.SHOW}


def case(scenario: str = "camper", **changes: Any) -> Case:
    said: dict[str, Any] = {
        "position": 1,
        "slates": APART,
        "assigned": (),
        "reviewers": 0,
        "answers": {},
        "judged": frozenset(),
        "carried": frozenset(),
    }
    return Case(scenario=scenario, **(said | changes))


def asked(*cases: Case) -> list[str]:
    return [each.scenario for each in queue(cases, "me") if each.asked]


def why(made: Case) -> str:
    return queue([made], "me")[0].why


def test_all_are_asked_where_nothing_is_said_of_it() -> None:
    assert asked(case(answers={"colleague": SHOWN, "other": SHOWN})) == ["camper"]


def test_nobody_is_asked_twice() -> None:
    assert asked(case(answers={"me": SHOWN})) == []
    assert asked(case(answers={"me": {"als": Answer.SHOW}})) == ["camper"]
    assert asked(case(answers={"me": {"als": Answer.SHOW, "best": Answer.NONE}})) == ["camper"]


def test_who_is_not_assigned_is_not_asked() -> None:
    assert asked(case(assigned=("colleague",))) == []
    assert asked(case(assigned=("colleague", "me"))) == ["camper"]
    assert "for others" in why(case(assigned=("colleague",)))


def test_once_enough_have_answered_the_others_are_not_asked_unless_they_began() -> None:
    enough = {"colleague": SHOWN, "other": SHOWN}
    assert asked(case(reviewers=2, answers=enough)) == []
    assert asked(case(reviewers=3, answers=enough)) == ["camper"]
    assert asked(case(reviewers=2, answers=enough | {"me": {"als": Answer.SHOW}})) == ["camper"]


def test_half_an_answer_of_a_colleague_is_not_enough() -> None:
    assert asked(case(reviewers=1, answers={"colleague": {"als": Answer.SHOW}})) == ["camper"]


def test_what_was_carried_over_is_not_begun() -> None:
    carried = {"me": {"als": Answer.SHOW}}
    made = case(reviewers=1, carried=frozenset({"als"}), answers=carried | {"other": SHOWN})
    assert asked(made) == []
    alone = case(carried=frozenset({"als"}), answers=carried)
    assert why(alone) == "1 of 2 columns changed since you answered."
    whole = case(carried=frozenset({"als", "best"}), answers={"me": SHOWN})
    assert why(whole) == "You said this before, and nothing changed."


def test_the_most_informative_comes_first_and_what_is_not_asked_last() -> None:
    quarrel = {
        "colleague": SHOWN,
        "other": {"als": Answer.DO_NOT_SHOW, "best": Answer.DO_NOT_SHOW},
    }
    known = frozenset({"tent", "lamp"})
    cases = [
        case("done", position=1, answers={"me": SHOWN}),
        case("same-and-known", position=2, slates=SAME, judged=known),
        case("same", position=3, slates=SAME),
        case("apart", position=4),
        case("quarrel", position=5, answers=quarrel),
    ]
    assert [each.scenario for each in queue(cases, "me")] == [
        "quarrel",
        "apart",
        "same",
        "same-and-known",
        "done",
    ]
    assert why(cases[4]) == "Your colleagues do not agree here."
    assert why(cases[3]) == "The columns differ a lot here, so it comes early."
    assert why(cases[2]) == ""


def test_an_unjudged_product_weighs_more_the_higher_it_stands() -> None:
    slates = {"als": ("tent", "lamp", "stove"), "best": ("tent", "lamp", "stove")}
    below = case("last-unknown", position=1, slates=slates, judged=frozenset({"tent", "lamp"}))
    above = case("first-unknown", position=2, slates=slates, judged=frozenset({"lamp", "stove"}))
    assert asked(below, above) == ["first-unknown", "last-unknown"]


def test_equals_stand_in_the_order_of_the_release() -> None:
    assert asked(case("second", position=2), case("first", position=1)) == ["first", "second"]


@pytest.mark.parametrize(
    ("slates", "expected"),
    [
        (SAME, 0.0),
        (APART, 1.0),
        # Weights 1 and 0.63093; both products in common, each at its lower place.
        ({"als": ("tent", "lamp"), "best": ("lamp", "tent")}, 1 - 1.26186 / 1.63093),
        ({"als": ("tent",)}, 0.0),
        ({"als": (), "best": ()}, 0.0),
    ],
    ids=["same", "apart", "swapped", "one", "empty"],
)
def test_how_far_slates_differ(slates: dict, expected: float) -> None:
    assert difference(slates) == pytest.approx(expected, abs=1e-4)


def test_a_scenario_is_complete_with_a_verdict_on_every_column() -> None:
    assert complete(SHOWN, APART)
    assert not complete({"als": Answer.SHOW}, APART)
    assert not complete(SHOWN | {"best": Answer.NONE}, APART)
