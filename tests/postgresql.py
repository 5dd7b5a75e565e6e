"""A temporary PostgreSQL server on a socket of its own, for tests."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
SAFE = ("listen_addresses=", "max_connections=200")
QUICK = (*SAFE, "fsync=off", "full_page_writes=off")
PATIENCE = 60


class Cluster:
    """One server with its data in `folder`; it runs as nobody special where we are root."""

    def __init__(self, programs: Path, folder: Path, settings: Iterable[str] = QUICK) -> None:
        self.programs, self.folder, self.settings = programs, folder, settings
        self.process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)

    def create(self) -> None:
        data = self.folder / "data"
        subprocess.run(
            [self.programs / "initdb", "-D", data, "-U", "vitrine", "-A", "trust", "-E", "UTF8"],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **_unprivileged(),
        )

    def start(self) -> None:
        options = [part for each in self.settings for part in ("-c", each)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", "data", "-k", self.folder, *options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **_unprivileged(),
            )
        self._wait()

    def stop(self) -> None:
        """A fast shutdown: sessions are cut, what was committed stays."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """SIGKILL of the postmaster; its children end by themselves."""
        self._end(signal.SIGKILL)

    def revive(self) -> None:
        """Start again after a kill, as soon as the last of its children has ended."""
        limit = monotonic() + PATIENCE
        while True:
            try:
                self.start()
                return
            except RuntimeError:
                if monotonic() > limit:
                    raise
                sleep(0.1)

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://vitrine@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """The address of a fresh, empty database."""
        name = f"vitrine_{next(self._numbers)}"
        with self._connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def empty(self, address: str, tables: Iterable[str]) -> None:
        """Take every row out of these tables, whatever triggers guard them."""
        with self._connect(address.partition("?")[0].rpartition("/")[2]) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")

    def _connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user="vitrine", dbname=database, autocommit=True
        )

    def _wait(self) -> None:
        limit = monotonic() + PATIENCE
        while True:
            try:
                self._connect().close()
                return
            except psycopg.OperationalError:
                if self.process.poll() is not None or monotonic() > limit:
                    log = (self.folder / "server.log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
                sleep(0.05)

    def _end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.wait(PATIENCE)


@contextmanager
def temporary_cluster(settings: Iterable[str] = QUICK) -> Iterator[Cluster]:
    """A running server whose folder is gone afterwards."""
    # A socket's path may have about 100 characters, so not below pytest's own folders.
    folder = Path(tempfile.mkdtemp(prefix="vitrine-pg-", dir="/tmp"))
    shutil.chown(folder, **_owner())
    cluster = Cluster(programs(), folder, settings)
    try:
        cluster.create()
        cluster.start()
        yield cluster
    finally:
        if cluster.process and cluster.process.poll() is None:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def programs() -> Path:
    """The folder with initdb and postgres, the newest version first."""
    found = [path for place in PLACES for path in Path("/").glob(place.lstrip("/"))]
    for folder in sorted(found, key=_version, reverse=True):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    on_path = shutil.which("initdb")
    if on_path and Path(on_path).resolve().with_name("postgres").exists():
        return Path(on_path).resolve().parent
    raise RuntimeError("PostgreSQL (initdb, postgres) is not installed; make test installs it.")


def _version(folder: Path) -> tuple[int, ...]:
    digits = "".join(each if each.isdigit() else " " for each in folder.parent.name)
    return tuple(int(each) for each in digits.split())


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; Debian's package brings the user postgres."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _owner() -> dict[str, Any]:
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {"user": os.getuid()}
