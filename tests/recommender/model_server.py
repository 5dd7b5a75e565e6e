"""Small served models on loopback: one that keeps the contract, and every way to break it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.recommender.checkerboard import PRODUCTS, of_colour, product

Question = dict[str, Any]
Behaviour = Callable[["Handler", Question], None]


class Handler(BaseHTTPRequestHandler):
    """Reads the question and lets the server's behaviour answer."""

    server: "Server"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        question = json.loads(self.rfile.read(length))
        self.server.questions.append(question)
        try:
            self.server.behaviour(self, question)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def say(self, answer: Any, status: int = 200, kind: str = "application/json") -> None:
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.begin(status, kind, ("Content-Length", str(len(content))))
        self.wfile.write(content)

    def begin(self, status: int, kind: str, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, behaviour: Behaviour):
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = behaviour
        self.questions: list[Question] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/recommend"


@contextmanager
def served(behaviour: Behaviour) -> Iterator[Server]:
    server = Server(behaviour)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def answer_to(question: Question) -> dict[str, Any]:
    """Products of the colour bought most, not bought yet; the lowest number first."""
    bought = {each["product_id"] for each in question["bought"]}
    white = sum(of_colour(each, 1) for each in bought if each.isdecimal())
    colour = 1 if 2 * white > len(bought) else 0
    free = [product(number) for number in range(PRODUCTS) if product(number) not in bought]
    fitting = [each for each in free if of_colour(each, colour)][: question["slate_size"]]
    return {
        "model": {"id": "tiles", "fingerprint": "f-1"},
        "recommendations": [
            {"product_id": each, "score": 1 / rank, "reason": "The same colour."}
            for rank, each in enumerate(fitting, start=1)
        ],
    }


def keeps_the_contract(handler: Handler, question: Question) -> None:
    handler.say(answer_to(question))
