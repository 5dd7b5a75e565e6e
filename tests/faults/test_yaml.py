"""YAML from outside is hostile: refused with its place, or kept as text (D1, D2)."""

import resource
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.documents.node import Malformed, Node
from recommender.documents.reading import MOST_DEPTH, MOST_EVENTS, decode, read_document
from recommender.scenario import (
    Scenario,
    ScenarioNotSaved,
    ScenarioUnreadable,
    load_scenario,
    load_scenarios,
    save_scenario,
)

GOOD = "title: Good\n"
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in pairwise("abcdefghi")
)
MERGES = "a: &a {x: 1}\n" + "".join(f"k{n}: &k{n} {{<<: [*a, *a]}}\n" for n in range(30))
HOSTILE = {
    "brackets": "[" * 200_000,
    "braces": "{a: " * 60_000,
    "dashes": "- " * 120_000,
    "questions": "? " * 120_000,
    "brackets in lines": "[\n" * 120_000,
    "nested by indent": "\n".join(" " * depth + "a:" for depth in range(500)),
    "just too deep": "a: " + "[" * MOST_DEPTH + "]" * MOST_DEPTH,
    "laughs": LAUGHS,
    "merges": MERGES,
    "alias": "title: *a\n",
    "anchor": "title: &a b\n",
    "alias of itself": "title: &a [*a]\n",
    "merge key": "title: a\n<<: {story: b}\n",
    "python tag": "title: !!python/object/apply:os.system [id]\n",
    "plain tag": "title: !!str a\n",
    "bare tag": "title: ! a\n",
    "long tag": "title: !" + "a" * 240_000,
    "version directive": "%YAML 1.9\n---\ntitle: a\n",
    "tag directive": "%TAG ! tag:example.com,2026:\n---\n!a b\n",
    "twice": "title: a\ntitle: b\n",
    "twice in quotes": "title: a\n'title': b\n",
    "twice below": "title: a\nshopper: {a: 1, a: 2}\n",
    "key of a list": "? [a]\n: b\n",
    "two documents": "title: a\n---\ntitle: b\n",
    "tab": "title: a\nbought:\n\t- b\n",
    "nul": "title: a\x00b\n",
    "escaped nul": 'title: "a\\0b"\n',
    "escaped surrogate": 'title: "\\ud800"\n',
    "no such character": 'title: "\\UFFFFFFFF"\n',
    "bell": "title: a\x07b\n",
    "empty": "",
    "only a comment": "# nothing\n",
    "only dashes": "---\n",
    "a list": "- title: a\n",
    "a word": "title\n",
    "unfinished quotes": 'title: "a' + "b" * 40_000,
    "many entries": "title: a\ntags:\n" + "- a\n" * 60_000,
    "many keys": "".join(f"k{n}: v\n" for n in range(20_000)),
    "many colons": "a: " * 80_000,
    "300 kB": "title: a\nstory: " + "b" * 300_000,
    "300 kB of comments": "# a\n" * 75_000 + "title: a\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_place_and_the_others_load(tmp_path, name):
    (tmp_path / "good.yaml").write_text(GOOD)
    path = tmp_path / "hostile.yaml"
    path.write_bytes(HOSTILE[name].encode())
    suite = load_scenarios(tmp_path)
    assert [each.id for each in suite.scenarios] == ["good"]
    for trouble in suite.troubles:
        line, column, sentence = trouble.removeprefix(f"{path}:").split(":", 2)
        assert int(line) >= 1
        assert int(column) >= 1
        assert sentence.strip()
    assert suite.troubles


@pytest.mark.parametrize("raw", [b"title: caf\xe9\n", "title: a\n".encode("utf-16"), b"\x80"])
def test_what_is_not_utf_8_is_refused(tmp_path, raw):
    path = tmp_path / "latin.yaml"
    path.write_bytes(raw)
    with pytest.raises(ScenarioUnreadable, match=r"latin\.yaml:1:\d+: This is not UTF-8"):
        load_scenario(path)


@pytest.mark.parametrize("name", ["escaped nul", "twice", "alias"])
def test_a_hostile_file_is_not_overwritten_by_a_save(tmp_path, name):
    path = tmp_path / "hostile.yaml"
    path.write_text(HOSTILE[name])
    with pytest.raises(ScenarioNotSaved):
        save_scenario(tmp_path, Scenario("hostile", "b"))
    assert path.read_text() == HOSTILE[name]


MARKS = (
    "- ",
    "? ",
    ": ",
    "a: ",
    "&a ",
    "*a ",
    "!a ",
    "!!",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 1.9\n",
)
TEXT_PIECES = ("a", "|\n  a\n", ">+9\n", "\\x4", "0x", "1e999", "é", "😀")
SINGLE = "[]{}\n\r \t|\"'\\#%~,@`\x85\u2028\ufeff"
PIECES = st.sampled_from([*MARKS, *TEXT_PIECES, *SINGLE])


def read(text: str) -> Node | None:
    try:
        return read_document(decode(text.encode("utf-8", "surrogatepass")))
    except Malformed as refusal:
        assert refusal.line >= 1
        assert refusal.column >= 1
        return None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_whatever_is_thrown_at_it_is_read_or_refused(text):
    read(text)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=8).map("".join), st.integers(50_000, 300_000))
def test_up_to_300_kb_of_anything_repeated_is_read_or_refused(text, size):
    read((text * (size // len(text.encode()) + 1))[:size])


def test_the_work_for_a_file_is_bounded_by_its_entries():
    """Counted, not timed: what lies behind the bound is never looked at."""
    with pytest.raises(Malformed, match=f"over {MOST_EVENTS} entries") as refusal:
        read_document("- a\n" * 50_000 + "[" * 1000)
    assert refusal.value.line <= MOST_EVENTS


def test_a_full_disk_is_named_and_the_old_file_stands(tmp_path: Path):
    """A limit on file sizes stands in for the disk: the write fails half-way."""
    path = save_scenario(tmp_path, Scenario("camper", "Before"))
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        with pytest.raises(ScenarioNotSaved, match="What was there before stands"):
            save_scenario(tmp_path, Scenario("camper", "After", "long " * 700))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    save_scenario(tmp_path, Scenario("camper", "After", "long " * 700))
    assert load_scenario(path).title == "After"
