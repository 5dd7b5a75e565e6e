"""A place of one's own: a folder outside the checkout with all that belongs to one shop."""

import re
import shutil
import subprocess
from pathlib import Path

from recommender.refusal import Refusal
from recommender.scenario.schema import schema_text

CHECKOUT = Path(__file__).parents[1]
OURS = CHECKOUT / "assets" / "place"
SETTINGS = "vitrine.toml"
WHERE = {"shop": "shop", "scenarios": "scenarios", "database": "sqlite:///vitrine.db"}
TEMPLATES = ("more-of-one-brand", "the-first-basket")
"""Those of the shipped templates that name no product of the demo shop."""
SOMEBODY = ("-c", "user.name=Vitrine", "-c", "user.email=vitrine@localhost")


class PlaceRefused(Refusal):
    """A folder that no place can be made in; the sentence names it and the remedy."""


def make_place(folder: Path) -> None:
    """Settings, a README, and a suite without a scenario in a git repository of its own.

    PlaceRefused where the folder holds anything, lies in the checkout, or cannot be written; then
    nothing of it is left.
    """
    folder = folder.expanduser().resolve()
    if folder.is_relative_to(CHECKOUT):
        raise PlaceRefused(
            f"{folder} lies in Vitrine's own folder, which updates replace; name one outside."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PlaceRefused(f"{folder} is there already and not empty; name another folder.")
    try:
        shutil.copytree(OURS, folder, dirs_exist_ok=True)
        (folder / SETTINGS).write_text(own_settings(), "utf-8")
        suite = folder / "scenarios"
        (suite / "schema.json").write_text(schema_text(), "utf-8")
        (suite / "templates").mkdir()
        for name in TEMPLATES:
            shutil.copy(CHECKOUT / "scenarios" / "templates" / f"{name}.yaml", suite / "templates")
        _record(suite)
    except PlaceRefused:
        shutil.rmtree(folder)
        raise
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise PlaceRefused(
            f"{folder} could not be written: {error.strerror or error}; name another folder."
        ) from error


def own_settings() -> str:
    """The shipped vitrine.toml, with what it names beside it and not in the checkout."""
    text = (CHECKOUT / SETTINGS).read_text("utf-8")
    for name, where in WHERE.items():
        text = re.sub(rf'^{name} = ".*"$', f'{name} = "{where}"', text, flags=re.MULTILINE)
    return text


def _record(suite: Path) -> None:
    """The first commit, without which there is no branch to record scenarios on; whoever made the
    place is its author where git knows them."""
    _git(suite, "init", "--quiet", "--initial-branch", "main")
    _git(suite, "add", "--all")
    known = subprocess.run(
        ["git", "-C", str(suite), "config", "user.email"], capture_output=True, check=False
    )
    who = () if known.returncode == 0 else SOMEBODY
    _git(suite, *who, "commit", "--quiet", "--no-verify", "--message", "Begin the suite")


def _git(suite: Path, *arguments: str) -> None:
    try:
        subprocess.run(
            ["git", "-C", str(suite), *arguments], capture_output=True, check=True, text=True
        )
    except FileNotFoundError as error:
        raise PlaceRefused("git is missing; install it, since scenarios are kept in it.") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().splitlines()
        raise PlaceRefused(f"{suite}: git says: {said[-1] if said else 'no reason'}.") from error
