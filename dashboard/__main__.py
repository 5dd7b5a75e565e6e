"""The commands: python -m dashboard NAME."""

import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing import active_children
from typing import NoReturn

from dashboard import commands
from dashboard.releases.facts import Fact
from recommender.command_line import run_command
from recommender.refusal import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done, 1: the answer is no, 2: it could not be asked."""
    return run_command(commands, arguments, (Refusal, Fact), only_text=True)


def stop(_signal: int, _frame: object) -> NoReturn:
    """End at once, as a container's first process too: what is half made is made anew next time.

    A server stops its work first, and comes here last."""
    for child in active_children():
        child.terminate()
    os._exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    sys.exit(main())
