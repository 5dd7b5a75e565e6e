"""Scenarios carried out and in again: the same scenarios, and no cell that a spreadsheet runs."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from recommender.documents.reading import BOM
from recommender.expectations import expect
from recommender.scenario import Scenario, render_scenario
from recommender.scenario.exchange import EMPTY_SHEET, NothingImported, read_file, sheet, zipped
from recommender.situation import Bought, Situation
from tests.recommender.test_scenario_saving import SCENARIOS

CAMPER = Scenario(
    "the-new-camper",
    "The new camper",
    "Bought a tent.\nNothing else.",
    Situation(
        (Bought("tent-2p"), Bought("012"), Bought("lamp, small", 2, date(2026, 3, 2))),
        {"segment": "new", "visits": 3, "member": "012"},
        date(2026, 3, 10),
    ),
    8,
    ("outdoor", "cold, wet"),
    "outdoor-merchandising",
    (
        expect("includes_category", {"category": "sleeping", "at_least": 1, "in_top": 6}),
        expect("nothing_already_bought"),
    ),
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def came(content: str | bytes) -> list[Scenario]:
    arrival = read_file(content.encode() if isinstance(content, str) else content)
    assert arrival.troubles == ()
    return list(arrival.scenarios)


def test_a_row_says_what_the_file_says():
    [row] = rows(sheet([CAMPER]))
    assert row == {
        "id": "the-new-camper",
        "title": "The new camper",
        "story": "Bought a tent.\nNothing else.",
        "bought": 'tent-2p\n"012"\n{product: "lamp, small", on: 2026-03-02, quantity: 2}',
        "expect": "includes_category: {category: sleeping, at_least: 1, in_top: 6}\n"
        "nothing_already_bought: {}",
        "shopper": 'segment: new, visits: 3, member: "012"',
        "as_of": "2026-03-10",
        "slate_size": "8",
        "tags": 'outdoor, "cold, wet"',
        "owner": "outdoor-merchandising",
    }


def test_a_sheet_brings_back_the_same_scenario():
    [back] = came(sheet([CAMPER]))
    assert back.as_record() == CAMPER.as_record()


def test_a_zip_brings_back_the_same_scenario():
    [back] = came(zipped({"the-new-camper.yaml": render_scenario(CAMPER).encode()}))
    assert back.as_record() == CAMPER.as_record()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SCENARIOS, min_size=1, max_size=3))
def test_whatever_a_scenario_says_survives_the_sheet(scenarios):
    named = [replace(each, id=f"camper-{at}") for at, each in enumerate(scenarios)]
    assert [each.as_record() for each in came(sheet(named))] == [each.as_record() for each in named]


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "＝1+1", '=HYPERLINK("x","y")'],
)
def test_a_cell_that_a_spreadsheet_would_run_goes_out_as_text_and_comes_in_as_it_was(title):
    scenario = replace(CAMPER, title=title, story=title, owner=title)
    [row] = rows(sheet([scenario]))
    assert [row[each] for each in ("title", "story", "owner")] == [f"'{title}"] * 3
    [back] = came(sheet([scenario]))
    assert (back.title, back.story, back.owner) == (title, title, title)


@pytest.mark.parametrize("title", ["'tis the season", "1 = 1", "O'Neill", "x=1"])
def test_a_cell_that_no_spreadsheet_runs_stays_as_it_is(title):
    [row] = rows(sheet([replace(CAMPER, title=title)]))
    assert row["title"] == title


def test_what_people_type_is_understood():
    [one, two] = came(
        "id;title;bought;tags;shopper;expect;slate_size\r\n"
        "one;First;tent-2p, lamp-01;gift, children;segment: new, country: FR;"
        "nothing_already_bought;6\r\n"
        "\r\n;;;;;;\r\n"
        "two;Second;;;;;\r\n"
    )
    assert one.situation.product_ids == ("tent-2p", "lamp-01")
    assert one.situation.shopper == {"segment": "new", "country": "FR"}
    assert one.tags == ("gift", "children")
    assert one.slate_size == 6
    assert [each.name for each in one.expectations] == ["nothing_already_bought"]
    assert two == Scenario("two", "Second")


def test_a_column_that_is_left_out_leaves_what_is_here_and_an_empty_cell_empties_it():
    here = {CAMPER.id: replace(CAMPER, story="=1+1")}
    content = "id,title,tags\nthe-new-camper,Camper!,\nanother,Another,gift\n"
    changed, new = read_file(content.encode(), here=here).scenarios
    assert changed == replace(here[CAMPER.id], title="Camper!", tags=())
    assert new == Scenario("another", "Another", tags=("gift",))


def test_what_is_left_as_it_is_has_to_fit_what_comes():
    content = "id,title,as_of\nthe-new-camper,The new camper,2026-03-01\n"
    [trouble] = read_file(content.encode(), here={CAMPER.id: CAMPER}).troubles
    assert trouble.startswith("Row 2, bought: ")


def test_the_empty_example_has_every_column_and_brings_nothing():
    assert EMPTY_SHEET.removeprefix(BOM).strip().split(",") == list(rows(sheet([CAMPER]))[0])
    with pytest.raises(NothingImported, match="holds no scenario"):
        read_file(EMPTY_SHEET.encode())


def test_the_same_files_make_the_same_zip():
    files = {"a.yaml": b"title: A\n", "b.yaml": b"title: B\n"}
    assert zipped(files) == zipped(files)
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_a_workbook_is_told_to_be_saved_as_csv():
    book, stream = Workbook(), io.BytesIO()
    for row in csv.reader(io.StringIO(sheet([CAMPER]).removeprefix(BOM), newline="")):
        book.active.append(row)
    book.save(stream)
    with pytest.raises(NothingImported, match="an Excel workbook; save it as CSV"):
        read_file(stream.getvalue())


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_empty_columns_that_a_spreadsheet_leaves_behind_are_passed_over(mark):
    wide = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(sheet([CAMPER]).removeprefix(BOM), newline=""))
    csv.writer(wide, delimiter=mark).writerows([*row, "", ""] for row in rows)
    assert read_file(wide.getvalue().encode("utf-8-sig")).scenarios == (CAMPER,)


def test_another_ending_in_a_zip_is_told_to_be_renamed():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("the-new-camper.yml", render_scenario(CAMPER))
    with pytest.raises(NothingImported, match=r"'the-new-camper.yml' .* rename it to .yaml"):
        read_file(packed.getvalue())
