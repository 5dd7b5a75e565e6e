"""Installs what tests need beyond Python packages: three browsers and PostgreSQL."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.browser import PROGRAMS

MAC_BROWSERS = ("/Applications/Google Chrome.app", "/Applications/Chromium.app")
CLUSTERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


def main() -> int:
    """1 where something could not be installed; its name is printed."""
    missing = [name for name, ensure in NEEDED.items() if not ensure()]
    for name in missing:
        print(
            f"{name} could not be installed; install it by hand and run make test again.",
            file=sys.stderr,
        )
    return 1 if missing else 0


def browser() -> bool:
    packages = ("chromium-headless-shell", "chromium")
    return has_browser() or any(map(system_package, packages)) or playwright_browser()


def postgresql() -> bool:
    return has_postgresql() or (system_package("postgresql") and has_postgresql())


def firefox() -> bool:
    return has_firefox() or (any(map(system_package, ("firefox-esr", "firefox"))) and has_firefox())


def webkit() -> bool:
    """WebKitGTK with its driver, and a screen that nobody sees."""
    needed = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
    lacking = [package for program, package in needed.items() if not shutil.which(program)]
    return sys.platform != "linux" or all(map(system_package, lacking))


def has_firefox() -> bool:
    return bool(shutil.which("firefox-esr") or shutil.which("firefox"))


def has_browser() -> bool:
    return any(map(shutil.which, PROGRAMS)) or any(Path(each).exists() for each in MAC_BROWSERS)


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


NEEDED = {
    "Chromium": browser,
    "Firefox": firefox,
    "WebKit": webkit,
    "PostgreSQL": postgresql,
}

if __name__ == "__main__":
    sys.exit(main())
