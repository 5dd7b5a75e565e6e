"""A shop's picture server in small, with every way of failing; it counts what it is asked."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from time import sleep

from PIL import Image

ETAG = '"first"'
HEAVY = 50_000_000
CHUNK = b"x" * 65_536


class Counts:
    """Requests by path, and for how many pictures it was asked at once, at the most."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self._lock:
                self.at_once -= 1


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, counts: Counts, wait: float, *arguments: object):
        self.counts, self.wait = counts, wait
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.counts.asked[self.path] += 1
        kind = self.path.strip("/").partition("/")[0]
        getattr(self, f"give_{kind}", self.give_missing)()

    def give_ok(self) -> None:
        with self.counts.one():
            sleep(self.wait)
        if self.headers.get("If-None-Match") == ETAG:
            return self._answer(304, b"", ETag=ETAG)
        self.counts.given[self.path] += 1
        return self._answer(200, jpeg(self.path), **{"Content-Type": "image/jpeg", "ETag": ETAG})

    def give_missing(self) -> None:
        self._answer(404, b"gone")

    def give_broken(self) -> None:
        self._answer(500, b"")

    def give_page(self) -> None:
        self._answer(200, b"<html>Sign in</html>", **{"Content-Type": "text/html; charset=utf-8"})

    def give_nonsense(self) -> None:
        self._answer(200, b"no picture at all", **{"Content-Type": "image/jpeg"})

    def give_heavy(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", str(HEAVY))
        self.end_headers()

    def give_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._write_for_ever(b"%x\r\n%s\r\n" % (len(CHUNK), CHUNK), 0)

    def give_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self._write_for_ever(b"x", 0.2)

    def give_inwards(self) -> None:
        self._send_to("http://127.0.0.2:1/secret.jpg")

    def give_moved(self) -> None:
        self._send_to("/ok/moved.jpg")

    def give_round(self) -> None:
        self._send_to(self.path)

    def _send_to(self, where: str) -> None:
        self._answer(302, b"", Location=where)

    def _write_for_ever(self, piece: bytes, pause: float) -> None:
        self.close_connection = True
        try:
            while True:
                self.wfile.write(piece)
                sleep(pause)
        except OSError:
            return

    def _answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""


@contextmanager
def serve_pictures(wait: float = 0.0) -> Iterator[tuple[str, Counts]]:
    """Its address, and what it counts; a picture takes `wait` seconds."""
    counts = Counts()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, counts, wait))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", counts
    finally:
        server.shutdown()
        server.server_close()


def jpeg(path: str) -> bytes:
    """A small picture of a colour of its own."""
    stream = BytesIO()
    number = sum(path.encode())
    Image.new("RGB", (32, 40), (number % 256, number // 2 % 256, 120)).save(stream, "JPEG")
    return stream.getvalue()
