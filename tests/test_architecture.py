"""Who may import whom; one case a module, so a breach names the file."""

import ast
import re
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


@pytest.mark.parametrize("module", [each for each in MODULES if each.startswith("dashboard/")])
def test_json_is_sent_by_the_one_response_that_can_always_be_sent(module):
    if module != "dashboard/json_response.py":
        assert "starlette.responses.JSONResponse" not in imports(module)


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


ORDERING = {"sorted", "min", "max", "order_by", "where", "filter", "having", "sort", "index"}


def told_by_the_clock(tree: ast.Module) -> list[int]:
    """The lines that do more with the time of a row than hand it on to be shown or stored.

    Handed on is what stands directly in a call, a dictionary or a row, or asks for its date.
    """
    above = {below: node for node in ast.walk(tree) for below in ast.iter_child_nodes(node)}
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not re.fullmatch(r"at|\w+ed_at", node.attr):
            continue
        if isinstance(node.ctx, ast.Load) and not _handed_on(node, above):
            found.append(node.lineno)
    return found


def _handed_on(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    user, in_a_row = above[node], False
    while isinstance(user, ast.keyword | ast.Tuple):
        in_a_row = in_a_row or isinstance(user, ast.Tuple)
        user = above[user]
    if isinstance(user, ast.Attribute):
        return user.attr in {"date", "isoformat", "type"}
    if isinstance(user, ast.ListComp):
        return in_a_row and not _orders(above[user])
    return isinstance(user, ast.Call | ast.Dict | ast.FormattedValue) and not _orders(user)


def _orders(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id) in ORDERING


RECORD = [
    each
    for each in MODULES
    if each.startswith(("dashboard/releases/", "dashboard/figures/"))
    and each != "dashboard/releases/sign_ins.py"
]
"""But not of a sign-in, which ends by the clock."""


@pytest.mark.parametrize("module", RECORD)
def test_a_module_of_the_record_shows_times_and_never_orders_or_compares_by_them(module):
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    assert told_by_the_clock(tree) == [], f"{module} orders by the clock; use `entry`"


@pytest.mark.parametrize(
    "line",
    [
        "one.at <= other",
        "max(each.at for each in said)",
        "max([each.at for each in said])",
        "sorted([(each.at, each.id) for each in said])",
        "sorted(said, key=lambda each: each.at)",
        "said.sort(key=lambda each: (each.value, each.at))",
        "select(Verdict).order_by(Verdict.at)",
        "select(Verdict).order_by(Verdict.at.desc())",
        "select(Verdict).where(Verdict.at < until)",
        "func.max(Verdict.at)",
        "end = closing.at",
        "def last(one): return one.at",
        "release.opened_at != moment",
        "release.closed_at - release.opened_at",
    ],
)
def test_what_orders_by_the_clock_is_found(line):
    assert told_by_the_clock(ast.parse(line))


SCRIPTS = sorted((ROOT / "dashboard/components").rglob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_front_end_module_asks_one_for_the_browsers_storage_and_one_for_input_methods(script):
    text = script.read_text("utf-8")
    # The sign-in's module stands alone in its page: nobody may fetch storage.js before it.
    if script.name not in ("storage.js", "sign_in.js"):
        for banned in ("localStorage", "sessionStorage", "indexedDB"):
            assert banned not in text, f"{script.name} has {banned}; storage.js keeps things"
    if script.name != "composing.js":
        for banned in ("isComposing", "229", "onkeypress", '"keypress"', '"keyup"'):
            assert banned not in text, f"{script.name} has {banned}; composing.js keeps keys apart"


def test_every_component_keeps_the_keys_of_input_methods_before_it_is_drawn():
    loader = (ROOT / "dashboard/components/frontend.py").read_text("utf-8")
    kept, drawn = "composing.keepKeysOfInputMethods()", "module.default(component)"
    assert 0 < loader.index(kept) < loader.index(drawn)
    components = (ROOT / "dashboard/components").rglob("*.py")
    mounting = {each.name for each in components if "components.v2" in each.read_text("utf-8")}
    assert mounting == {"frontend.py"}
    for inlined in ("sign_in", "frame"):
        script = ROOT / "dashboard/components" / inlined / f"{inlined}.js"
        assert "keydown" not in script.read_text("utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_a_letter_a_digit_or_a_mark_means_is_told_in_one_place(script):
    if script.parts[-2:] != ("tile", "keys.js"):
        asked = r'event\.key [!=]== "\S"|event\.key\.|event\.code\b'
        assert re.findall(asked, script.read_text("utf-8")) == [], f"{script.name} asks itself"
