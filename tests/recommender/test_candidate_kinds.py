"""Candidates made from settings: kinds, parameters, and errors that name the nearest."""

import pkgutil

import pytest

import recommender.candidates
from recommender import toml
from recommender.candidate import Candidate
from recommender.kinds import CandidateUnknown, kinds, make_candidate
from recommender.settings import CandidateSettings

FAULTS = {
    "an unknown kind": ({"kind": "bm52"}, "of an unknown kind 'bm52'. Did you mean 'bm25'?"),
    "a module that is no kind": ({"kind": "neighbours"}, "of an unknown kind 'neighbours'."),
    "a path": ({"kind": "../settings"}, "of an unknown kind '../settings'."),
    "an unknown parameter": (
        {"kind": "als", "regularisation": 0.1},
        "no parameter 'regularisation'. Did you mean 'regularization'?",
    ),
    "too few factors": ({"kind": "als", "factors": 0}, "factors is 0, but input should be greater"),
    "text for a number": ({"kind": "bm25", "K": "20"}, "K is '20', but input should be a valid"),
    "an infinite number": ({"kind": "bm25", "K1": float("inf")}, "K1 is inf, but input should"),
    "an unknown weight": ({"kind": "als", "weight": "price"}, "weight is 'price', but input"),
    "no address": ({"kind": "http", "url": "models"}, "url: 'models' is no http or https address."),
    "a file": ({"kind": "http", "url": "file:///etc/passwd"}, "is no http or https address."),
    "a password": (
        {"kind": "http", "url": "http://a:b@models.example.com/"},
        "url: an address must hold no password; name a `token_variable` instead.",
    ),
    "no network": (
        {"kind": "http", "url": "http://models.example.com/", "allow": ["inside"]},
        "does not appear to be an IPv4 or IPv6 network",
    ),
    "no file": ({"kind": "lists"}, "needs the parameter 'path'."),
}


def made(**settings: object) -> Candidate:
    return make_candidate(CandidateSettings(id="one", title="One", **settings))


@pytest.mark.parametrize(("settings", "sentence"), FAULTS.values(), ids=FAULTS)
def test_what_no_candidate_has_is_an_error_that_helps(
    settings: dict[str, object], sentence: str
) -> None:
    with pytest.raises(CandidateUnknown) as caught:
        made(**settings)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("Candidate 'one'")


def test_every_module_that_names_a_kind_is_one() -> None:
    modules = {each.name for each in pkgutil.iter_modules(recommender.candidates.__path__)}
    assert set(kinds()) == {
        "als",
        "best_sellers",
        "bm25",
        "category_best_sellers",
        "cosine",
        "http",
        "lists",
    }
    assert set(kinds()) < modules


def test_parameters_have_implicits_names_and_defaults() -> None:
    assert made(kind="bm25").parameters == {"K": 20, "K1": 1.2, "B": 0.75, "weight": "once"}
    assert made(kind="als", factors=64, weight="quantity").parameters == {
        "factors": 64,
        "regularization": 0.01,
        "alpha": 1.0,
        "iterations": 15,
        "use_cg": True,
        "random_state": 42,
        "weight": "quantity",
    }


def test_what_is_written_to_a_card_reads_back() -> None:
    values = {
        "title": 'Ärmel "x"\\ \x7f \n # [a]',
        "count": 3,
        "share": 0.1,
        "on": True,
        "networks": ["10.0.0.0/8"],
        "parameters": {"K": 20, "nothing": None},
    }
    assert toml.parse(toml.text(values).encode()) == {**values, "parameters": {"K": 20}}
