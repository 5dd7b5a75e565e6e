"""The front door of a package's commands: each module of its commands folder is one."""

import ast
import importlib
import os
import pkgutil
import re
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from recommender.refusal import Refusal
from recommender.terminal import forgive_encodings, printable

HALF = re.compile("[\ud800-\udfff]")
"""What Python makes of a byte that the terminal's encoding does not have."""


def run_command(
    commands: ModuleType,
    arguments: Sequence[str] | None = None,
    refusals: tuple[type[Exception], ...] = (Refusal,),
    *,
    only_text: bool = False,
) -> int:
    """0: done, 1: the answer is no, 2: it could not be asked; a refusal is told in its sentence,
    with what its notes say to whoever runs the command.

    `only_text`: arguments with a byte that is no text are refused; else they may name files."""
    given = sys.argv[1:] if arguments is None else arguments
    forgive_encodings(as_json="--json" in given)
    if only_text and (garbled := next(filter(HALF.search, given), None)):
        print(
            f"{printable(garbled)!r} is not in this terminal's encoding; write it again, or set "
            "LC_ALL=C.UTF-8.",
            file=sys.stderr,
        )
        return 2
    chosen = _parser(commands, given).parse_args(given)
    try:
        return chosen.run(chosen)
    except refusals as refusal:
        said = " ".join([str(refusal), *getattr(refusal, "__notes__", ())])
        print("\n".join(map(printable, said.splitlines())), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has enough of it; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped; nothing was changed.", file=sys.stderr)
        return 2


def _parser(commands: ModuleType, given: Sequence[str]) -> ArgumentParser:
    """Imports the module of the command that is asked for, and no other: all of them take seconds.

    A module called `import_` is the command `import`."""
    package = commands.__name__.partition(".")[0]
    asked = next((each for each in given if not each.startswith("-")), None)
    top = ArgumentParser(prog=f"python -m {package}", description=commands.__doc__)
    below = top.add_subparsers(required=True, metavar="COMMAND")
    for found in pkgutil.iter_modules(commands.__path__):
        name = found.name.rstrip("_")
        said = _help(Path(commands.__path__[0]) / f"{found.name}.py")
        each = below.add_parser(name, help=said, description=said)
        if name == asked:
            module = importlib.import_module(f"{commands.__name__}.{found.name}")
            module.add_arguments(each)
            each.set_defaults(run=module.run)
    return top


def _help(module: Path) -> str:
    """The text of its HELP, read from its source."""
    for statement in ast.parse(module.read_text("utf-8")).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="HELP")], value=ast.Constant(value=str(said))):
                return said
    raise ValueError(f"{module} has no HELP")
