"""Firefox and WebKit, each driven by its own protocol, with the few things the walk needs."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

from tests.house import PATIENCE

WIDTH, HEIGHT = 1440, 900
SCREEN = f"{WIDTH}x{HEIGHT}x24"
KEYS = {"ENTER": "\ue007", "TAB": "\ue004", "ESCAPE": "\ue00c"}
"""WebDriver's code points of keys that write nothing."""
MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
FIND = """
const [selector, text] = arguments;
const trees = [document];
for (const tree of trees) trees.push(...[...tree.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean));
const said = (each) => (each.getAttribute("aria-label") || each.textContent).trim();
const found = trees.flatMap((tree) => [...tree.querySelectorAll(selector)])
  .filter((each) => each.checkVisibility() && (!text || said(each) === text || said(each).startsWith(text + " ")));
"""  # noqa: E501


class Driven:
    """One window of a browser: `run` a script, find things through all shadow trees, press keys."""

    def __init__(self, run: Callable[..., Any], visit: Callable[[str], None], keys: Any):
        self.run, self.visit, self._keys = run, visit, keys

    def count(self, selector: str, text: str = "") -> int:
        """How many visible elements there are, of this name where one is given."""
        return self.run(FIND + "return found.length;", selector, text)

    def wait(self, selector: str, text: str = "", count: int | None = None) -> None:
        """Until there is such an element, or exactly `count` of them."""
        until = time.monotonic() + PATIENCE
        while not self._there(selector, text, count):
            said = self.run("return document.body?.innerText ?? '';")
            assert time.monotonic() < until, f"{count or 1} x {selector} {text!r}; {said[-900:]}"
            time.sleep(0.1)

    def _there(self, selector: str, text: str, count: int | None) -> bool:
        found = self.count(selector, text)
        return bool(found) if count is None else found == count

    def click(self, selector: str, text: str = "") -> None:
        self.wait(selector, text)
        self.run(
            FIND + "found.at(-1).scrollIntoView({ block: 'center' }); return true;", selector, text
        )
        self.run(FIND + "return found.at(-1);", selector, text).click()

    def press(self, key: str) -> None:
        """A key as a person presses it; ENTER, TAB and ESCAPE by these names."""
        self._keys(KEYS.get(key, key))

    def write(self, selector: str, words: str) -> None:
        """Words into a field."""
        self.wait(selector)
        self.run(FIND + "found.at(-1).focus(); return true;", selector, "")
        for each in words:
            self.press(each)


class Bidi:
    """One page of Firefox, asked over WebDriver BiDi: commands and answers on one socket."""

    def __init__(self, connection: ClientConnection):
        self._connection, self._count = connection, 0
        self.ask("session.new", capabilities={})
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **asked: object) -> dict[str, Any]:
        """One command's result; AssertionError with what Firefox says where it refuses."""
        self._count += 1
        self._connection.send(json.dumps({"id": self._count, "method": method, "params": asked}))
        while True:
            answer = json.loads(self._connection.recv(PATIENCE))
            if answer.get("id") == self._count:
                assert answer["type"] == "success", f"{method}: {answer}"
                return answer["result"]

    def visit(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def run(self, script: str, *arguments: str) -> Any:
        """What a script returns; an element as something that can be clicked."""
        answer = self.ask(
            "script.callFunction",
            functionDeclaration=f"function () {{ {script} }}",
            arguments=[{"type": "string", "value": each} for each in arguments],
            target={"context": self.context},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer
        found = answer["result"]
        return BidiElement(self, found["sharedId"]) if "sharedId" in found else found.get("value")

    def press(self, key: str) -> None:
        strokes = [{"type": each, "value": key} for each in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": strokes})

    def click(self, shared_id: str) -> None:
        there = {"type": "element", "element": {"sharedId": shared_id}}
        moved = {"type": "pointerMove", "x": 0, "y": 0, "origin": there}
        pressed = [{"type": each, "button": 0} for each in ("pointerDown", "pointerUp")]
        self._act({"type": "pointer", "id": "mouse", "actions": [moved, *pressed]})

    def _act(self, what: dict) -> None:
        self.ask("input.performActions", context=self.context, actions=[what])


@dataclass(frozen=True)
class BidiElement:
    page: Bidi
    shared_id: str

    def click(self) -> None:
        self.page.click(self.shared_id)


@contextmanager
def firefox() -> Iterator[Driven]:
    """Debian's or the system's Firefox, without a window."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    port = _free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        begun = subprocess.Popen(
            [program, "--headless", f"--remote-debugging-port={port}", "--profile", profile],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": profile},
        )
        try:
            _wait_until_open(port)
            with connect(f"ws://127.0.0.1:{port}/session", max_size=None) as asked:
                page = Bidi(asked)
                size = {"width": WIDTH, "height": HEIGHT}
                page.ask("browsingContext.setViewport", context=page.context, viewport=size)
                yield Driven(page.run, page.visit, page.press)
        finally:
            begun.terminate()
            begun.wait(PATIENCE)


def _wait_until_open(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < until, "the browser does not answer"
            time.sleep(0.2)


class WebDriver:
    """One window of WebKitGTK, asked over W3C WebDriver."""

    def __init__(self, client: httpx.Client, browser: Path):
        self._client, self._session = client, ""
        started = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": started}}
        self._session = "/" + self.ask("", capabilities=wanted)["sessionId"]

    def ask(self, path: str, **asked: object) -> Any:
        """One command's value; AssertionError with what the driver says where it refuses."""
        answer = self._client.post(f"/session{self._session}{path}", json=asked)
        assert answer.is_success, f"{path}: {answer.text}"
        return answer.json()["value"]

    def visit(self, address: str) -> None:
        self.ask("/url", url=address)

    def run(self, script: str, *arguments: str) -> Any:
        """What a script returns; an element as something that can be clicked."""
        found = self.ask("/execute/sync", script=script, args=list(arguments))
        if isinstance(found, dict):
            (name,) = found.values()
            return WebDriverElement(self, name)
        return found

    def press(self, key: str) -> None:
        strokes = [{"type": each, "value": key} for each in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self.ask("/actions", actions=[keyboard])


@dataclass(frozen=True)
class WebDriverElement:
    page: WebDriver
    name: str

    def click(self) -> None:
        self.page.ask(f"/element/{self.name}/click")


@contextmanager
def webkit() -> Iterator[Driven]:
    """WebKitGTK's small browser, on a screen that nobody sees."""
    browser = next(Path("/").glob(MINI_BROWSERS.lstrip("/")))
    port = _free_port()
    with _screen() as display:
        begun = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DISPLAY": display, "WEBKIT_DISABLE_COMPOSITING_MODE": "1"},
        )
        try:
            _wait_until_open(port)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
                page = WebDriver(client, browser)
                page.ask("/window/rect", width=WIDTH, height=HEIGHT)
                yield Driven(page.run, page.visit, page.press)
                client.delete(f"/session{page._session}")
        finally:
            begun.terminate()
            begun.wait(PATIENCE)


@contextmanager
def _screen() -> Iterator[str]:
    read, write = os.pipe()
    begun = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{WIDTH}x{HEIGHT}x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        begun.terminate()
        begun.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
