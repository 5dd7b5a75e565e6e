"""Requests that are sent by half, and a server that is told to stop meanwhile."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack

import httpx
import pytest

from tests.faults.test_outage import heard
from tests.house import PATIENCE, ROOT

HEAD = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
HALVES = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half a head": HEAD,
    "half a body": HEAD + b'Content-Length: 100\r\n\r\n{"person": ',
    "half a chunk": HEAD + b'Transfer-Encoding: chunked\r\n\r\n5\r\n{"',
    "a whole request and half of the next": b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + HEAD,
}


def test_what_is_sent_by_half_is_ended_and_nothing_else_is(make_house):
    house = make_house()
    house.environment["VITRINE_SERVER__PATIENCE"] = "1"
    with heard(house) as log, ExitStack() as lines:
        opened = {}
        for name, half in HALVES.items():
            line = socket.create_connection(("127.0.0.1", house.port), timeout=PATIENCE)
            lines.callback(line.close)
            line.sendall(half)
            opened[name] = line
        for line in opened.values():
            # Ends once the server has closed it: what comes before is an answer.
            while line.recv(4096):
                pass
        assert httpx.get(f"{house.base}/healthz").status_code == 200
        assert "Traceback" not in log.read_text()


@pytest.mark.parametrize("half", HALVES)
def test_a_request_sent_by_half_does_not_hold_up_the_stop(make_house, half):
    house = make_house()
    with heard(house) as log:
        with socket.create_connection(("127.0.0.1", house.port)) as line:
            line.sendall(HALVES[half])
            assert httpx.get(f"{house.base}/healthz").status_code == 200
            house.process.send_signal(signal.SIGTERM)
            assert house.process.wait(15) == 0
        assert "Traceback" not in log.read_text()


def test_the_demo_can_be_stopped_while_it_prepares(make_house, tmp_path):
    house = make_house(shop=tmp_path / "shop")
    command = [sys.executable, "-u", "-m", "dashboard", "demo", "--port", str(house.port)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=house.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with process:
        assert process.stdout.readline().startswith("Building the demo shop")
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
        assert process.wait(PATIENCE) == 0
    assert rest == ""
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
