"""Greedy choice, against every other choice there is."""

from itertools import combinations, islice
from math import e

from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.coverage.greedy import chosen

sets = st.lists(st.sets(st.integers(0, 9), max_size=5), min_size=3, max_size=7)
values = st.lists(st.integers(0, 3), min_size=7, max_size=7)


def covered(picked: list[set[int]]) -> int:
    return len(set().union(*picked))


def total(picked: tuple[int, ...], parts: list[set[int]], extra: list[int]) -> int:
    """A cover, which is submodular, plus a value of each one's own, which is modular."""
    return covered([parts[each] for each in picked]) + sum(extra[each] for each in picked)


@settings(deadline=None)
@given(parts=sets, extra=values)
def test_it_is_never_under_63_percent_of_the_best(parts: list[set[int]], extra: list[int]) -> None:
    taken: list[int] = []

    def worth(item: int) -> int:
        return total((*taken, item), parts, extra) - total(tuple(taken), parts, extra)

    for item in islice(chosen(worth, range(len(parts))), 3):
        assert worth(item) == max(worth(each) for each in range(len(parts)) if each not in taken)
        taken.append(item)
    best = max(total(each, parts, extra) for each in combinations(range(len(parts)), 3))
    assert total(tuple(taken), parts, extra) >= (1 - 1 / e) * best


def test_of_equals_the_first_and_each_only_once() -> None:
    assert list(chosen(lambda item: 1, [0, 1, 2])) == [0, 1, 2]
    assert list(chosen(lambda item: 1, [])) == []
