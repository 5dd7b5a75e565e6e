"""Whatever the encoding of a terminal or a log, a command says what it has to say."""

import io
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import dashboard.__main__
import recommender.__main__
from recommender.terminal import forgive_encodings
from tests.recommender.camping import camping

MAINS = (recommender.__main__, dashboard.__main__)
COMMANDS = [
    (main.main, found.name.rstrip("_"))
    for main in MAINS
    for found in pkgutil.iter_modules(main.commands.__path__)
]
NARROW = ("ascii", "cp1252", "iso8859-1", "shift_jis", "koi8-r", "utf-8", "utf-16")
SAID = "✓ Größe “L” – 49 € … 猫 cafe\u0301 \ud800"
"""Two of these no encoding but Unicode's has, and the last one none at all."""


@pytest.fixture
def narrowed(monkeypatch):
    """Standard output and error as if of this encoding; gives what was written by name."""

    def narrow(encoding: str) -> dict[str, io.BytesIO]:
        written = {"stdout": io.BytesIO(), "stderr": io.BytesIO()}
        for name, stream in written.items():
            monkeypatch.setattr(sys, name, io.TextIOWrapper(stream, encoding, write_through=True))
        return written

    return narrow


@pytest.mark.parametrize("encoding", NARROW)
def test_any_text_is_written_in_any_encoding(narrowed, encoding):
    written = narrowed(encoding)
    forgive_encodings(as_json=False)
    for stream in (sys.stdout, sys.stderr):
        print(SAID, file=stream)
    for content in written.values():
        assert "L" in content.getvalue().decode(encoding)


def test_what_an_encoding_lacks_is_spelt_plainly(narrowed):
    written = narrowed("ascii")
    forgive_encodings(as_json=False)
    print(SAID)
    assert written["stdout"].getvalue() == b'+ Gro?e "L" - 49 EUR ... ? cafe ?\n'


@pytest.mark.parametrize("encoding", NARROW)
def test_json_keeps_its_values_in_any_encoding(narrowed, encoding):
    written = narrowed(encoding)
    forgive_encodings(as_json=True)
    print(json.dumps({"said": f"{SAID} 𝄞"}, ensure_ascii=False))
    assert json.loads(written["stdout"].getvalue().decode(encoding)) == {"said": f"{SAID} 𝄞"}


@pytest.mark.parametrize(("main", "command"), COMMANDS)
def test_every_command_explains_itself_in_ascii(narrowed, main, command):
    written = narrowed("ascii")
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert b"usage" in written["stdout"].getvalue()


@pytest.mark.parametrize("main", [each.main for each in MAINS])
def test_a_wrong_word_is_named_in_ascii(narrowed, main):
    written = narrowed("ascii")
    with pytest.raises(SystemExit):
        main(["–größe"])
    assert b"COMMAND" in written["stderr"].getvalue()


def test_a_refusal_forges_no_line_on_a_terminal(tmp_path, capsys):
    assert recommender.__main__.main(["search", "--shop", str(tmp_path / "a\x1b[2Jb")]) == 2
    assert "a\ufffd[2Jb is no shop folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    "told",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["cp1252", "C"],
)
def test_check_ends_in_a_log_that_is_not_utf8_as_it_ends_elsewhere(tmp_path: Path, told):
    camping(tmp_path / "shop")
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "camper.yaml").write_text("title: Wärme für 猫\n", "utf-8")
    (tmp_path / "vitrine.toml").write_text(
        '[[candidates]]\nid = "best"\nkind = "best_sellers"\ntitle = "Best sellers"\n'
    )
    environment = os.environ | told | {"PYTHONPATH": str(Path(__file__).parents[2])}
    for command in (["fit"], ["check"], ["check", "--json"]):
        ended = subprocess.run(
            [sys.executable, "-m", "recommender", *command, "--shop", "shop"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
        )
        assert (ended.returncode, ended.stderr) == (0, b"")
