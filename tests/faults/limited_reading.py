"""Reads the scenario files of a folder, each in a process with little time and memory."""

import json
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

from recommender.scenario import ScenarioUnreadable, load_scenario

SECONDS = 10
BYTES = 512 * 1024 * 1024


def main() -> None:
    """Prints what became of each by name: 0 where it was read or refused."""
    print(json.dumps({path.name: answered(path) for path in sorted(Path(sys.argv[1]).iterdir())}))


def answered(path: Path) -> int:
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
    with suppress(ScenarioUnreadable):
        load_scenario(path)
    os._exit(0)


if __name__ == "__main__":
    main()
