"""A ZIP or a CSV from outside is read whole or refused whole, with file or row (D1, D3, D4, D8)."""

import io
import stat
import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.scenario.exchange import NothingImported, read_file, zipped
from recommender.scenario.exchange.archive import MOST_FILES

GOOD = b"title: Good\n"


def archive(*entries: tuple[str | zipfile.ZipInfo, bytes], packing: int = 8) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as written:
        for name, content in entries:
            written.writestr(name, content)
    return made.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def renamed(content: bytes, was: bytes, becomes: bytes) -> bytes:
    assert len(was) == len(becomes)
    return content.replace(was, becomes)


def locked(content: bytes) -> bytes:
    """The flag of a password, in both of an entry's headers."""
    made = bytearray(content)
    local, central = made.index(b"PK\x03\x04"), made.index(b"PK\x01\x02")
    struct.pack_into("<H", made, local + 6, 1)
    struct.pack_into("<H", made, central + 8, 1)
    return bytes(made)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (archive(("../good.yaml", GOOD)), "outside the folder"),
        (archive(("a/../../good.yaml", GOOD)), "outside the folder"),
        (archive(("/etc/good.yaml", GOOD)), "outside the folder"),
        (archive(("C:/good.yaml", GOOD)), "outside the folder"),
        (archive(("..\\good.yaml", GOOD)), "outside the folder"),
        (renamed(archive(("aXb.yaml", GOOD)), b"aXb", b"a\0b"), "outside the folder"),
        (archive((link("good.yaml"), b"/etc/passwd")), "is a link"),
        (
            renamed(archive(("good.yaml", GOOD), ("gooX.yaml", GOOD)), b"gooX", b"good"),
            "stands twice",
        ),
        (archive(("a/good.yaml", GOOD), ("b/good.yaml", GOOD)), "stands twice"),
        (archive(("Good.yaml", GOOD)), "no scenario's file"),
        (archive((f"{'a' * 65}.yaml", GOOD)), "no scenario's file"),
        (archive(("😀.yaml", GOOD)), "no scenario's file"),
        (archive(("../README.md", GOOD)), "outside the folder"),
        (archive(("scenarios/ci/../../x.yml", GOOD)), "outside the folder"),
        (archive((".git/config", GOOD)), "holds no scenario"),
        (archive(("good.exe", GOOD)), "holds no scenario"),
        (locked(archive(("good.yaml", GOOD))), "password"),
        (archive(("good.yaml", GOOD), packing=zipfile.ZIP_BZIP2), "unusual way"),
        (archive(("good.yaml", GOOD), packing=zipfile.ZIP_LZMA), "unusual way"),
        (archive(("good.yaml", GOOD))[:40], "broken"),
        (b"PK\x03\x04 and then nothing of a ZIP", "broken"),
        (archive(), "holds no scenario"),
        (archive(("schema.json", b"{}"), ("__MACOSX/._good.yaml", b"x")), "holds no scenario"),
        (b"", "is empty"),
        (b" \n", "is empty"),
    ],
    ids=lambda each: each if isinstance(each, str) else "archive",
)
def test_a_hostile_zip_is_refused_in_a_sentence(content, said):
    with pytest.raises(NothingImported, match=said):
        read_file(content)


def test_what_is_no_scenario_in_a_zip_is_passed_over_and_named():
    """A ZIP of the folder as it lies there, and what a Mac adds."""
    arrival = read_file(
        archive(
            ("scenarios/", b""),
            ("scenarios/good.yaml", GOOD),
            ("scenarios/README.md", b"Our scenarios"),
            ("scenarios/schema.json", b"{}"),
            ("scenarios/.DS_Store", b"x"),
            ("scenarios/ci/github-actions.yml", b"on: push"),
            ("scenarios/ci/pipeline.yaml", b"on: push"),
            ("scenarios/templates/x.yaml", b"title: <who>"),
            ("scenarios/.github/workflows/good.yaml", b"on: push"),
            ("__MACOSX/scenarios/._good.yaml", b"x"),
        )
    )
    assert [each.id for each in arrival.scenarios] == ["good"]
    assert arrival.troubles == ()
    assert arrival.passed_over == (
        "scenarios/README.md",
        "scenarios/ci/github-actions.yml",
        "scenarios/ci/pipeline.yaml",
        "scenarios/templates/x.yaml",
        "scenarios/.github/workflows/good.yaml",
    )


def test_a_zip_of_too_many_files_is_refused_before_it_is_opened():
    entry = struct.pack("<4s42x", b"PK\x01\x02")
    with pytest.raises(NothingImported, match=f"over {MOST_FILES} files"):
        read_file(b"PK\x03\x04" + entry * (MOST_FILES + 2))


def test_a_bomb_is_never_unpacked_whole():
    """One file of 50 MB in 50 kB: no more than a scenario may have is read of it."""
    arrival = read_file(archive(("bomb.yaml", b"a" * 50_000_000), ("good.yaml", GOOD)))
    assert [each.id for each in arrival.scenarios] == ["good"]
    assert arrival.troubles == ("bomb.yaml, line 1: The file is over 256 kB; make it smaller.",)


def test_many_files_together_stay_within_bounds():
    large = GOOD + b"# filled up with one long comment\n" * 7_400
    with pytest.raises(NothingImported, match="over 64 MB"):
        read_file(archive(*((f"large-{at}.yaml", large) for at in range(260))))


def test_every_file_that_is_wrong_is_named_with_its_line():
    arrival = read_file(
        archive(
            ("folder/", b""),
            ("folder/one.yaml", b"title: One\nslate_size: many\n"),
            ("folder/two.yaml", b"title: *a\n"),
            ("folder/three.yaml", b"title: caf\xe9\n"),
            ("folder/good.yaml", GOOD),
        )
    )
    assert [each.id for each in arrival.scenarios] == ["good"]
    assert [each.partition(": ")[0] for each in arrival.troubles] == [
        "one.yaml, line 2",
        "two.yaml, line 1",
        "three.yaml, line 1",
    ]


def test_two_thousand_files_come_in():
    arrival = read_file(
        zipped({f"shopper-{at}.yaml": f"title: Shopper {at}\n".encode() for at in range(2_000)})
    )
    assert len(arrival.scenarios) == 2_000
    assert arrival.troubles == ()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_zip_with_any_bytes_changed_is_read_or_refused(data):
    content = bytearray(zipped({"good.yaml": GOOD, "better.yaml": b"title: Better\n"}))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_file(bytes(content))
    except NothingImported as refusal:
        assert str(refusal)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,title\none,Чай\n".encode("cp1251"), "Row 2: its text is not UTF-8"),
        (b'id,title\none,"First\ntwo,Second\n', "Row 2: a quote is opened"),
        (b"id,title\none,First\ntwo,Second,more\n", "Row 3: 3 cells where the header has 2"),
        (b"id,title\none\n", "Row 2: 1 cells where the header has 2"),
        (b"id,title\none,a\0b\n", "Row 2: a cell holds a NUL"),
        (
            b"id,titel\none,First\n",
            "has a column “titel” that means nothing here. Did you mean 'title'?",
        ),
        (b"id,title,title\none,First,First\n", "Row 1: two columns are named 'title'"),
        (b"title\nFirst\n", "This sheet has no column “id”. Nothing was changed."),
        (b"id\none\n", "This sheet has no column “title”. Nothing was changed."),
        (b"\x89PNG\r\n\x1a\n", "its text is not UTF-8"),
    ],
)
def test_a_broken_sheet_is_refused_by_its_row(content, said):
    with pytest.raises(NothingImported) as refusal:
        read_file(content)
    assert said in str(refusal.value)
    assert "/" not in str(refusal.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",First,", "Row 2, id: It is empty"),
        ("../one,First,", "Row 2, id: '../one' is no name"),
        ("One,First,", "Row 2, id: 'One' is no name"),
        ("one,,", "Row 2, title: The scenario lacks its title"),
        ("one,First,[a", "Row 2, bought: It cannot be read"),
        ('one,First,"a] [b"', "Row 2, bought: It cannot be read"),
        ("one,First,&a b", "Row 2, bought: It cannot be read"),
        ("one,First,{produkt: a}", "Row 2, bought: There is no field 'produkt'"),
        ('one,First,"{product: a, quantity: -1}"', "Row 2, bought: quantity is a whole number"),
        ('one,First,"{product: a, on: 10/03/2026}"', "Row 2, bought: on is a date"),
        (f"one,First,{'[' * 30}{']' * 30}", "Row 2, bought: It cannot be read"),
    ],
)
def test_a_cell_that_is_wrong_is_named_by_row_and_column(row, said):
    arrival = read_file(f"id,title,bought\n{row}\ntwo,Second,\n".encode())
    assert [each.id for each in arrival.scenarios] == ["two"]
    assert any(each.startswith(said) for each in arrival.troubles), arrival.troubles


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    """Empty lines count, the lines within a cell do not."""
    content = b'id;title;story\r\n\r\none;First;"a\r\n\r\nb"\r\n\r\n;;\r\nOne;Second;\r\n'
    assert read_file(content).troubles[0].startswith("Row 6, id: 'One' is no name")
    wide = f"id,title\none,{'x' * 140_000}\n".encode()
    with pytest.raises(NothingImported, match="shorten its cells"):
        read_file(wide)


def test_a_csv_of_two_million_rows_is_refused_before_they_are_taken_in():
    tracemalloc.start()
    try:
        with pytest.raises(NothingImported, match=f"Over {MOST_FILES} rows"):
            read_file(b"id,title\n" + b"a,bc\n" * 2_000_000)
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_a_name_that_stands_twice_is_a_trouble():
    arrival = read_file(b"id,title\none,First\ntwo,Second\none,Third\n")
    assert arrival.troubles == ("Row 4, id: one stands in row 2 too; keep one of them.",)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_whatever_is_typed_into_a_cell_is_read_or_refused(text):
    cell = '"' + text.replace('"', '""').replace("\0", "") + '"'
    for column in ("bought", "expect", "shopper", "tags", "as_of", "slate_size", "story"):
        content = f"id,title,{column}\none,First,{cell}\n".encode("utf-8", "replace")
        arrival = read_file(content)
        assert len(arrival.scenarios) == 1 or arrival.troubles
