"""Krippendorff's alpha on his own example, by hand, and where there is none."""

import pytest

from recommender.metrics.agreement import ALL_ALIKE, NOBODY_TWICE, agreement

# Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections C and D: four
# observers, twelve units, missing values; a unit that one observer alone coded is left out.
OBSERVERS = ["123321412...", "1233224125.3", ".333234225" + "1.", "1233244125" + "1."]
PUBLISHED = [
    (person, str(unit), code)
    for person, codes in zip("ABCD", OBSERVERS, strict=True)
    for unit, code in enumerate(codes, start=1)
    if code != "."
]
VERDICTS = ["show", "reservations", "do not show"]


@pytest.mark.parametrize(("scale", "alpha"), [(None, 0.743), ("12345", 0.815)])
def test_the_published_example_is_reproduced(scale, alpha):
    found = agreement(PUBLISHED, scale)
    assert round(found.alpha, 3) == alpha
    assert (found.undefined, found.units, found.answers) == (None, 11, 40)


def test_two_who_always_differ_agree_less_than_chance():
    """Observed disagreement 1, expected 2 * 2 * 2 / (4 * 3): alpha 1 - 3 / 2."""
    answers = [("a", "x", "show"), ("b", "x", "no"), ("a", "y", "no"), ("b", "y", "show")]
    assert agreement(answers).alpha == pytest.approx(-0.5)


def test_answers_far_apart_on_the_scale_count_as_graver():
    def alpha(second: str, scale: list[str] | None) -> float:
        same = [
            (person, f"{answer} {each}", answer)
            for person in "ab"
            for answer in VERDICTS
            for each in range(3)
        ]
        return agreement([*same, ("a", "x", "show"), ("b", "x", second)], scale).alpha

    assert alpha("do not show", VERDICTS) < alpha("reservations", VERDICTS) < 1
    assert alpha("do not show", None) == pytest.approx(alpha("reservations", None))


def test_one_person_alone_agrees_with_nobody():
    found = agreement([("a", "x", "show"), ("b", "y", "show"), ("a", "z", "do not show")])
    assert (found.alpha, found.undefined, found.units) == (None, NOBODY_TWICE, 0)
    assert agreement([]).undefined == NOBODY_TWICE


def test_without_variation_there_is_no_chance_to_compare_with():
    alike = [(person, unit, "show") for person in "ab" for unit in "xy"]
    found = agreement([*alike, ("a", "z", "do not show")], VERDICTS)
    assert (found.alpha, found.undefined, found.units, found.answers) == (None, ALL_ALIKE, 2, 4)


def test_a_changed_mind_counts_once():
    first = [("a", "x", "show"), ("a", "x", "do not show")]
    assert agreement(first).undefined == NOBODY_TWICE
    others = [("b", "x", "do not show"), ("a", "y", "show"), ("b", "y", "show")]
    assert agreement([*first, *others]).alpha == 1
