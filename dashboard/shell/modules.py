"""Our own front-end modules as one a page: forty files would wait for the line forty times.

Each module becomes a function that runs when somebody first needs it, once in a page however many
of these files bring it. The sources stay what they are, plain modules that import each other by
relative address.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping

IMPORT = re.compile(r'^import (?P<names>\{[^}]*\}|\w+) from "(?P<address>[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(
    r"^export (?P<default>default )?"
    r"(?P<kept>(?:async )?(?:function\*?|class|const) (?P<name>\w+))",
    re.MULTILINE,
)
UNNAMED = re.compile(r"^export default (?=(?:async )?function ?\(|class \{)", re.MULTILINE)
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class UnknownForm(ValueError):
    """A module of ours imports or exports in another way than all the others."""


def join(modules: Mapping[str, str], roots: Iterable[str], last: str = "") -> str:
    """One module with these and all that they import, which exports `need(name)`.

    `modules` by folder and name; `last` runs at the end. UnknownForm where one cannot be joined.
    """
    makers = "".join(
        f"{name!r}: () => {{\n{wrapped(name, modules[name])}}},\n"
        for name in needed(modules, roots)
    )
    return (
        f"const makers = {{\n{makers}}};\n"
        "const made = (globalThis.vitrineModules ??= {});\n"
        f"export const need = (name) => (made[name] ??= makers[name]());\n{last}"
    )


def needed(modules: Mapping[str, str], roots: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(roots))
    for name in found:
        imported = (address(name, each) for each in IMPORT.finditer(modules[name]))
        found += [each for each in dict.fromkeys(imported) if each not in found]
    return found


def wrapped(name: str, text: str) -> str:
    text = UNNAMED.sub("export default const unnamed = ", COMMENT.sub("", text))
    given = [
        f"get {'default' if each['default'] else each['name']}() {{ return {each['name']}; }}"
        for each in EXPORT.finditer(text)
    ]
    body = EXPORT.sub(lambda each: each["kept"], text)
    body = IMPORT.sub(lambda each: taking(name, each), body)
    if left := LEFT.search(body):
        raise UnknownForm(f"{name}: `{left[0]}` is written in another form than all the others.")
    return f"{body}return {{ {', '.join(given)} }};\n"


def taking(name: str, found: re.Match[str]) -> str:
    """`{ a as b } from "../tile/tile.js"` becomes `{ a: b } = need("tile/tile.js")`."""
    names = found["names"]
    taken = names.replace(" as ", ": ") if names.startswith("{") else f"{{ default: {names} }}"
    return f"const {taken} = need({address(name, found)!r});"


def address(name: str, found: re.Match[str]) -> str:
    """The folder and name of what the module `name` imports."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), found["address"]))
