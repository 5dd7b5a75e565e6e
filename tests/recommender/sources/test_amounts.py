"""Amounts as people write them, and the ones that may be two."""

import pyarrow as pa
import pytest

from recommender.sources.amounts import Amounts, read_amounts
from recommender.sources.column import Column
from recommender.sources.fault import SourceUnreadable


def read(folder, cells: list[str | None], mark: str = ",") -> Amounts:
    path = folder / "catalogue.csv"
    path.write_text(f"title{mark}price\n")
    return read_amounts(Column(path, "price", pa.chunked_array([cells])), in_money=True)


@pytest.mark.parametrize(
    ("cells", "values", "currency"),
    [
        (["19.90 EUR", "5.00 EUR", None], [19.9, 5, None], "EUR"),
        (["EUR 19.90", "eur5"], [19.9, 5], "EUR"),
        (["19,90 €", "1.299,00 €"], [19.9, 1299], "EUR"),
        (["£1,299.00", "£5"], [1299, 5], "GBP"),
        (["$1,299.00", "$5.5"], [1299, 5.5], ""),
        (["US$5.00", "12.00 USD"], [5, 12], "USD"),
        (["1 299,50 kr", "99 kr"], [1299.5, 99], ""),
        (["1\u202f299,50", "1\u00a0000 000,00"], [1299.5, 1_000_000], ""),
        (["1’299.50 CHF", "12.00 CHF"], [1299.5, 12], "CHF"),
        (["-5,50", "+3"], [-5.5, 3], ""),
        (["1e3", "2.5"], [1000, 2.5], ""),
        (["1.234.567", "1"], [1_234_567, 1], ""),
        (["1,234,567", "1"], [1_234_567, 1], ""),
        (["0,999", "1,299"], [0.999, 1.299], ""),
        (["1234,567"], [1234.567], ""),
        ([".5", "5."], [0.5, 5], ""),
    ],
)
def test_every_usual_form_is_read(tmp_path, cells, values, currency):
    amounts = read(tmp_path, cells)
    assert amounts.values.to_pylist() == values
    assert amounts.currency == currency


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["1,299", "2,450 EUR"], "row 2: .*every price with a comma has three digits after it"),
        (["1.299 EUR"], "row 2: .*every price with a point has three digits after it"),
        (["5.00 EUR", "6.00 SEK"], "row 3: price is '6.00 SEK', but others are in EUR"),
        (["5.50", "6,50", "7,50"], "row 2: .*but others mark their decimals otherwise"),
        (["5.50", "from 6"], "row 3: price is 'from 6', which is not a number"),
        (["5.50", "6 / kg"], "row 3: price is '6 / kg', which is not a number"),
        (["5.50", "inf"], "row 3: price is 'inf', which is not a number"),
        (["5.50", "1.23.4567"], "row 3: price is '1.23.4567', which is not a number"),
    ],
)
def test_what_may_be_two_things_or_none_is_refused_with_its_row(tmp_path, cells, says):
    with pytest.raises(SourceUnreadable, match=says):
        read(tmp_path, cells)
