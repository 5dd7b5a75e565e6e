"""Installs what tests need beyond Python packages: Chromium and PostgreSQL."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSERS = ("/Applications/Google Chrome.app", "/Applications/Chromium.app")
CLUSTERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


def main() -> int:
    """1 where something could not be installed; its name is printed."""
    missing = [
        name for name, ensure in (("Chromium", browser), ("PostgreSQL", postgresql)) if not ensure()
    ]
    for name in missing:
        print(
            f"{name} could not be installed; install it by hand and run make test again.",
            file=sys.stderr,
        )
    return 1 if missing else 0


def browser() -> bool:
    return has_browser() or system_package("chromium") or playwright_browser()


def postgresql() -> bool:
    return has_postgresql() or (system_package("postgresql") and has_postgresql())


def has_browser() -> bool:
    return any(map(shutil.which, BROWSERS)) or any(Path(each).exists() for each in MAC_BROWSERS)


def has_postgresql() -> bool:
    return bool(shutil.which("initdb")) or any(
        any(Path("/").glob(pattern.lstrip("/"))) for pattern in CLUSTERS
    )


def system_package(name: str) -> bool:
    """Debian's packages or Homebrew's; asks for nobody's password."""
    if shutil.which("apt-get"):
        before = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        return run([*before, "apt-get", "update", "-qq"]) and run(
            [*before, "apt-get", "install", "-qq", "--yes", "--no-install-recommends", name]
        )
    return bool(shutil.which("brew")) and run(["brew", "install", name])


def playwright_browser() -> bool:
    return run([sys.executable, "-m", "playwright", "install", "chromium"])


def run(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=environment, check=False).returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
