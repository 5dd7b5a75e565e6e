"""A proxy as companies have it: takes a whole answer, and compresses what is not compressed yet."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

TEXT = ("text/", "application/json", "application/octet-stream")
HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}


@contextmanager
def proxy_before(base: str) -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Before", (Proxy,), {"base": base}))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Proxy(BaseHTTPRequestHandler):
    base = ""

    def do_GET(self) -> None:
        told = {name: text for name, text in self.headers.items() if name.lower() not in HOP}
        told["Host"] = self.base.partition("://")[2]
        with httpx.stream("GET", self.base + self.path, headers=told) as answer:
            body = b"".join(answer.iter_raw())
        headers = [pair for pair in answer.headers.multi_items() if pair[0] not in HOP]
        if self.may_compress(answer):
            body = gzip.compress(body)
            headers = [(name, f"W/{text}" if name == "etag" else text) for name, text in headers]
            headers.append(("content-encoding", "gzip"))
        self.send_response(answer.status_code)
        for name, text in headers:
            self.send_header(name, text)
        if answer.status_code != httpx.codes.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def may_compress(self, answer: httpx.Response) -> bool:
        return (
            answer.status_code == httpx.codes.OK
            and "content-encoding" not in answer.headers
            and answer.headers.get("content-type", "").startswith(TEXT)
            and "gzip" in self.headers.get("Accept-Encoding", "")
        )

    def log_message(self, *_told: object) -> None:
        """A test's output is not the place."""
