"""Who may import whom; one case a module, so a breach names the file."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for room in ("recommender", "dashboard")
    for path in (ROOT / room).rglob("*.py")
)
STREAMLIT = (
    "dashboard/server.py",
    "dashboard/app.py",
    "dashboard/resources.py",
    "dashboard/people.py",
)


def imports(module: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by a relative path"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def among(found: set[str], package: str) -> set[str]:
    return {name for name in found if name == package or name.startswith(f"{package}.")}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_keeps_to_its_room(module):
    found = imports(module)
    if not module.startswith(("dashboard/views/", "dashboard/components/", *STREAMLIT)):
        assert not among(found, "streamlit")
    if not module.startswith("recommender/pictures"):
        assert not among(found, "PIL")
    if not module.startswith("recommender/candidates/"):
        assert not among(found, "implicit")
    if module.startswith("recommender/"):
        assert not among(found, "dashboard") | among(found, "sqlalchemy")
    if module.startswith("dashboard/releases/"):
        assert not among(found, "recommender")
        assert all(name.startswith("dashboard.releases") for name in among(found, "dashboard"))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_names_its_noun_in_one_line(module):
    said = ast.get_docstring(ast.parse((ROOT / module).read_text("utf-8")))
    assert said, f"{module} has no docstring"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_allows_no_markup_and_no_blind_except(module):
    text = (ROOT / module).read_text("utf-8")
    for banned in (
        "unsafe_allow" + "_html",
        "except Exception",
        "except BaseException",
        "import pickle",
    ):
        assert banned not in text, f"{module} has {banned}"


def test_whether_a_file_changed_is_told_in_one_place():
    """A second way of telling would overlook what the first one sees."""
    telling = ("st_mtime", "st_ctime", "st_ino")
    held = {each for each in MODULES if any(t in (ROOT / each).read_text("utf-8") for t in telling)}
    assert held == {"recommender/stamp.py"}


@pytest.mark.parametrize(
    "script", sorted((ROOT / "dashboard/components").rglob("*.js")), ids=lambda path: path.stem
)
def test_a_front_end_module_writes_no_markup(script):
    text = script.read_text("utf-8")
    for banned in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert banned not in text, f"{script.name} has {banned}"
