"""Counting what became of every row."""

import numpy as np
import pytest

from recommender.tally import RowsUnaccounted, Sieve, Tally


def test_rows_that_do_not_add_up_are_refused():
    with pytest.raises(RowsUnaccounted, match="10 rows were read, 7 kept and 1 lost"):
        Tally(10, 7, {"without a date": 2})


def test_rows_that_add_up_stand():
    record = {"read": 10, "kept": 7, "dropped": {"late": 3}, "notes": {}}
    assert Tally(10, 7, {"late": 3}).as_record() == record


def test_a_row_counts_under_its_first_reason():
    sieve = Sieve(4)
    sieve.drop("first", np.array([True, True, False, False]))
    sieve.drop("second", np.array([False, True, True, False]))
    sieve.drop("third", np.array([True, False, False, False]))
    assert sieve.dropped == {"first": 2, "second": 1}
    assert sieve.kept.tolist() == [False, False, False, True]


def test_the_importer_counts_what_it_hands_over_itself():
    sieve = Sieve(3)
    sieve.drop("first", np.array([True, False, False]))
    with pytest.raises(RowsUnaccounted):
        sieve.tally(kept=1)
