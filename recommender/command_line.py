"""The front door of a package's commands: each module of its commands folder is one."""

import importlib
import os
import pkgutil
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from types import ModuleType

from recommender.refusal import Refusal


def run_command(
    commands: ModuleType,
    arguments: Sequence[str] | None = None,
    refusals: tuple[type[Exception], ...] = (Refusal,),
) -> int:
    """0: done, 1: the answer is no, 2: it could not be asked; a refusal is told in its sentence."""
    chosen = _parser(commands).parse_args(arguments)
    try:
        return chosen.run(chosen)
    except refusals as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has enough of it; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped; nothing was changed.", file=sys.stderr)
        return 2


def _parser(commands: ModuleType) -> ArgumentParser:
    """A module called `import_` is the command `import`."""
    package = commands.__name__.partition(".")[0]
    top = ArgumentParser(prog=f"python -m {package}", description=commands.__doc__)
    below = top.add_subparsers(required=True, metavar="COMMAND")
    for found in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"{commands.__name__}.{found.name}")
        each = below.add_parser(found.name.rstrip("_"), help=module.HELP, description=module.HELP)
        module.add_arguments(each)
        each.set_defaults(run=module.run)
    return top
