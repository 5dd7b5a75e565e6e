"""Who is blind when, and that no candidate has a better place than another."""

from collections import Counter
from itertools import combinations, pairwise

import pytest
from scipy.stats import chi2

from dashboard.releases.blinding import columns, letters, may_be_led, order
from dashboard.releases.person import Person

SEED = "5f3a" * 8
REVIEWERS = [f"reviewer-{number}" for number in range(200)]
SCENARIOS = range(1, 15)
LEVEL = 0.01
"""The chance that a fair order is called unfair."""


def orders(person: str, count: int, seed: str = SEED) -> list[list[str]]:
    """The candidates from the first column to the last, scenario by scenario."""
    candidates = [f"candidate-{number}" for number in range(count)]
    return [list(columns(seed, person, each, candidates).values()) for each in SCENARIOS]


def unfairness(counts: Counter, cells: int) -> float:
    """Pearson's chi-square of the counts against all cells alike."""
    alike = counts.total() / cells
    return sum((each - alike) ** 2 for each in counts.values()) / alike + (
        alike * (cells - len(counts))
    )


@pytest.mark.parametrize("count", [3, 5])
def test_over_all_reviewers_each_candidate_stands_in_each_column_equally_often(count: int) -> None:
    stood = Counter(
        place for each in REVIEWERS for order in orders(each, count) for place in enumerate(order)
    )
    assert stood.total() == 200 * 14 * count
    assert unfairness(stood, count * count) < chi2.ppf(1 - LEVEL, (count - 1) ** 2)


@pytest.mark.parametrize("count", [3, 5])
def test_over_all_reviewers_each_candidate_stands_beside_each_other_equally_often(
    count: int,
) -> None:
    beside = Counter(
        pair for each in REVIEWERS for order in orders(each, count) for pair in pairwise(order)
    )
    pairs = count * (count - 1)
    assert unfairness(beside, pairs) < chi2.ppf(1 - LEVEL, pairs - 1)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 8])
def test_in_a_block_each_candidate_stands_in_each_column_exactly_once(count: int) -> None:
    candidates = [f"candidate-{number}" for number in range(count)]
    for first in range(1, 6 * count, count):
        block = [
            tuple(columns(SEED, "merchandiser", each, candidates).values())
            for each in range(first, first + count)
        ]
        assert all(set(order) == set(candidates) for order in block)
        assert all(set(column) == set(candidates) for column in zip(*block, strict=True))


@pytest.mark.parametrize(("count", "times"), [(2, 1), (3, 2), (4, 1), (5, 2), (8, 1)])
def test_neighbours_are_balanced_exactly_in_one_block_or_in_two(count: int, times: int) -> None:
    candidates = [f"candidate-{number}" for number in range(count)]
    beside: Counter[tuple[str, str]] = Counter()
    for position in range(1, times * count + 1):
        order = list(columns(SEED, "merchandiser", position, candidates).values())
        beside.update(pairwise(order))
    assert beside == {(one, other): times for one in candidates for other in candidates
                      if one != other}  # fmt: skip


def test_an_order_is_the_same_for_ever() -> None:
    found = [columns(SEED, "merchandiser", each, ["als", "bm25", "cosine"]) for each in (1, 2, 3)]
    assert found == FOREVER
    assert columns(SEED, "merchandiser", 1, ["cosine", "als", "bm25"]) == FOREVER[0]


def test_reviewers_and_revisions_have_orders_of_their_own() -> None:
    seen = {each: orders(each, 3) for each in REVIEWERS}
    differ = [one != other for one, other in combinations(seen.values(), 2)]
    assert sum(differ) / len(differ) > 0.99
    assert orders("merchandiser", 3) != orders("merchandiser", 3, seed="another")


def test_only_a_proposer_who_reviews_nothing_may_not_be_led_by_a_name() -> None:
    led = {
        name: may_be_led(Person("someone", "Someone", roles=frozenset(roles)))
        for name, roles in ROLES.items()
    }
    assert led == {
        "nothing": True,
        "reviewer": True,
        "approver": True,
        "proposer": False,
        "proposer and approver": False,
        "proposer and reviewer": True,
    }


def test_letters_stand_in_their_order_beyond_the_alphabet_too() -> None:
    assert sorted(set(letters(60)), key=order) == letters(60)


ROLES = {
    "nothing": (),
    "reviewer": ("reviewer",),
    "approver": ("approver:brand",),
    "proposer": ("proposer",),
    "proposer and approver": ("proposer", "approver:brand"),
    "proposer and reviewer": ("proposer", "reviewer"),
}
FOREVER = [
    {"A": "bm25", "B": "cosine", "C": "als"},
    {"A": "cosine", "B": "als", "C": "bm25"},
    {"A": "als", "B": "bm25", "C": "cosine"},
]
