"""The front door of the commands: every command is listed, and only the chosen one is imported."""

import importlib
import json
import pkgutil
import subprocess
import sys

import pytest

import dashboard.__main__
import recommender.__main__

MAINS = {each.commands.__name__: each for each in (recommender.__main__, dashboard.__main__)}
COMMANDS = [
    (package, found.name)
    for package, main in MAINS.items()
    for found in pkgutil.iter_modules(main.commands.__path__)
]
HEAVY = ("streamlit", "implicit", "pandas", "sqlalchemy", "scipy", "pyarrow", "openpyxl")
IMPORTED = """
import json, runpy, sys
module, sys.argv = sys.argv[1], sys.argv[1:]
try:
    runpy.run_module(module, run_name="__main__", alter_sys=True)
except SystemExit as end:
    print(json.dumps({"code": end.code, "imported": sorted(sys.modules)}))
"""


def imported(*command: str) -> set[str]:
    """The modules that `python -m COMMAND` has imported when it ends with 0."""
    printed = subprocess.check_output([sys.executable, "-c", IMPORTED, *command], text=True)
    ended = json.loads(printed.splitlines()[-1])
    assert ended["code"] == 0
    return set(ended["imported"])


def printed_by(main, capsys, *arguments: str) -> str:
    """With every line's end a space, as argparse breaks lines where it likes."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("package", "name"), COMMANDS)
def test_the_list_of_commands_and_the_command_say_the_same_of_it(package, name, capsys):
    main, said = MAINS[package].main, importlib.import_module(f"{package}.{name}").HELP
    command = name.rstrip("_")
    assert f"{command} {said}" in printed_by(main, capsys, "--help")
    assert f" {said} " in printed_by(main, capsys, command, "--help")


@pytest.mark.parametrize("package", ["recommender", "dashboard"])
def test_the_list_of_commands_imports_none_of_them(package):
    found = imported(package, "--help")
    assert not found.intersection(HEAVY)
    assert not {each for each in found if each.startswith(f"{package}.commands.")}


@pytest.mark.parametrize(
    ("command", "never"),
    [
        (("recommender", "evaluate"), HEAVY),
        (("recommender", "check"), ("streamlit", "implicit", "sqlalchemy", "openpyxl")),
        (("dashboard", "migrate"), ("streamlit", "implicit", "pandas")),
        (("dashboard", "gate"), ("streamlit", "implicit", "openpyxl")),
    ],
    ids=" ".join,
)
def test_a_command_imports_no_other_and_nothing_it_does_not_need(command, never):
    package, name = command
    found = imported(package, name, "--help")
    assert f"{package}.commands.{name}" in found
    assert {each for each in found if each.startswith(f"{package}.commands.")} == {
        f"{package}.commands.{name}"
    }
    assert not found.intersection(never)


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["--json"], ["--", "check"]])
def test_what_names_no_command_could_not_be_asked(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        recommender.__main__.main(arguments)
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


def test_a_name_that_the_terminal_garbled_could_not_be_asked(capsys):
    assert dashboard.__main__.main(["gate", "fr\udcfchling"]) == 2
    assert "is not in this terminal's encoding" in capsys.readouterr().err
