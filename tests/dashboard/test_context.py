"""A shopper's context in words."""

import pytest

from dashboard.context import context_in_words


@pytest.mark.parametrize(
    ("shopper", "said"),
    [
        ({"segment": "gift", "country": "BE"}, ["Gift shopper", "Belgium"]),
        ({"country": "gb"}, ["United Kingdom"]),
        ({"country": "Wales"}, ["Country: Wales"]),
        ({"age_group": "30 to 40"}, ["Age group: 30 to 40"]),
        ({}, []),
    ],
)
def test_a_shoppers_context_is_said_in_words(shopper: dict, said: list[str]):
    assert context_in_words(shopper) == said
