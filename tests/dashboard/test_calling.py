"""Whom a remark calls by name."""

import pytest

from dashboard.calling import callable_people, called
from dashboard.settings import PersonSettings

PEOPLE = tuple(
    PersonSettings(id=each, name=name, roles=roles)
    for each, name, roles in (
        ("brand", "Head of brand", ("approver:brand", "reviewer")),
        ("branding", "Head of branding", ("reviewer",)),
        ("ann-1", "Ann O'Neil (Paris)", ("reviewer",)),
        ("ann-2", "Ann O'Neil (Paris)", ("proposer",)),
        ("jana", "Jana Čapková", ("proposer",)),
        ("li", "李雷", ("reviewer",)),
        ("guest", "Guest", ()),
    )
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Why, @Head of brand?", ["brand"]),
        ("@head OF branding: look", ["branding"]),
        ("@Head of brand and @Head of branding", ["brand", "branding"]),
        ("@Head of brandings", []),
        ("mail@Head of brand", []),
        ("Head of brand", []),
        ("@Guest, @nobody, @", []),
        ("@JANA ČAPKOVÁ", ["jana"]),
        ("Twice: @Jana Čapková, @Jana Čapková", ["jana"]),
        ("@Jana C\u030capkova\u0301", ["jana"]),
        ("@Head\u00a0of brand", ["brand"]),
        ("请@李雷看看", ["li"]),
        ("@李雷さん", ["li"]),
    ],
)
def test_a_name_behind_an_at_calls_who_has_it_and_a_say(text, ids):
    assert called(text, (), PEOPLE) == ids


def test_of_two_with_the_same_name_the_chosen_one_is_called_else_both():
    text = "@Ann O'Neil (Paris)?"
    assert called(text, ["ann-2"], PEOPLE) == ["ann-2"]
    assert called(text, ["jana"], PEOPLE) == ["ann-1", "ann-2"]


def test_only_who_has_a_say_is_offered_with_what_they_do():
    offered = callable_people(PEOPLE)
    assert [each["id"] for each in offered] == ["brand", "branding", "ann-1", "ann-2", "jana", "li"]
    assert offered[0]["does"] == "signs GO or NO-GO, reviews selections"
    assert called("@Guest", ["guest"], ()) == []
