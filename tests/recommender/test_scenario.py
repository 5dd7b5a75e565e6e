"""Scenario files: what they say, and where they are wrong."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from recommender.catalogue import Catalogue
from recommender.expectations import Expectation
from recommender.refusal import Refusal
from recommender.scenario import ScenarioUnreadable, load_scenario, load_scenarios
from recommender.situation import Bought
from tests.recommender.camping import catalogue_frame

CAMPER = """\
# yaml-language-server: $schema=schema.json
title: The new camper
story: Bought a two-person tent last week and nothing else.
shopper: {segment: new, country: NO, age: 34}
as_of: 2026-03-10
bought:
  - tent-2p                                 # a product id, or
  - {product: lamp-01, on: 2026-03-02, quantity: 2}
slate_size: 6
tags: [cold-start, outdoor]
owner: outdoor-merchandising
expect:
  - includes_category: {category: sleeping, at_least: 1, in_top: 6}
  - excludes_product: {product: tent-2p, because: They own it.}
  - nothing_already_bought
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(catalogue_frame())


def troubles(folder: Path, text: str, catalogue: Catalogue | None = None) -> list[str]:
    """What is wrong, without the file's name."""
    path = folder / "camper.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ScenarioUnreadable) as refused:
        load_scenario(path, catalogue)
    assert all(each.startswith(f"{path}:") for each in refused.value.troubles)
    return [each.removeprefix(f"{path}:") for each in refused.value.troubles]


def test_a_scenario_says_who_what_and_what_is_expected(tmp_path, catalogue):
    path = tmp_path / "new-camper.yaml"
    path.write_text(CAMPER)
    assert load_scenario(path, catalogue).as_record() == {
        "id": "new-camper",
        "title": "The new camper",
        "story": "Bought a two-person tent last week and nothing else.",
        "shopper": {"segment": "new", "country": "NO", "age": 34},
        "as_of": "2026-03-10",
        "bought": [
            {"product_id": "tent-2p", "on": None, "quantity": 1},
            {"product_id": "lamp-01", "on": "2026-03-02", "quantity": 2},
        ],
        "slate_size": 6,
        "tags": ["cold-start", "outdoor"],
        "owner": "outdoor-merchandising",
        "expectations": [
            {"includes_category": {"category": "sleeping", "at_least": 1, "in_top": 6}},
            {"excludes_product": {"product": "tent-2p", "because": "They own it."}},
            {"nothing_already_bought": {}},
        ],
    }


def test_a_title_is_all_that_a_scenario_needs(tmp_path):
    path = tmp_path / "cold.yaml"
    path.write_text("title: Nobody yet\nbought: []\nowner:\nas_of: ~\n")
    assert load_scenario(path).as_record() == {
        "id": "cold",
        "title": "Nobody yet",
        "story": "",
        "shopper": {},
        "as_of": None,
        "bought": [],
        "slate_size": 12,
        "tags": [],
        "owner": None,
        "expectations": [],
    }


@pytest.mark.parametrize("typed", ["012", "NO", "1e3", "12:30:45", "2026-03-01", "0x1F", "null"])
def test_ids_and_titles_are_what_was_typed(tmp_path, typed):
    path = tmp_path / "typed.yaml"
    path.write_text(
        f"title: {typed}\nbought: [{typed}, {{product: {typed}}}]\ntags: [{typed}]\n"
        f"expect: [{{includes_product: {{product: {typed}, because: {typed}}}}}]\n"
    )
    scenario = load_scenario(path)
    assert scenario.title == typed
    assert scenario.situation.bought == (Bought(typed), Bought(typed))
    assert scenario.tags == (typed,)
    wanted = Expectation("includes_product", {"product": typed, "because": typed})
    assert scenario.expectations == (wanted,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tagz: [a]", "2:1: There is no field 'tagz'. Did you mean 'tags'?"),
        ("slate_size: 0", "2:13: slate_size is a whole number from 1 to 100."),
        ("slate_size: 1000", "2:13: slate_size is a whole number from 1 to 100."),
        ("slate_size: twelve", "2:13: slate_size is a whole number from 1 to 100."),
        ("slate_size: '12'", "2:13: slate_size is a whole number from 1 to 100."),
        ("slate_size: 1.5", "2:13: slate_size is a whole number from 1 to 100."),
        ("slate_size: true", "2:13: slate_size is a whole number from 1 to 100."),
        ("shopper: new", "2:10: shopper is a list of facts, as {segment: new, country: FR}."),
        ("tags: outdoor", "2:7: tags is a list: each entry on a line of its own, after a dash."),
        ("owner: [a]", "2:8: owner is a text; put it in quotes if it holds brackets or a colon."),
        ("story: ' '", "2:8: story is empty; fill it in."),
        ("as_of: 2026-13-01", "2:8: as_of is 2026-13-01, which is no day of the calendar."),
        ("as_of: 10/03/2026", "2:8: as_of is a date, written as 2026-03-10."),
        ("as_of: 20260310", "2:8: as_of is a date, written as 2026-03-10."),
        (
            "as_of: 2999-01-01",
            "2:8: as_of is 2999-01-01, in the future; no date may be after today.",
        ),
        (
            "bought: [{product: 012, on: 2999-01-01}]",
            "2:29: on is 2999-01-01, in the future; no date may be after today.",
        ),
        (
            "bought: [{product: NO, quantity: -1}]",
            "2:34: quantity is a whole number from 1 to 9999.",
        ),
        (
            "bought: [{product: NO, quantity: 0}]",
            "2:34: quantity is a whole number from 1 to 9999.",
        ),
        ("bought: [{quantity: 1}]", "2:10: What was bought lacks its product; add `product:`."),
        ("bought: [{product: 012, no: 1}]", "2:25: There is no field 'no'. Did you mean 'on'?"),
        (
            "bought: [tent-3p]",
            "2:10: The catalogue has no product 'tent-3p'. Did you mean 'tent-2p'?",
        ),
        ("bought: ['']", "2:10: product is empty; fill it in."),
        (
            "expect: [includes_bran: {brand: Alder}]",
            "2:10: There is no expectation 'includes_bran'. Did you mean 'includes_brand'?",
        ),
        (
            "expect: [includes_brand: {brand: Aldr}]",
            "2:34: The catalogue has no brand 'Aldr'. Did you mean 'Alder'?",
        ),
        (
            "expect: [includes_brand: {brand: Alder, at_leest: 2}]",
            "2:41: includes_brand has no option 'at_leest'. Did you mean 'at_least'?",
        ),
        (
            "expect: [includes_brand: {brand: Alder, at_least: two}]",
            "2:51: includes_brand: at_least must be a valid integer.",
        ),
        ("expect: [includes_brand]", "2:10: includes_brand lacks its option 'brand'."),
        (
            "expect: [includes_brand: Alder]",
            "2:26: The options of includes_brand stand in braces, as {OPTION: VALUE}.",
        ),
        (
            "expect:\n  - includes_brand:\n    brand: Alder",
            "4:5: 'brand' does not belong here: indent it below includes_brand, "
            "or begin a new expectation with a dash.",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path, catalogue, line, said):
    assert troubles(tmp_path, f"title: a\n{line}\n", catalogue) == [said]


def test_a_purchase_after_as_of_is_refused(tmp_path):
    text = "bought:\n  - {product: a, on: 2026-03-11}\ntitle: b\nas_of: 2026-03-10\n"
    said = "2:22: on is 2026-03-11, after as_of (2026-03-10); nothing is bought after it."
    assert troubles(tmp_path, text) == [said]


def test_a_purchase_on_as_of_itself_and_one_made_today_are_accepted(tmp_path):
    today = datetime.now(UTC).date()
    path = tmp_path / "today.yaml"
    path.write_text(f"title: a\nas_of: {today}\nbought: [{{product: b, on: {today}}}]\n")
    assert load_scenario(path).situation.bought == (Bought("b", 1, today),)


def test_the_day_after_tomorrow_is_the_future_everywhere_on_earth(tmp_path):
    day = datetime.now(UTC).date() + timedelta(days=2)
    [said] = troubles(tmp_path, f"title: a\nas_of: {day}\n")
    assert "in the future" in said


def test_everything_that_is_wrong_is_said_at_once_in_order(tmp_path):
    text = "bought: [{quantity: 0, product: a}]\nslate_size: 0\nas_of: x\n"
    assert [each[:5] for each in troubles(tmp_path, text)] == ["1:1: ", "1:21:", "2:13:", "3:8: "]


def test_a_basket_of_more_than_a_thousand_is_refused(tmp_path):
    text = "title: a\nbought:\n" + "  - a\n" * 1001
    assert troubles(tmp_path, text) == [
        "3:3: Over 1000 products are bought; keep the telling ones."
    ]


def test_one_broken_file_does_not_keep_the_others_from_loading(tmp_path, catalogue):
    (tmp_path / "b.yaml").write_text("title: B\n")
    (tmp_path / "a.yaml").write_text("title: A\n")
    (tmp_path / "broken.yaml").write_text("title: [\n")
    (tmp_path / "schema.json").write_text("{}")
    (tmp_path / ".hidden.yaml").write_text("no")
    suite = load_scenarios(tmp_path, catalogue)
    assert [each.id for each in suite.scenarios] == ["a", "b"]
    [trouble] = suite.troubles
    assert trouble.startswith(f"{tmp_path}/broken.yaml:2:1: ")


@pytest.mark.parametrize(
    "name", ["A.yaml", "a b.yaml", "é.yaml", "a.yml", "-a.yaml", "a" * 65 + ".yaml"]
)
def test_a_file_whose_name_is_no_id_is_named(tmp_path, name):
    (tmp_path / name).write_text("title: a\n")
    suite = load_scenarios(tmp_path)
    assert suite.scenarios == ()
    assert "rename it" in suite.troubles[0]


def test_links_and_pipes_are_neither_followed_nor_waited_for(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("title: secret\n")
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(outside)
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder.yaml").mkdir()
    suite = load_scenarios(folder)
    assert suite.scenarios == ()
    assert len(suite.troubles) == 3
    assert not any("secret" in each for each in suite.troubles)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal, match="no folder of scenarios"):
        load_scenarios(tmp_path / "nowhere")


def test_dates_are_dates(tmp_path):
    path = tmp_path / "camper.yaml"
    path.write_text(CAMPER)
    assert load_scenario(path).situation.as_of == date(2026, 3, 10)
