"""A colleague who works on the scenarios with git on the command line."""

import os
import subprocess
from pathlib import Path

COLLEAGUE = ("-c", "user.name=Colleague", "-c", "user.email=colleague@example.com")


def git(folder: Path, *arguments: str) -> str:
    """What git says in the folder, whatever this machine's own settings are."""
    done = subprocess.run(
        ["git", *COLLEAGUE, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def begin_history(folder: Path) -> None:
    git(folder, "init", "--quiet", "--template=", "--initial-branch=main")
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "What we had")
