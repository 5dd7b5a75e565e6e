"""YAML documents: what is read is what was typed, what is written reads back, edits stay small."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.documents.edits import changed
from recommender.documents.node import Malformed, value
from recommender.documents.reading import decode, read_document
from recommender.documents.writing import Lines, block, entry, flow, scalar

STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
TEXTS = st.text(STORABLE, max_size=60) | st.sampled_from(
    [
        "012",
        "NO",
        "no",
        "1e3",
        "12:30:45",
        "2026-03-01",
        "null",
        "~",
        "true",
        "- a",
        "a: b",
        "a #b",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "'",
        '"',
        "\\",
        "a:",
        "%a",
        "@a",
        "`a`",
        "| a",
        "> a",
        "---",
        "...",
        "مرحبا",
        "中文，字",
        "👩‍🌾",
        "می‌خواهم",
        "\u202eabc",
        "\u2028",
        "\x85",
        "\ufeff",
        " a",
        "a ",
        "a\n b\n",
        "\na",
        "a\n\n\nb",
    ]
)
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = TEXTS | NUMBERS | st.booleans() | st.none()
PLAIN = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def means(text: str) -> object:
    return value(read_document(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("012", "012"),
        ("NO", "NO"),
        ("1e3", "1e3"),
        ("12:30:45", "12:30:45"),
        ("2026-03-01", "2026-03-01"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("9007199254740993", "9007199254740993"),
        ("+1", "+1"),
        ("True", "True"),
        ("'12'", "12"),
        ("12", 12),
        ("-1", -1),
        ("1.50", 1.5),
        ("true", True),
        ("", None),
        ("~", None),
        ("null", None),
    ],
)
def test_only_plain_numbers_and_booleans_are_more_than_what_was_typed(typed, meant):
    found = means(f"a: {typed}")["a"]
    assert found == meant
    assert type(found) is type(meant)


@settings(deadline=None)
@given(PLAIN)
def test_any_value_survives_on_one_line(plain):
    text = flow(plain)
    assert "\n" not in text
    assert means(f"a: {text}") == {"a": plain}
    assert means(f"- [b, {text}]") == [["b", plain]]


@settings(deadline=None)
@given(TEXTS)
def test_any_text_survives_outside_braces_and_as_a_block(text):
    assert means(f"a: {scalar(text)}\nb: c") == {"a": text, "b": "c"}
    assert means(f"a: {block(text)}\nb: c") == {"a": text, "b": "c"}


@settings(deadline=None)
@given(TEXTS)
def test_a_text_that_looks_like_more_is_in_quotes_for_every_reader(text):
    looks_like_more = text.lower() in ("null", "no", "yes", "true", "on", "off", "y", "n", "~")
    begins_as_number = text[:1].isdecimal() or text[:1] in ("-", "+", ".")
    if looks_like_more or begins_as_number:
        assert scalar(text).startswith('"')


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_decimal_keeps_every_digit(number):
    found = means(f"a: {scalar(number)}")["a"]
    assert found == number
    assert math.copysign(1, found) == math.copysign(1, number)


def test_a_date_is_written_without_quotes():
    assert entry("on", date(2026, 3, 1)) == "on: 2026-03-01\n"


def test_places_count_lines_and_columns_from_one():
    root = read_document("# a\ntitle: x\nbought:\n  - {product: b}\n")
    (_, title), (_, bought) = root.entries
    product = bought.items[0].entry("product")[1]
    assert (title.line, title.column) == (2, 8)
    assert (product.line, product.column) == (4, 15)


OLD = {"title": "a", "story": "b", "bought": Lines(["p", {"product": "q", "quantity": 2}])}
FILE = """\
# head
title: a   # the title
story: >-
  b
# before bought
bought:
  - p      # first
  # about q
  - product: q
    quantity: 2   # two
# tail
"""


@pytest.mark.parametrize(
    ("new", "gone", "come"),
    [
        ({"title": "z"}, ["title: a   # the title"], ["title: z   # the title"]),
        ({"story": "s: t"}, ["story: >-", "  b"], ['story: "s: t"']),
        ({"story": None}, ["story: >-", "  b"], []),
        ({"owner": "me"}, [], ["owner: me"]),
        ({"bought": Lines([OLD["bought"][1]])}, ["  - p      # first"], []),
        (
            {"bought": Lines(["p", {"product": "q", "quantity": 3}])},
            ["    quantity: 2   # two"],
            ["    quantity: 3   # two"],
        ),
        ({"bought": Lines(["new", *OLD["bought"]])}, [], ["  - new"]),
        ({"bought": Lines([*OLD["bought"], "new"])}, [], ["  - new"]),
        ({"bought": Lines(["p", {"product": "q"}])}, ["    quantity: 2   # two"], []),
    ],
)
def test_an_edit_changes_its_own_lines_and_no_other(new, gone, come):
    wanted = {key: each for key, each in (OLD | new).items() if each is not None}
    after = changed(FILE, read_document(FILE), OLD, wanted)
    before, then = FILE.splitlines(), after.splitlines()
    assert [line for line in before if line not in then] == gone
    assert [line for line in then if line not in before] == come
    assert means(after) == wanted


def test_line_ends_of_windows_and_a_last_line_without_one_stay():
    text = "title: a\r\nbought:\r\n  - p"
    wanted = {"title": "a", "bought": Lines(["p", "q"]), "owner": "me"}
    old = {"title": "a", "bought": Lines(["p"])}
    after = changed(text, read_document(text), old, wanted)
    assert after == "title: a\r\nbought:\r\n  - p\r\n  - q\r\nowner: me"


@pytest.mark.parametrize("raw", [b"a: caf\xe9", b"\xff\xfea\x00"])
def test_what_is_not_utf_8_is_refused_with_its_place(raw):
    with pytest.raises(Malformed, match="UTF-8"):
        decode(raw)


@pytest.mark.parametrize("after", ["", "\n", " # none\n", "\n# below\ntitle: a\n"])
def test_a_value_that_was_left_empty_is_filled_in_where_it_belongs(after):
    text = f"owner:{after}"
    wanted = means(text) | {"owner": "me"}
    filled = changed(text, read_document(text), {"title": "a"}, wanted)
    assert filled == f"owner: me{after}"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("```yaml\ntitle: T\n```\n", 1, "A code fence"),
        ("title: T\n~~~\n", 2, "A code fence"),
        ("<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> x\n", 1, "not merged yet"),
        ("title: A\n=======\n", 2, "not merged yet"),
        ("title: T\nbought:\n\xa0 - x\n", 3, "no-break space"),
        ("title: T\nbought:\n  - \u202fx\n", 3, "no-break space"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:a\n", 1, "git lfs pull"),
        ("title: Camper #1 likes tea\n", 1, "ends before '#1 likes tea'"),
        ("title: T\nstory: Bought tea set #2 for her\n", 2, "ends before '#2 for her'"),
        ("expect:\n  - a: {because: They said #no}\n", 2, "ends before '#no}'"),
    ],
)
def test_what_other_programs_leave_is_named_for_what_it_is(text, line, says):
    with pytest.raises(Malformed, match=says) as malformed:
        read_document(text)
    assert malformed.value.line == line


@pytest.mark.parametrize(
    "text",
    [
        "title: A camper   # who likes tea\n",
        "slate_size: 12 #optional\n",
        "as_of: 2026-03-10 #optional\n",
        "title: 'Camper #1'\n",
        "title: Tea#1\n",
        "story: |\n  ```\n  =======\n  #1\n",
        "title: A ======= B\n",
    ],
)
def test_what_only_looks_like_it_is_read(text):
    assert value(read_document(text))
