"""A server of its own process on a free port of this machine, for as long as it is needed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager

from recommender.refusal import Refusal


class NotServing(Refusal):
    """The server ended, or answered nobody in time."""


@contextmanager
def served(
    module: str,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    patience: float = 60,
) -> Iterator[str]:
    """The address of `python -m MODULE ARGUMENTS --port N`; `patience` in seconds."""
    port = _free_port()
    command = [sys.executable, "-m", module, *arguments, "--port", str(port)]
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})})
    try:
        _await(process, port, command, time.monotonic() + patience)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def serve_together(stack: ExitStack, *servers: AbstractContextManager[str]) -> Sequence[str]:
    """The addresses of several that start side by side, in their order; `stack` ends them."""
    with ThreadPoolExecutor() as starting:
        return list(starting.map(stack.enter_context, servers))


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _await(process: subprocess.Popen, port: int, command: Sequence[str], deadline: float) -> None:
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise NotServing(f"`{' '.join(command)}` does not serve; run it by hand to see why.")
