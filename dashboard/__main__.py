"""The commands: python -m dashboard NAME."""

import sys
from collections.abc import Sequence

from dashboard import commands
from dashboard.releases.facts import Fact
from recommender.command_line import run_command
from recommender.refusal import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done, 1: the answer is no, 2: it could not be asked."""
    return run_command(commands, arguments, (Refusal, Fact))


if __name__ == "__main__":
    sys.exit(main())
