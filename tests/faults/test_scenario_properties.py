"""Whatever can be built survives its file: every text, every expectation, every edit."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.expectations import WORDS, Expectation, WrongExpectation, expect
from recommender.expectations.vocabulary import model
from recommender.scenario import Scenario, load_scenario, render_scenario, save_scenario
from recommender.situation import Bought, Situation

LOOKS_LIKE_YAML = (
    *("no", "NO", "yes", "true", "null", "~", "012", "1e3", "0x1f", "12:30:45", "2026-03-10"),
    *("- x", "? x", "x: y", ": ", "x:", "#", " #x", "&a", "*a", "!a", "!!str", "<<", "|", ">-"),
    *("---", "...", "%YAML", "@", "`", "=", "[", "]", "{", "}", ",", "1_000"),
    *('"', "'", "''", '\\"', "\\", "\\n", " x", "x ", "\t", "\n", "\n\n", "\r", "\r\n"),
    *("x\n", "\nx", "\x85", "\u2028", "\u2029", "\ufeff"),
)
FROM_EVERYWHERE = (
    *("Zelt für zwei", "été à la plage", "палатка", "帳篷", "テント", "텐트", "तंबू", "เต็นท์"),
    *("σκηνή", "خيمة لشخصين", "אוהל לזוג", "\u202eevil\u202c", "\u200fx", "می\u200cخواهم"),
    *("e\u0301", "é", "👩\u200d👩\u200d👧", "👍🏽", "ﷺ", "\ufffd", "\U0010ffff", "\U000e0067"),
    *("\x07", "\x1b[31m", "\x7f", "\xa0", "\u3000"),
)
STORED = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
"""All of Unicode but what no file can hold: lone surrogates and U+0000."""
PIECES = st.sampled_from(LOOKS_LIKE_YAML) | st.sampled_from(FROM_EVERYWHERE) | st.text(STORED)


def texts(longest: int) -> st.SearchStrategy[str]:
    drawn = st.lists(PIECES, min_size=1, max_size=4).map("".join)
    return drawn.map(lambda text: text[:longest]).filter(str.strip)


def options(name: str) -> st.SearchStrategy[dict]:
    """Those that must be told and any of the others, in any order."""
    fields = model(name).model_fields
    told = {
        option: counts() if option in ("at_least", "count", "in_top") else texts(200)
        for option in fields
    }
    if name == "price_between":
        told |= dict.fromkeys(("at_least", "at_most"), prices())
    required = {option for option, field in fields.items() if field.is_required()}
    further = st.lists(st.sampled_from(sorted(set(fields) - required)), unique=True)
    named = further.flatmap(lambda some: st.permutations([*sorted(required), *some]))
    return named.flatmap(lambda some: st.fixed_dictionaries({each: told[each] for each in some}))


def counts() -> st.SearchStrategy[int]:
    return st.integers(1, 100)


def prices() -> st.SearchStrategy[float]:
    return st.integers(0, 10**12) | st.floats(0, 1e12)


def expectations(name: str) -> st.SearchStrategy[Expectation]:
    """All that the vocabulary takes; what nothing could meet, it refuses."""
    return options(name).map(lambda told: stated(name, told)).filter(bool)


def stated(name: str, told: dict) -> Expectation | None:
    try:
        return expect(name, told)
    except WrongExpectation:
        return None


ANY_EXPECTATION = st.sampled_from(sorted(WORDS)).flatmap(expectations)
FACTS = st.recursive(
    texts(100) | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(30), inner, max_size=3),
    max_leaves=4,
)
BASKET = st.lists(
    st.builds(
        Bought,
        texts(200),
        st.integers(1, 9_999),
        st.none() | st.dates(date(1990, 1, 1), date(2025, 6, 30)),
    ),
    max_size=5,
).map(tuple)
FIELDS = {
    "title": texts(200),
    "story": st.just("") | texts(4_000),
    "situation": st.builds(
        Situation,
        BASKET,
        st.dictionaries(texts(40), FACTS, max_size=3),
        st.none() | st.dates(date(2025, 7, 1), date(2026, 1, 1)),
    ),
    "slate_size": st.integers(1, 100),
    "tags": st.lists(texts(64), max_size=4).map(tuple),
    "owner": st.none() | texts(200),
    "expectations": st.lists(ANY_EXPECTATION, max_size=4).map(tuple),
}
SCENARIOS = st.builds(Scenario, st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True), **FIELDS)


def bounded(examples: int):
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    return settings(max_examples=examples, deadline=None, suppress_health_check=checks)


def survives(scenario: Scenario) -> None:
    """Saved, loaded, saved again: the same scenario, the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = save_scenario(Path(folder), scenario)
        first = path.read_bytes()
        loaded = load_scenario(path)
        assert loaded == scenario
        assert loaded.as_record() == scenario.as_record()
        save_scenario(Path(folder), loaded)
        assert path.read_bytes() == first
        path.unlink()
        save_scenario(Path(folder), loaded)
        assert path.read_bytes() == first


@bounded(60)
@given(SCENARIOS)
def test_whatever_can_be_built_survives(scenario):
    survives(scenario)


@pytest.mark.soak
@pytest.mark.timeout(1_200)
@bounded(1_000)
@given(SCENARIOS)
def test_whatever_can_be_built_survives_a_thousand_times(scenario):
    survives(scenario)


@pytest.mark.parametrize("name", sorted(WORDS))
@bounded(5)
@given(data=st.data())
def test_every_expectation_survives_with_any_options(name, data):
    survives(Scenario("any", "Any", expectations=(data.draw(expectations(name)),)))


@pytest.mark.parametrize("text", [*LOOKS_LIKE_YAML, *FROM_EVERYWHERE])
def test_every_text_survives_in_every_field(text):
    for each in (f"a{text}b", text if text.strip() else f"{text}b{text}"):
        survives(
            Scenario(
                "any",
                each,
                each,
                Situation((Bought(each, 2),), {each: each, "list": [each, {each: each}]}),
                tags=(each, "tag"),
                owner=each,
                expectations=(
                    expect("includes_product", {"product": each, "because": each}),
                    expect("only_attribute", {"attribute": each, "value": each}),
                ),
            )
        )


ENTRY = re.compile(r"(?m)^(?=\w+:)")
ONE_LINE = re.compile(r"(?m)^(title|slate_size|as_of|owner): ([^|\n]*)$")
PARTS = {"situation": ("shopper", "as_of", "bought"), "expectations": ("expect",)}


def commented(text: str) -> str:
    """With a comment before every entry, and one beside those that stand on one line."""
    entries = ENTRY.split(text)
    spoken = "".join(f"# before {place}\n\n{each}" for place, each in enumerate(entries))
    return ONE_LINE.sub(r"\1: \2   # beside \1", spoken)


def entries_of(text: str) -> dict[str, str]:
    """Every outermost entry with the comments above it, by its key."""
    parts = re.split(r"(?m)^(?=# before )", text)
    return {found[1]: part for part in parts if (found := re.search(r"(?m)^(\w+):", part))}


def edits_keep_all_else(scenario: Scenario, field: str, value: object) -> None:
    before = commented(render_scenario(scenario))
    edited = replace(scenario, **{field: value})
    after = render_scenario(edited, before)
    touched = PARTS.get(field, (field,))
    kept, now = entries_of(before), entries_of(after)
    for key in kept.keys() - set(touched):
        if now[key] != kept[key]:
            # What an entry that came anew stands below may have it at its end.
            assert now[key].startswith(kept[key])
            assert ENTRY.split(now[key].removeprefix(kept[key]))[-1].startswith(touched)
    assert list(comments(after, "before")) == list(comments(before, "before"))
    beside = {each for each in comments(before, "beside") if each.split()[-1] not in touched}
    assert beside <= set(comments(after, "beside"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{scenario.id}.yaml"
        path.write_text(after, "utf-8", newline="")
        assert load_scenario(path) == edited


def comments(text: str, where: str) -> Iterator[str]:
    return chain.from_iterable(re.findall(rf"# {where} \w+$", line) for line in text.split("\n"))


EDITS = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda field: st.tuples(st.just(field), FIELDS[field])
)


@bounded(60)
@given(SCENARIOS, EDITS)
def test_editing_one_field_of_a_commented_file_keeps_all_else(scenario, edit):
    edits_keep_all_else(scenario, *edit)


@pytest.mark.soak
@pytest.mark.timeout(1_200)
@bounded(1_000)
@given(SCENARIOS, EDITS)
def test_editing_one_field_keeps_all_else_a_thousand_times(scenario, edit):
    edits_keep_all_else(scenario, *edit)


def test_options_in_another_order_are_no_edit():
    text = (
        "title: The camper\n"
        "shopper: {country: FR, segment: new}   # who\n"
        "expect:\n"
        "  - includes_category: {in_top: 6, category: sleeping}   # why\n"
    )
    told = expect("includes_category", {"category": "sleeping", "in_top": 6})
    situation = Situation(shopper={"segment": "new", "country": "FR"})
    same = Scenario("camper", "The camper", situation=situation, expectations=(told,))
    assert render_scenario(same, text) == text


def test_a_number_that_becomes_a_yes_is_an_edit_of_it_alone():
    text = "title: The camper\nshopper:\n  # counted\n  vip: 1\n  facts: [1, 2]   # two\n"
    yes = Situation(shopper={"vip": True, "facts": [1, 2.5]})
    assert render_scenario(Scenario("camper", "The camper", situation=yes), text) == text.replace(
        "vip: 1", "vip: true"
    ).replace("2]", "2.5]")
