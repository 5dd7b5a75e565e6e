"""Amounts as people write them: 19.90 EUR, 1.299,00, £1,299.

Whether a point or a comma marks decimals is told from all of a column's cells together; where none
of them tells, the column is refused rather than guessed.
"""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from recommender.currencies import currency_named
from recommender.sources.column import Column
from recommender.sources.table import cell_delimiter

BLANKS = "\\s\u00a0\u2007\u2009\u202f"
AROUND = rf"^[{BLANKS}]*|[{BLANKS}]*$"
UNIT = rf"^([-+]?)[^-+0-9.,']*?[{BLANKS}]*([-+]?[0-9.,].*?)[{BLANKS}]*[^0-9.,]*$"
"""A sign and an amount, with what stands before and behind: a currency, or nothing."""
AMOUNT = rf"[-+]?[0-9][0-9{BLANKS}.,'’]*|[-+]?[.,][0-9]+"
GROUPED = rf"([0-9])[{BLANKS}'’]([0-9]{{3}})"
POINT = r"\.[0-9]{1,2}$|\.[0-9]{4,}$|^[-+]?0*\.|[0-9]{4,}\.|,[0-9]{3}\.|,[0-9]{3},|e"
COMMA = r",[0-9]{1,2}$|,[0-9]{4,}$|^[-+]?0*,|[0-9]{4,},|\.[0-9]{3},|\.[0-9]{3}\."
"""What shows that a point, or a comma, marks the decimals."""
THREE = r"^[-+]?[1-9][0-9]{0,2}([.,])[0-9]{3}$"
NO_CENTS = r"[1-9]$"
"""Amounts with decimals to the thousandth of a database end in 0: nobody asks tenths of a cent."""
WITH_POINT = r"^[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?(e[-+]?[0-9]+)?$"
WITH_COMMA = r"^[-+]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)?(,[0-9]*)?$"
REMEDY = "write it as 12.50 or 1299.00"


@dataclass(frozen=True)
class Amounts:
    """`values` are float64, finite, or null; `currency` is the ISO code that stood with them, "" of
    none; `thousands` of them had a point between their thousands, like `example`."""

    values: pa.ChunkedArray
    currency: str = ""
    thousands: int = 0
    example: str = ""


def read_amounts(column: Column, *, in_money: bool = False) -> Amounts:
    """SourceUnreadable where a cell is no amount, where it may be thousands or decimals, or where
    several currencies stand in one column. Only money has a currency."""
    if not column.is_text:
        return Amounts(read_numbers(column))
    cells = column.cells.cast(pa.string())
    plain = _plain(cells)
    if plain is not None and not _pointed(cells):
        return Amounts(plain)
    bare, currency = (_without_currency(column, cells)) if in_money else (_trimmed(cells), "")
    bare = pc.replace_substring_regex(bare, GROUPED, r"\1\2")
    bare = pc.utf8_lower(pc.replace_substring_regex(bare, GROUPED, r"\1\2"))
    mark = _decimal_mark(column, bare)
    thousands, example = 0, ""
    if mark == "thousands":
        grouped = pc.fill_null(pc.match_substring_regex(bare, THREE), False)
        thousands = pc.sum(grouped).as_py()
        example = bare[pc.index(grouped, True).as_py()].as_py()
    fits = pc.match_substring_regex(bare, WITH_POINT if mark == "." else WITH_COMMA)
    fits = pc.and_(fits, pc.match_substring_regex(bare, "[0-9]"))
    other = "," if mark == "." else "."
    written = pc.replace_substring(pc.replace_substring(bare, other, ""), ",", ".")
    values = pc.if_else(pc.fill_null(fits, False), written, pa.scalar(None, pa.string()))
    values = values.cast(pa.float64())
    unfit = pc.or_(pc.invert(fits), pc.fill_null(pc.is_inf(values), False))
    values = column.set_aside(unfit, "is {cell}, which is not a number", REMEDY, values)
    return Amounts(values, currency, thousands, example)


def thousands_noted(name: str, amounts: Amounts) -> dict[str, int]:
    """For a tally: how many cells of this column were taken for thousands."""
    if not amounts.thousands:
        return {}
    whole = amounts.example.replace(".", "")
    said = f"{name} such as {amounts.example} read as {whole}, for a semicolon parts the cells"
    return {said: amounts.thousands}


def read_numbers(column: Column) -> pa.ChunkedArray:
    """float64, finite, or null, of numbers as computers write them; a typed column's NaN is
    missing. SourceUnreadable where a cell is none."""
    if column.is_text:
        values = _plain(column.cells)
        if values is None:
            read = pd.to_numeric(column.cells.to_pandas(), errors="coerce")
            values = pa.chunked_array([pa.array(read, pa.float64())])
        finite = pc.fill_null(pc.is_finite(values), False)
        unfit = pc.and_(pc.is_valid(column.cells), pc.invert(finite))
    else:
        values = column.cast(pa.float64(), "store numbers")
        values = pc.if_else(pc.is_nan(values), pa.scalar(None, pa.float64()), values)
        unfit = pc.is_inf(values)
    return column.set_aside(unfit, "is {cell}, which is not a number", REMEDY, values)


def _plain(cells: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Most columns are written as computers do; None where this one is not."""
    try:
        values = cells.cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    return values if pc.all(pc.fill_null(pc.is_finite(values), True)).as_py() else None


def _pointed(cells: pa.ChunkedArray) -> bool:
    """Whether a point may part thousands: every cell with one has three digits behind it."""
    pointed = pc.fill_null(pc.match_substring(cells, "."), False)
    three = pc.fill_null(pc.match_substring_regex(_trimmed(cells), THREE), False)
    return bool(pc.any(three).as_py()) and not pc.any(pc.and_not(pointed, three)).as_py()


def _trimmed(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.replace_substring_regex(cells, AROUND, "")


def _without_currency(column: Column, cells: pa.ChunkedArray) -> tuple[pa.ChunkedArray, str]:
    """The amounts, and the currency that all of them are in. What stands beside an amount and is
    no currency is left there."""
    trimmed = _trimmed(cells)
    beside = pc.utf8_trim_whitespace(pc.replace_substring_regex(trimmed, AMOUNT, ""))
    signs = {each: currency_named(each) for each in pc.unique(beside).to_pylist() if each}
    known = pa.array([each for each, code in signs.items() if code is not None], pa.string())
    found = sorted({code for code in signs.values() if code})
    for other in found[1:]:
        spelt = pa.array([each for each, code in signs.items() if code == other], pa.string())
        column.refuse_where(
            pc.is_in(beside, spelt),
            f"is {{cell}}, but others are in {found[0]}",
            "keep the prices of one currency",
        )
    bare = pc.replace_substring_regex(trimmed, UNIT, r"\1\2")
    return pc.if_else(pc.fill_null(pc.is_in(beside, known), False), bare, trimmed), "".join(
        found[:1]
    )


def _decimal_mark(column: Column, cells: pa.ChunkedArray) -> str:
    """ "." or ","; "thousands" where no cell tells, but semicolons part the table's cells, as is
    done where a comma marks decimals, and one of the amounts ends in another digit than 0.

    SourceUnreadable where some cells have it one way and others the other, or nothing tells.
    """
    by_point, by_comma = (
        pc.fill_null(pc.match_substring_regex(cells, each), False) for each in (POINT, COMMA)
    )
    if pc.any(by_comma).as_py():
        if pc.any(by_point).as_py():
            fewer = min(by_point, by_comma, key=lambda each: pc.sum(each).as_py())
            what = "is {cell}, but others mark their decimals otherwise"
            column.refuse_where(fewer, what, REMEDY)
        return ","
    three = pc.fill_null(pc.match_substring_regex(cells, THREE), False)
    if pc.any(by_point).as_py() or not pc.any(three).as_py():
        return "."
    pointed = pc.fill_null(pc.match_substring(cells, "."), False)
    whole = pc.and_(three, pc.match_substring_regex(cells, NO_CENTS))
    plainly = cell_delimiter(column.path) == ";" and pc.any(pc.and_(pointed, whole)).as_py()
    if plainly and not pc.any(pc.match_substring(cells, ",")).as_py():
        return "thousands"
    cell = cells[pc.index(three, True).as_py()].as_py()
    sign = "comma" if "," in cell else "point"
    decimals = cell.replace(",", ".")
    column.refuse_where(
        three,
        f"is {{cell}}, and like it every {column.name} with a {sign} has three digits after it, so "
        "they may be thousands or decimals",
        f"write {decimals.replace('.', '')}.00 or {decimals}0, whichever is meant",
    )
    return "."
