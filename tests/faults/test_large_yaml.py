"""No YAML of up to 1 MB, however nested or aliased, hangs or fills the memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest

from recommender.documents.reading import MOST_BYTES
from tests.faults.test_yaml import MARKS, SINGLE, TEXT_PIECES
from tests.house import ROOT

MEGABYTE = 1_000_000


def repeated(text: str, first: str = "", last: str = "") -> Callable[[int], str]:
    """So often that it is nearly as many bytes as asked for."""
    return lambda size: first + text * ((size - len(first + last)) // len(text)) + last


def numbered(form: str, first: str = "") -> Callable[[int], str]:
    """Every line another; as long as the last of a megabyte."""
    longest = len(form.format(MEGABYTE // len(form)))
    return lambda size: first + "".join(map(form.format, range((size - len(first)) // longest)))


def steps(form: str) -> Callable[[int], str]:
    """Every line one deeper."""
    return lambda size: "".join(" " * depth + form for depth in range(int((2 * size) ** 0.5) - 9))


SHAPES = {
    "brackets": repeated("["),
    "brackets in lines": repeated("[\n"),
    "braces in lines": repeated("{a:\n"),
    "dashes": repeated("- "),
    "questions in lines": repeated("?\n"),
    "steps": steps("a:\n"),
    "steps of dashes": steps("-\n"),
    "aliases": numbered("k{0}: [*a,*a,*a]\n", "a: &a [x]\n"),
    "anchors": numbered("- &a{0} x\n"),
    "merges": numbered("k{0}: {{<<: [*a, *a]}}\n", "a: &a {x: 1}\n"),
    "tags": repeated("- !!python/name:os.system x\n"),
    "a wide list": repeated("- a\n", "title: a\ntags:\n"),
    "a wide list in brackets": repeated("a,\n", "title: a\ntags: [", "]\n"),
    "a wide mapping": numbered("k{0}: v\n"),
    "a wide mapping in braces": numbered("k{0}: v,\n", "title: a\nshopper: {"),
    "the same key": repeated("a: b\n"),
    "pairs without braces": repeated("a: b,\n", "title: a\ntags: [", "]\n"),
    "one long key": lambda size: "k" * (size - 4) + ": v\n",
    "long keys": lambda size: "".join(f"{'k' * 1000}{n}: v\n" for n in range(size // 1010)),
    "one long line": repeated("a", "title: "),
    "long lines": repeated(f"{'a' * 40_000}\n", "title: "),
    "quotes never closed": repeated('story: "a\n'),
    "quotes over lines": repeated("a\n", 'title: "', '"\n'),
    "quotes over empty lines": repeated("\n", "title: '", "'\n"),
    "escapes": repeated("\\u00e9\n", 'title: "', '"\n'),
    "a list never closed": repeated("tags: [a, b\n"),
    "nearly valid": repeated("title: a\nbought:\n  - x\n - y\n"),
    "a block": repeated("  line\n", "title: a\nstory: |\n"),
    "a fold of nothing": repeated("\n", "title: a\nstory: >\n", "  a\n"),
    "a text over lines": repeated("  line\n", "title: a\nstory: b\n"),
    "empty lines": repeated("\n"),
    "comments": repeated("# a\n", last="title: a\n"),
    "colons": repeated(": \n"),
    "documents": repeated("---\n"),
    "carriage returns": repeated("\r"),
    "what was bought": repeated("  - {product: a, quantity: 2}\n", "title: a\nbought:\n"),
    "expectations": repeated("  - nothing_already_bought: {}\n", "title: a\nexpect:\n"),
}
SLOWEST = (
    "a wide mapping",
    "long keys",
    "quotes over lines",
    "a fold of nothing",
    "what was bought",
)


def answers(folder: Path, texts: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How each was answered, in a process of its own with 10 seconds and 512 MB."""
    folder.mkdir(exist_ok=True)
    for place, (name, text) in enumerate(texts):
        named = f"{place:03}-{name.replace(' ', '-')}.yaml"
        (folder / named).write_text(text, "utf-8", newline="")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.faults.limited_reading", str(folder)],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def of_size(shapes: Iterable[str], size: int) -> Iterable[tuple[str, str]]:
    for name in shapes:
        text = SHAPES[name](size)
        assert 0.8 * size < len(text.encode()) <= size, name
        yield name, text


def test_a_megabyte_of_any_shape_is_answered(tmp_path):
    given = answers(tmp_path, of_size(SHAPES, MEGABYTE))
    assert len(given) == len(SHAPES)
    assert set(given.values()) == {0}, given


def test_the_most_that_is_read_is_answered_in_the_slowest_shapes(tmp_path):
    given = answers(tmp_path, of_size(SLOWEST, MOST_BYTES))
    assert set(given.values()) == {0}, given


def test_what_takes_too_long_or_too_much_would_be_noticed(tmp_path):
    """The limits hold: without one, the tests above could not fail."""
    script = (
        "import resource, os\nfrom tests.faults import limited_reading as it\n"
        "it.SECONDS = 1\n"
        "it.load_scenario = lambda path: {work}\n"
        "print(it.answered(None))\n"
    )
    for work in ("[None for _ in iter(int, 1)]", "bytearray(10**9)"):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script.format(work=work)],
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
        )
        assert done.stdout.strip() not in ("", "0"), done.stderr


@pytest.mark.soak
def test_the_most_that_is_read_is_answered_in_every_shape(tmp_path):
    given = answers(tmp_path, of_size(SHAPES, MOST_BYTES))
    assert set(given.values()) == {0}, given


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_the_most_that_is_read_is_answered_whatever_it_is_made_of(tmp_path, seed):
    random = Random(seed)
    pieces = [*MARKS, *TEXT_PIECES, *SINGLE, *(f"{each}\n" for each in MARKS)]
    texts = []
    for number in range(30):
        line = "".join(random.choices(pieces, k=random.randint(1, 12)))
        repeats = MOST_BYTES // len(line.encode())
        texts.append((f"drawn-{number}", f"{line}\n" * (repeats * 9 // 10)))
    given = answers(tmp_path, texts)
    assert set(given.values()) == {0}, given
