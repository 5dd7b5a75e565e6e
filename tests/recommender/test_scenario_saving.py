"""Saving: only what was edited changes, and every text survives."""

import difflib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.expectations import expect
from recommender.scenario import (
    Scenario,
    ScenarioNotSaved,
    load_scenario,
    render_scenario,
    save_scenario,
)
from recommender.situation import Bought, Situation
from tests.recommender.test_documents import PLAIN, TEXTS
from tests.recommender.test_scenario import CAMPER

FILLED = TEXTS.filter(str.strip)
DAYS = st.dates(date(2000, 1, 1), date(2026, 1, 1))
BASKETS = st.lists(
    st.builds(Bought, FILLED, st.integers(1, 9999), st.none() | DAYS), max_size=4
).map(tuple)
EXPECTED = st.one_of(
    st.just(expect("nothing_already_bought")),
    st.builds(lambda text: expect("excludes_product", {"product": text, "because": text}), FILLED),
    st.builds(
        lambda count: expect("at_least_recommendations", {"count": count}), st.integers(1, 9)
    ),
    st.builds(
        lambda low, more: expect("price_between", {"at_least": low, "at_most": low + more}),
        st.floats(0, 1000),
        st.integers(0, 1000),
    ),
)
SITUATIONS = st.builds(
    Situation,
    BASKETS,
    st.dictionaries(TEXTS, PLAIN, max_size=3),
    st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1)),
)
SCENARIOS = st.builds(
    Scenario,
    st.just("camper"),
    FILLED,
    st.just("") | FILLED,
    SITUATIONS,
    st.integers(1, 100),
    st.lists(FILLED, max_size=3).map(tuple),
    st.none() | FILLED,
    st.lists(EXPECTED, max_size=3).map(tuple),
)
SLOWLY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def camper(tmp_path: Path) -> Scenario:
    path = tmp_path / "camper.yaml"
    path.write_text(CAMPER)
    return load_scenario(path)


def difference(before: str, after: str) -> list[str]:
    """Lines that went and came."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


@SLOWLY
@given(SCENARIOS)
def test_whatever_can_be_built_survives_save_load_save_byte_for_byte(tmp_path, scenario):
    (tmp_path / "camper.yaml").unlink(missing_ok=True)
    path = save_scenario(tmp_path, scenario)
    first = path.read_bytes()
    loaded = load_scenario(path)
    assert loaded.as_record() == scenario.as_record()
    assert save_scenario(tmp_path, loaded) == path
    assert path.read_bytes() == first


@SLOWLY
@given(SCENARIOS, SCENARIOS)
def test_any_scenario_can_be_edited_into_any_other(first, second):
    text = render_scenario(second, render_scenario(first))
    assert render_scenario(second, text) == text


ODD_LINES = """\
# by hand
expect:
- includes_category:
    # inner
    category: sleeping
- nothing_already_bought
# before bought
bought:
-   tent-2p   # c
-
  product: x
  on: 2026-01-01
- {product: y,
   quantity: 2}   # two lines
title: |+
  a

story: >
  folded
  text

  more
# after story
shopper:
    a: 1   # one
    b: {c: d}
    l:
    - 1
slate_size:   24
tags:
  - x
  # tag
  - y
owner:
"""
ODD_BRACES = """\
---
# by hand
title:
  plain
  over lines   # t
bought: [a, b,  # flow comment
  c]
# before shopper
shopper: {}
expect: []
# after story
tags: []
owner: null
...
"""


@SLOWLY
@given(SCENARIOS, st.sampled_from([ODD_LINES, ODD_BRACES]))
def test_a_file_written_by_hand_keeps_its_comments_through_any_edit(scenario, text):
    kept = [line for line in text.splitlines() if line.startswith("# ")]
    after = render_scenario(scenario, text).splitlines()
    assert [line for line in after if line in kept] == kept


def test_a_scenario_saved_as_it_was_read_is_the_same_file(camper):
    assert render_scenario(camper, CAMPER) == CAMPER


def test_a_file_that_is_saved_as_it_was_is_not_written(tmp_path, camper):
    path = tmp_path / "camper.yaml"
    before = path.stat().st_mtime_ns, path.stat().st_ino
    save_scenario(tmp_path, camper)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_new_title_changes_one_line(camper):
    after = render_scenario(replace(camper, title="Die Camperin: neu"), CAMPER)
    assert difference(CAMPER, after) == [
        "- title: The new camper",
        '+ title: "Die Camperin: neu"',
    ]


def test_a_product_more_is_one_line_more_and_the_comment_of_another_stays(camper):
    basket = (*camper.situation.bought, Bought("012"))
    situation = replace(camper.situation, bought=basket)
    after = render_scenario(replace(camper, situation=situation), CAMPER)
    assert difference(CAMPER, after) == ['+   - "012"']


def test_an_expectation_taken_away_takes_its_line(camper):
    after = render_scenario(replace(camper, expectations=camper.expectations[::2]), CAMPER)
    assert difference(CAMPER, after) == [
        "-   - excludes_product: {product: tent-2p, because: They own it.}"
    ]


def test_one_option_changed_changes_only_it(camper):
    changed = expect("includes_category", {"category": "sleeping", "at_least": 2, "in_top": 6})
    after = render_scenario(
        replace(camper, expectations=(changed, *camper.expectations[1:])), CAMPER
    )
    assert "  - includes_category: {category: sleeping, at_least: 2, in_top: 6}\n" in after
    assert len(difference(CAMPER, after)) == 2


def test_numbers_that_a_browser_writes_shorter_are_no_change():
    """JSON.stringify makes 1 of 1.0 and 90.5 of 90.50."""
    text = (
        "title: The camper\n"
        "shopper: {score: 1.0, visits: [2.0, 3]}\n"
        "expect:\n"
        "  - price_between: {at_least: 1.0, at_most: 90.50}\n"
    )
    sent = Scenario(
        "camper",
        "The new camper",
        situation=Situation(shopper={"score": 1, "visits": [2, 3]}),
        expectations=(expect("price_between", {"at_least": 1, "at_most": 90.5}),),
    )
    assert render_scenario(sent, text) == text.replace("The camper", "The new camper")
    more = replace(sent, situation=Situation(shopper={"score": 1, "visits": [2, 4]}))
    assert "score: 1.0, visits: [2.0, 4]" in render_scenario(more, text)


def test_a_story_of_several_lines_is_written_as_lines(camper):
    after = render_scenario(replace(camper, story="Monday: a tent.\nTuesday: rain."), CAMPER)
    assert "story: |-\n  Monday: a tent.\n  Tuesday: rain.\n" in after


def test_the_size_of_a_usual_slate_goes_without_saying(camper):
    after = render_scenario(replace(camper, slate_size=12), CAMPER)
    assert difference(CAMPER, after) == ["- slate_size: 6"]


def test_a_byte_order_mark_and_line_ends_of_windows_stay(camper):
    theirs = "\ufeff" + CAMPER.replace("\n", "\r\n")
    after = render_scenario(replace(camper, title="Z"), theirs)
    assert after == theirs.replace("The new camper", "Z")


def test_a_file_in_braces_can_be_edited_too(camper):
    after = render_scenario(replace(camper, tags=()), '{"title": "a", "tags": ["b"]}')
    assert after.startswith("{title: ")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/x",
        "..",
        "",
        ".git/config",
        "a/b",
        "a" * 65,
        "😀",
        "A",
        "a b",
        "-a",
        "a\n",
        "a\x00",
        "a.yaml",
    ],
)
def test_an_id_that_is_none_is_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(ScenarioNotSaved, match="no scenario id"):
        save_scenario(tmp_path, Scenario(name, "a"))
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_the_folder_is_neither_followed_nor_replaced(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("title: a\n")
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "camper.yaml").symlink_to(outside)
    (folder / "dangling.yaml").symlink_to(tmp_path / "nowhere")
    for name in ("camper", "dangling"):
        with pytest.raises(ScenarioNotSaved, match="link"):
            save_scenario(folder, Scenario(name, "b"))
    assert outside.read_text() == "title: a\n"
    assert not (tmp_path / "nowhere").exists()


def test_a_name_that_differs_only_in_capitals_is_refused(tmp_path):
    (tmp_path / "Camper.yaml").write_text("title: a\n")
    with pytest.raises(ScenarioNotSaved, match=r"Camper\.yaml is there"):
        save_scenario(tmp_path, Scenario("camper", "b"))


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario("camper", ""),
        Scenario("camper", "a\x00b"),
        Scenario("camper", "a\ud800b"),
        Scenario("camper", "a" * 201),
        Scenario("camper", "a", "b" * 4001),
        Scenario("camper", "a", slate_size=0),
        Scenario("camper", "a", situation=Situation((Bought("x", 0),))),
        Scenario("camper", "a", situation=Situation((Bought("x", 1, date(2999, 1, 1)),))),
        Scenario("camper", "a", situation=Situation(shopper={"phone": 2**60})),
        Scenario("camper", "a", situation=Situation(shopper={"far": float("inf")})),
    ],
)
def test_what_would_not_read_back_is_refused_and_the_old_file_stands(tmp_path, scenario):
    path = tmp_path / "camper.yaml"
    path.write_text(CAMPER)
    with pytest.raises(ScenarioNotSaved):
        save_scenario(tmp_path, scenario)
    assert path.read_text() == CAMPER
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path):
    path = tmp_path / "camper.yaml"
    path.write_text("title: [half\n")
    with pytest.raises(ScenarioNotSaved, match="mended first, line 1"):
        save_scenario(tmp_path, Scenario("camper", "b"))
    assert path.read_text() == "title: [half\n"


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(ScenarioNotSaved, match="nowhere is missing"):
        save_scenario(tmp_path / "nowhere", Scenario("camper", "b"))


def test_the_file_s_permissions_stay(tmp_path, camper):
    path = tmp_path / "camper.yaml"
    path.chmod(0o640)
    save_scenario(tmp_path, replace(camper, title="Z"))
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]
