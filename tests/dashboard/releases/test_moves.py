"""What became of each product of a slate."""

import pytest

from dashboard.releases.moves import Move, departures, moves


def told(before: str, after: str, redrawn: str = "") -> dict[str, str]:
    """Of slates whose products are letters, what became of those that did not stay."""
    found = moves(list(before), list(after), set(redrawn))
    return {each.product: str(each.move) for each in found if each.move is not Move.STAYED}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abcd", "abcd", {}),
        ("abcd", "bcd", {}),
        ("abcd", "xabcd", {"x": "came"}),
        ("abcd", "dabc", {"d": "rose"}),
        ("abcd", "bcda", {"a": "fell"}),
        ("abcd", "axcd", {"x": "came"}),
        ("abcde", "eabcx", {"e": "rose", "x": "came"}),
        ("", "ab", {"a": "came", "b": "came"}),
        ("ab", "", {}),
    ],
)
def test_only_those_moved_without_whom_the_order_is_the_same(before, after, expected):
    assert told(before, after) == expected


def test_of_two_that_changed_places_one_moved():
    assert len(told("ab", "ba")) == 1


def test_places_are_counted_from_one_and_tell_where_it_was():
    found = {each.product: (each.place, each.was) for each in moves(list("abc"), list("cax"))}
    assert found == {"c": (1, 3), "a": (2, 1), "x": (3, None)}


def test_another_picture_is_told_of_what_stayed_and_not_of_what_moved():
    assert told("abc", "abc", redrawn="b") == {"b": "redrawn"}
    assert told("abc", "cab", redrawn="c") == {"c": "rose"}


def test_what_is_shown_nowhere_any_more_left():
    found = {each.product: str(each.move) for each in departures(list("abc"), {"b", "x"})}
    assert found == {"a": "left", "b": "stayed", "c": "left"}
