"""The commands: python -m recommender NAME."""

import sys
from collections.abc import Sequence

from recommender import commands
from recommender.command_line import run_command


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done, 1: the answer is no, 2: it could not be asked."""
    return run_command(commands, arguments)


if __name__ == "__main__":
    sys.exit(main())
