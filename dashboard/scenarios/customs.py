"""What a repository asks of its commits and Vitrine leaves out: signatures and hooks."""

import os
from pathlib import Path

from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.repository import Repository, find_repository

HOOKS = (
    "pre-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "reference-transaction",
)
"""Those that a commit at the command line would run."""

SIGNING, PLACE = "commit.gpgsign", "core.hookspath"
SETTINGS = r"^(commit\.gpgsign|core\.hookspath|hook\..*\.event)$"
YES = ("", "true", "yes", "on", "1")


def left_out(folder: Path) -> str:
    """What a commit of Vitrine's does without although the repository asks for it, in a sentence;
    empty where it asks for nothing, or where nothing is recorded."""
    try:
        repository = find_repository(folder)
        asked = _settings(repository)
    except NotRecorded:
        return ""
    left = ["without the signature"] if _of(SIGNING, asked, "no").casefold() in YES else []
    left += ["without running the hooks"] if _has_hooks(repository, asked) else []
    if not left:
        return ""
    return (
        f"What is saved here is recorded in git {' and '.join(left)} that this repository asks "
        "for; tell whoever looks after it."
    )


def _settings(repository: Repository) -> list[tuple[str, str]]:
    """Names in small letters and values, in the order in which a later one counts."""
    found = repository.git.ask("config", "--null", "--get-regexp", SETTINGS)
    return [each.partition("\n")[::2] for each in found.text.split("\0") if each]


def _of(name: str, asked: list[tuple[str, str]], otherwise: str) -> str:
    """What counts but for what Vitrine itself tells git, which comes last."""
    said = [value for each, value in asked if each == name]
    return [otherwise, *said][-2] if said else otherwise


def _has_hooks(repository: Repository, asked: list[tuple[str, str]]) -> bool:
    if any(name.startswith("hook.") and value in HOOKS for name, value in asked):
        return True
    place = _of(PLACE, asked, "")
    if place:
        top = repository.git.ask("rev-parse", "--show-toplevel").text.strip()
        hooks = Path(top) / Path(place).expanduser()
    else:
        hooks = repository.shared / "hooks"
    return any(os.access(hooks / each, os.X_OK) for each in HOOKS)
