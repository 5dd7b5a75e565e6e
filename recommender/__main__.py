"""The commands: python -m recommender NAME."""

import importlib
import pkgutil
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from recommender import commands
from recommender.refusal import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done, 1: the answer is no, 2: it could not be asked."""
    chosen = parser().parse_args(arguments)
    try:
        return chosen.run(chosen)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; nothing was changed.", file=sys.stderr)
        return 2


def parser() -> ArgumentParser:
    """A command is a module of recommender/commands/; `import_` is called `import`."""
    top = ArgumentParser(prog="python -m recommender", description=__doc__)
    below = top.add_subparsers(required=True, metavar="COMMAND")
    for found in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"recommender.commands.{found.name}")
        each = below.add_parser(found.name.rstrip("_"), help=module.HELP, description=module.HELP)
        module.add_arguments(each)
        each.set_defaults(run=module.run)
    return top


if __name__ == "__main__":
    sys.exit(main())
