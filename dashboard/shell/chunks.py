"""Streamlit's script, which comes in some sixty chunks, as one module.

A browser opens six connections to a server, so sixty small files wait ten times for the line. All
chunks that every page needs go into one module, each in a function of its own, in the order in
which they need each other. The chunks that single widgets need stay files; what they import from
the one module they take from there, so that no part of Streamlit is there twice.

A chunk takes what it imports once, when it runs. That is sound where what another chunk exports is
there once that one has run, so parts that would run later, when first needed, run at once.
"""

import re
from collections.abc import Iterable, Mapping

from recommender.refusal import Refusal

JOINED = "shell.js"
HEAD = re.compile(
    r"(?P<before>const __vite__mapDeps=.*?=>i\.map\(i=>d\[i\]\);)?\s*"
    r'(?P<imports>(?:import(?:[^;"`]*?from)?"\./[^"]+";)*)',
    re.DOTALL,
)
IMPORT = re.compile(r'import(?:(?P<names>[^;"`]*?)from)?"\./(?P<chunk>[^"]+)";')
EXPORTS = re.compile(r"export\{(?P<names>[^{}]*)\};?\s*$")
ELSEWHERE = re.compile(r'(?<![\w$.])(?:from|import)"\./(?P<chunk>[^"]+)"')
LATER = re.compile(r"(?<![\w$.])import\(`\./(?P<chunk>[^`]+)`\)")
WITHIN = "Promise.resolve().then(()=>%s)"
FROM_FILE = f"import(`./{JOINED}`).then(joined=>joined.%s)"
RUNTIME = "rolldown-runtime."
"""How the name of the chunk begins that has the tools all others are built with."""
POSTPONE = re.compile(r"(?P<name>[\w$]+)=\(\w,\w,\w\)=>\(\)=>\{if\(")
"""Its tool that makes a part of a chunk run when first needed."""
ENDS_IN = "=>i.map(i=>d[i]);"


class UnknownChunks(Refusal):
    """This version of Streamlit writes its script in a form that is not known here."""

    def __init__(self, chunk: str):
        super().__init__(
            f"Streamlit's file {chunk} has a form that Vitrine does not know. "
            "Install the versions of requirements.txt: make run does."
        )


def needed(chunks: Mapping[str, str], roots: Iterable[str]) -> list[str]:
    """The names of these chunks and of all that they import, each after what it imports."""
    order: list[str] = []
    within: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        if name in within or name not in chunks:
            raise UnknownChunks(name)
        within.append(name)
        for each in imported(name, chunks[name]):
            visit(each)
        within.remove(name)
        order.append(name)

    for root in roots:
        visit(root)
    return order


def imported(name: str, text: str) -> list[str]:
    head = HEAD.match(text)
    if ELSEWHERE.search(text, head.end()):
        raise UnknownChunks(name)
    return [each["chunk"] for each in IMPORT.finditer(head["imports"])]


def join(chunks: Mapping[str, str], order: list[str]) -> str:
    """One module of these chunks, which gives the exports of each under its own name."""
    places = {name: place for place, name in enumerate(order)}
    tool = postponing(chunks)
    bodies = [wrapped(name, chunks[name], places, tool) for name in order]
    return "".join([*bodies, f"export{{{','.join(map(own_name, places.values()))}}};\n"])


def postponing(chunks: Mapping[str, str]) -> str:
    """Under which name the runtime exports its tool for running a part later."""
    name, text = next((each for each in chunks.items() if each[0].startswith(RUNTIME)), ("", ""))
    tool, exports = POSTPONE.search(text), EXPORTS.search(text)
    if tool is None or exports is None:
        raise UnknownChunks(name or RUNTIME)
    return next(given for kept, given in pairs(exports["names"]) if kept == tool["name"])


def wrapped(name: str, text: str, places: Mapping[str, int], tool: str) -> str:
    """A function that runs the chunk and gives what it exports; `tool` as in `postponing`."""
    head, exports = HEAD.match(text), EXPORTS.search(text)
    body = text[head.end() : exports.start() if exports else None]
    taken = "".join(
        taken_from(each, places[each["chunk"]]) for each in IMPORT.finditer(head["imports"])
    )
    given = exports["names"] if exports else ""
    before = without(head["before"] or "", places)
    body += run_at_once(body, head["imports"], tool)
    return (
        f"const {own_name(places[name])}=(()=>{{{before}{taken}"
        f"{at_hand(body, places, WITHIN)}\nreturn{{{returned(given)}}}}})();\n"
    )


def run_at_once(body: str, imports: str, tool: str) -> str:
    """Calls of all parts of a chunk that would run later."""
    for each in IMPORT.finditer(imports):
        if each["chunk"].startswith(RUNTIME):
            taken = dict(pairs(each["names"].strip("{}")))
            if tool in taken:
                part = rf"(?<![\w$.])([\w$]+)={re.escape(taken[tool])}\(\(\(\)=>\{{"
                return "".join(f";{name}()" for name in re.findall(part, body))
    return ""


def pairs(names: str) -> list[tuple[str, str]]:
    """`a as t,b` is `[("a", "t"), ("b", "b")]`."""
    split = [each.strip().split(" as ") for each in names.split(",") if each.strip()]
    return [(each[0], each[-1]) for each in split]


def own_name(place: int) -> str:
    """What the exports of one chunk are called in the joined module; no chunk uses such a name."""
    return f"vitrine${place}"


def taken_from(found: re.Match[str], place: int) -> str:
    """`{n as e,t}` becomes `const {n:e,t}=...;`."""
    names = (found["names"] or "").strip()
    if not names:
        return ""
    if not (names.startswith("{") and names.endswith("}")):
        raise UnknownChunks(found["chunk"])
    return f"const{names.replace(' as ', ':')}={own_name(place)};"


def returned(names: str) -> str:
    """`a as t,b` becomes `get t(){return a},get b(){return b}`."""
    return ",".join(f"get {given}(){{return {kept}}}" for kept, given in pairs(names))


def at_hand(body: str, places: Mapping[str, int], way: str) -> str:
    """Where a chunk asks the server for one that is joined, it gets that one's exports by `way`."""

    def here(found: re.Match[str]) -> str:
        place = places.get(found["chunk"])
        return found[0] if place is None else way % own_name(place)

    return LATER.sub(here, body)


def without(before: str, places: Iterable[str]) -> str:
    """Chunks that are joined are not to be fetched ahead of a widget."""
    if not before:
        return ""
    names = ",".join(f'"./{name}"' for name in places)
    last = f"=>i.map(i=>d[i]).filter(each=>![{names}].includes(each));"
    return before.removesuffix(ENDS_IN) + last


def apart(name: str, text: str, places: Mapping[str, int]) -> str:
    """A chunk that stays a file, taking what is joined from the joined module."""
    head = HEAD.match(text)
    rest = text[head.end() :]
    if any(each["chunk"] in places for each in ELSEWHERE.finditer(rest)):
        raise UnknownChunks(name)
    imports, taken = [], []
    for each in IMPORT.finditer(head["imports"]):
        place = places.get(each["chunk"])
        if place is None:
            imports.append(each[0])
        elif names := taken_from(each, place):
            imports.append(f'import{{{own_name(place)}}}from"./{JOINED}";')
            taken.append(names)
    before = without(head["before"] or "", places)
    return "".join([before, *imports, *taken, at_hand(rest, places, FROM_FILE)])
