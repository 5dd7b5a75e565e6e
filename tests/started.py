"""A command of ours in a process of its own, started without its imports' two seconds."""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


def started(
    module: str,
    arguments: Iterable[str],
    environment: Mapping[str, str],
    output: int = 1,
    errors: int = 2,
) -> "Started | subprocess.Popen":
    """`python -m MODULE ARGUMENTS` in a process of its own. `output` and `errors` are descriptors,
    those of this process where not given."""
    if sys.platform == "linux":
        return Started(module, arguments, environment, output, errors)
    # Elsewhere a process must not fork once it has imported so much.
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=errors)


class Started:
    """Such a process, with what subprocess.Popen would offer."""

    def __init__(
        self,
        module: str,
        arguments: Iterable[str],
        environment: Mapping[str, str],
        output: int,
        errors: int,
    ):
        order = {
            "module": module,
            "arguments": list(arguments),
            "environment": dict(environment),
            "folder": str(ROOT),
        }
        self._answers, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            told = [json.dumps(order).encode()]
            socket.send_fds(preloaded(), told, [output, errors, theirs.fileno()])
        self.returncode: int | None = None
        self.pid = int(self._answers.recv(100))

    def poll(self) -> int | None:
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        if self._ended(timeout) is None:
            raise subprocess.TimeoutExpired("python -m", timeout)
        return self.returncode

    def send_signal(self, sent: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, sent)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._answers], [], [], timeout)[0]:
            self.returncode = int(self._answers.recv(100))
            self._answers.close()
        return self.returncode


@cache
def preloaded() -> socket.socket:
    """The orders of this process's own preloaded process, which ends with it."""
    orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.preloaded", str(theirs.fileno())],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            pass_fds=[theirs.fileno()],
        )
    atexit.register(_dismiss, orders, process)
    return orders


def _dismiss(orders: socket.socket, process: subprocess.Popen) -> None:
    orders.close()
    process.wait()
