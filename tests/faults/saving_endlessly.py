"""Processes that save one scenario after another until killed; each save is told once it is safe.

A line on stdin starts the next process, whose id is told first; `dead` is told when it ended.
"""

import os
import sys
from itertools import count
from pathlib import Path

from dashboard.releases.person import Person
from dashboard.scenarios import writing
from recommender.scenario import Scenario


def main(folder: Path, name: str) -> None:
    for _ in sys.stdin:
        process_id = os.fork()
        if process_id == 0:
            save_endlessly(folder, name)
        os.waitpid(process_id, 0)
        print("dead", flush=True)


def save_endlessly(folder: Path, name: str) -> None:
    print(os.getpid(), flush=True)
    person = Person(name, name, f"{name}@example.com", frozenset({"reviewer"}))
    seen = writing.version_of(folder, name)
    for number in count():
        told = f"{name} {os.getpid()} {number}"
        scenario = Scenario(name, told, story=f"{told}.\n" * 50)
        saved = writing.save(folder, person, scenario, seen, told)
        seen = saved.version
        print(saved.commit or saved.note, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
