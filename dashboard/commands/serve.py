"""Serves the dashboard from one process."""

import os
import socket
from argparse import ArgumentParser, Namespace
from functools import partial

import uvicorn

from dashboard import resources
from dashboard.patience import Patience
from dashboard.releases.migrations import refuse_pending
from dashboard.routes import shell
from recommender.refusal import Refusal

HELP = "Serve the dashboard."
STOPPING_SECONDS = 5
"""How long requests under way may take to end once the server is told to stop."""


def add_arguments(parser: ArgumentParser) -> None:
    add_addresses(parser)


def add_addresses(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--host", help="the address to listen on, instead of [server] listen")


def run(arguments: Namespace) -> int:
    listen(arguments.host)
    refuse_pending(resources.settings().database)
    serve(arguments.port)
    return 0


def listen(host: str | None) -> None:
    """Let the settings say where this process listens; the demo sign-in depends on it."""
    if host:
        os.environ["VITRINE_SERVER__LISTEN"] = host


def serve(port: int) -> None:
    """One process: more of them would leave Nagle's algorithm on, 44 ms an answer."""
    rules = resources.settings().server
    host = rules.listen
    refuse_taken(host, port)
    shell.prepare()
    print(f"Vitrine is at {rules.public_address or f'http://{reached(host)}:{port}'}", flush=True)
    uvicorn.run(
        "dashboard.server:application",
        factory=True,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        http=partial(Patience, seconds=rules.patience),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=STOPPING_SECONDS,
    )


def reached(host: str) -> str:
    """The name by which this machine's browsers reach what listens there."""
    if host in ("127.0.0.1", "0.0.0.0", "::", "::1"):  # noqa: S104
        return "localhost"
    return f"[{host}]" if ":" in host else host


def refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            sentence = f"Port {port} of {host} cannot be used: {error}. Choose another with --port."
            raise Refusal(sentence) from error
