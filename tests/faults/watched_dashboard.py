"""The dashboard's commands, in a process that notes every question it asks of the network.

None goes out: each waits WATCHED_SECONDS, as behind a firewall that drops packets, and fails.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

from dashboard.__main__ import main

ASKING = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}
"""Which argument of each event says where."""
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook of Python: it hears of every socket, whichever library opens it."""
    if event not in ASKING:
        return
    where = arguments[ASKING[event]]
    name = where[0] if isinstance(where, tuple) else where
    # A path is a socket of this machine, and None its own name.
    if isinstance(where, tuple) and name in THIS_MACHINE:
        return
    if not isinstance(where, tuple) and (
        event == "socket.connect" or name in (None, *THIS_MACHINE)
    ):
        return
    with Path(os.environ["WATCHED_FILE"]).open("a") as file:
        file.write(f"{event} {name}\n")
    time.sleep(float(os.environ["WATCHED_SECONDS"]))
    raise OSError(f"{name} cannot be reached from here")


if __name__ == "__main__":
    sys.addaudithook(watch)
    sys.exit(main())
