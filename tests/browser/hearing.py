"""A wire to a server that keeps all that is sent over it, answers and websocket alike."""

import re
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

MOST = 65_536
SQUEEZED = re.compile(rb"accept-encoding: [^\r\n]*|sec-websocket-extensions: [^\r\n]*", re.I)
PLAIN = b"accept-encoding: identity"
ASKED = re.compile(rb"(?:GET|POST|HEAD) \S+")
STREAMLITS_OWN = b"GET /static/"
"""Files of Streamlit's package, the same for everybody, signed in or not."""


class Wire(ThreadingTCPServer):
    """Listens on a port of its own for the server on another; nothing passes it squeezed."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int):
        super().__init__(("127.0.0.1", 0), Line)
        self.behind = ("127.0.0.1", port)
        self.base = f"http://127.0.0.1:{self.server_address[1]}"
        self.heard: list[tuple[bytes, bytearray]] = []
        Thread(target=self.serve_forever, daemon=True).start()

    def forget(self) -> None:
        self.heard.clear()

    def found(self, secrets: Mapping[str, str]) -> dict[str, set[str]]:
        """Which of the secrets were sent, in any case of letters, each with what was asked."""
        heard = [(asked.decode(), bytes(each).lower()) for asked, each in self.heard]
        told = {
            name: {asked for asked, each in heard if secret.encode().lower() in each}
            for name, secret in secrets.items()
        }
        return {name: asked for name, asked in told.items() if asked}


class Line(BaseRequestHandler):
    """One connection of the browser."""

    server: Wire

    def handle(self) -> None:
        self.heard = bytearray()
        with socket.create_connection(self.server.behind) as behind:
            there = Thread(target=pump, args=(self.request, behind, self._ask), daemon=True)
            there.start()
            pump(behind, self.request, self._hear)
            there.join()

    def _ask(self, sent: bytes) -> bytes:
        if asked := ASKED.match(sent):
            self.heard = bytearray()
            if not asked[0].startswith(STREAMLITS_OWN):
                self.server.heard.append((asked[0], self.heard))
            sent = SQUEEZED.sub(PLAIN, sent)
        return sent

    def _hear(self, sent: bytes) -> bytes:
        self.heard += sent
        return sent


def pump(source: socket.socket, sink: socket.socket, through: Callable[[bytes], bytes]) -> None:
    """Until one of the two ends."""
    with suppress(OSError):
        while sent := source.recv(MOST):
            sink.sendall(through(sent))
    for each in (source, sink):
        close(each)


def close(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
