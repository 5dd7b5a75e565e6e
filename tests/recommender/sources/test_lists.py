"""Lists as Python writes them, in one cell."""

import pandas as pd
import pytest

from recommender.sources.lists import as_lists


def test_every_filled_cell_becomes_a_list_of_text():
    read = as_lists(pd.Series(["['Beef', 'Lamb']", None, "[2020, 'N.V.', None]", "[]"]))
    assert read.tolist() == [["Beef", "Lamb"], None, ["2020", "N.V."], []]


@pytest.mark.parametrize(
    "cell",
    [
        "Beef",
        "[Beef]",
        "['Beef'",
        "[__import__('os')]",
        "[['nested']]",
        "[{'a': 1}]",
        "[" + "(" * 5_000 + ")" * 5_000 + "]",
        "[" + "-" * 15_000 + "1]",
        "[" + "1," * 20_000 + "1]",
    ],
)
def test_a_column_with_any_other_cell_stays_as_it_is(cell):
    column = pd.Series(["['Beef']", cell])
    assert as_lists(column).tolist() == ["['Beef']", cell]


def test_an_empty_column_stays_as_it_is():
    assert as_lists(pd.Series([None, None], dtype="str")).isna().all()
