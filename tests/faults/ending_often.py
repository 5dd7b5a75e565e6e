"""A command run many times, each in a child process that ends as an interpreter does."""

import importlib
import os
import sys

from recommender.__main__ import main
from recommender.layouts import layouts


def run_often(times: int, arguments: list[str]) -> list[int]:
    """Exit codes, -6 for one that aborted. All on one processor, where threads are slowest to end;
    what the command needs is imported before, so that a run takes milliseconds."""
    importlib.import_module(f"recommender.commands.{arguments[0]}_")
    layouts()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    codes = []
    for _ in range(times):
        child = os.fork()
        if child == 0:
            sys.exit(main(arguments))
        codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return codes


if __name__ == "__main__":
    print(run_often(int(sys.argv[1]), sys.argv[2:]))
