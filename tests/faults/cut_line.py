"""A line to PostgreSQL that loses the reply to every third COMMIT."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Thread

SOCKET = ".s.PGSQL.5432"


@contextmanager
def cut_line(server: Path, line: Path) -> Iterator[list[int]]:
    """Listen in the folder `line`, pass on to the server in `server`; yields the replies lost."""
    lost: list[int] = []
    commits = count(1)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(line / SOCKET))
    listener.listen(64)
    Thread(target=_accept, args=(listener, server, commits, lost), daemon=True).start()
    try:
        yield lost
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _accept(listener: socket.socket, server: Path, commits: Iterator[int], lost: list[int]) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        Thread(target=_converse, args=(client, server, commits, lost), daemon=True).start()


def _converse(client: socket.socket, server: Path, commits: Iterator[int], lost: list[int]) -> None:
    """Both sides take turns: the client asks, the server answers until it is ready again."""
    with client, socket.socket(socket.AF_UNIX) as upstream, suppress(OSError):
        upstream.connect(str(server / SOCKET))
        replies = Thread(target=_pass, args=(upstream, client, state := {"cut": False}, lost))
        replies.start()
        while asked := client.recv(65536):
            if b"COMMIT" in asked:
                number = next(commits)
                state["cut"] = number % 3 == 0
            upstream.sendall(asked)
        upstream.shutdown(socket.SHUT_RDWR)
        replies.join()


def _pass(upstream: socket.socket, client: socket.socket, state: dict, lost: list[int]) -> None:
    with suppress(OSError):
        while answered := upstream.recv(65536):
            if state["cut"]:
                lost.append(len(answered))
                client.shutdown(socket.SHUT_RDWR)
                return
            client.sendall(answered)
