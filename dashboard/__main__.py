"""The commands: python -m dashboard NAME."""

import importlib
import pkgutil
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from dashboard import commands
from dashboard.releases.facts import Fact
from recommender.refusal import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done, 1: the answer is no, 2: it could not be asked."""
    chosen = parser().parse_args(arguments)
    try:
        return chosen.run(chosen)
    except (Refusal, Fact) as refusal:
        print(refusal, file=sys.stderr)
        return 2


def parser() -> ArgumentParser:
    """A command is a module of dashboard/commands/."""
    top = ArgumentParser(prog="python -m dashboard", description=__doc__)
    below = top.add_subparsers(required=True, metavar="COMMAND")
    for found in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"dashboard.commands.{found.name}")
        each = below.add_parser(found.name, help=module.HELP, description=module.HELP)
        module.add_arguments(each)
        each.set_defaults(run=getattr(module, "run", None))
    return top


if __name__ == "__main__":
    sys.exit(main())
