"""Handshakes of a WebSocket as a program sends them: no browser would lie so."""

import socket
from collections.abc import Sequence

HEAD = """GET {path} HTTP/1.1\r
Upgrade: websocket\r
Connection: Upgrade\r
Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
Sec-WebSocket-Version: 13\r
"""


def shake_hands(
    port: int, headers: Sequence[tuple[str, str]], path: str = "/_stcore/stream"
) -> int:
    """The status of the answer: 101 where the socket opens."""
    said = "".join(f"{name}: {value}\r\n" for name, value in headers)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(f"{HEAD.format(path=path)}{said}\r\n".encode())
        return int(line.makefile("rb").readline().split()[1])
