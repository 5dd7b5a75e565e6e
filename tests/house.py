"""A dashboard of a test's own: its settings, its record, its server, its people's browsers."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import httpx
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import make_url

from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.settings import Settings
from recommender.shop import open_shop
from tests.started import Started, started

ROOT = Path(__file__).parent.parent
PATIENCE = 60
GUEST = '\n[[people]]\nid = "guest"\nname = "Guest"\nemail = "guest@example.com"\nroles = []\n'


class House:
    """`folder` holds vitrine.toml, var/ and scenarios/; the shop is shared and only read."""

    def __init__(self, folder: Path, shop: Path, database: str, scenarios: Path | None = None):
        self.folder, self.shop = folder, shop
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: Started | subprocess.Popen | None = None
        self.visits: list[Visit] = []
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(scenarios or ROOT / "scenarios", folder / "scenarios", dirs_exist_ok=True)
        shutil.copy(ROOT / "vitrine.toml", folder / "vitrine.toml")
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "OPENBLAS_NUM_THREADS": "1",
            "VITRINE_SETTINGS": str(folder / "vitrine.toml"),
            "VITRINE_SHOP": str(shop),
            "VITRINE_SCENARIOS": str(folder / "scenarios"),
            "VITRINE_PICTURES": str(shop.parent / "pictures"),
            "VITRINE_DATABASE": database,
        }

    @property
    def scenarios(self) -> Path:
        return self.folder / "scenarios"

    def run(self, *arguments: str, expect: int | None = 0) -> str:
        """A command's output; AssertionError with what it said where its exit is another."""
        code, said = self._run(*arguments)
        if expect is not None:
            assert code == expect, said
        return said

    def _run(self, module: str, *arguments: str) -> tuple[int, str]:
        """Its exit, its output and then its errors."""
        with TemporaryFile() as output, TemporaryFile() as errors:
            descriptors = (output.fileno(), errors.fileno())
            code = started(module, arguments, self.environment, *descriptors).wait(120)
            output.seek(0)
            errors.seek(0)
            return code, (output.read() + errors.read()).decode()

    def open_release(self, name: str, *candidates: str, scenarios: tuple[str, ...] = ()) -> dict:
        named = [part for each in candidates for part in ("--candidate", each)]
        asked = [part for each in scenarios for part in ("--scenario", each)]
        return json.loads(
            self.run(
                "dashboard", "release", "open", name, "--as", "proposer", *named, *asked, "--json"
            )
        )

    def shown(self, name: str) -> dict:
        return json.loads(self.run("dashboard", "release", "show", name, "--json"))

    def gate(self, name: str) -> int:
        code, _ = self._run("dashboard", "gate", name, "--json")
        return code

    def start(self) -> None:
        arguments = ("serve", "--port", str(self.port))
        self.process = started("dashboard", arguments, self.environment)
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """SIGKILL: it can save nothing any more."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)

    def invite_guest(self) -> None:
        """Somebody who may come in and has no role."""
        with (self.folder / "vitrine.toml").open("a") as settings:
            settings.write(GUEST)

    @contextmanager
    def enter(self, person: str) -> Iterator[httpx.Client]:
        """This person's requests, as a page of ours sends them."""
        headers = {"Origin": self.base}
        with httpx.Client(base_url=self.base, timeout=60, headers=headers) as client:
            client.post("/sign-in", json={"person": person}).raise_for_status()
            yield client

    def browse(self, browser: Browser, person: str | None, **options: object) -> "Visit":
        """A browser of this person's own, signed in; nobody's where `person` is None."""
        context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        if person:
            answer = context.request.post(f"{self.base}/sign-in", data={"person": person})
            assert answer.ok, answer.text()
        self.visits.append(Visit(context, self.base))
        return self.visits[-1]

    def leave(self) -> None:
        """Whoever browses here goes home."""
        while self.visits:
            self.visits.pop().context.close()

    def begin_anew(self, record: Path) -> None:
        """As shipped, its SQLite record as in `record`, its server running."""
        shutil.rmtree(self.scenarios)
        shutil.copytree(ROOT / "scenarios", self.scenarios)
        shutil.copy(ROOT / "vitrine.toml", self.folder / "vitrine.toml")
        own = make_url(self.environment["VITRINE_DATABASE"]).database
        with closing(sqlite3.connect(record)) as kept, closing(sqlite3.connect(own)) as now:
            kept.backup(now)
        if not (self.process and self.process.poll() is None):
            self.start()


class Visit:
    """One person's browser; what its pages complained of is kept in `complaints`."""

    def __init__(self, context: BrowserContext, base: str):
        self.context, self.base = context, base
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message) -> None:
        # Streamlit asks for its own addresses below a deep link first; those answer 404.
        if message.type == "error" and "404" not in message.text:
            self.complaints.append(message.text)

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.base}{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        self.page.wait_for_selector('[data-test-script-state="notRunning"]')


def fit_all(folder: Path) -> None:
    """Fit every candidate of the shipped settings in the shop `folder`."""
    shop = open_shop(folder)
    for each in Settings.read(ROOT / "vitrine.toml").candidates:
        fit_candidate(make_candidate(each), shop)


def free_port() -> int:
    with closing(socket.socket()) as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]
