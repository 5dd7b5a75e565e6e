"""The git repository around a folder of scenarios, and whether it can take a commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.git import Git, find_git

UNDER_WAY = {
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
}
OVERLOOKED = "--"
"""The state of a file that git is told not to look at."""

WHERE = ("--is-inside-work-tree", "--absolute-git-dir", "--git-common-dir", "--show-prefix")


@dataclass(frozen=True)
class Repository:
    """`own` is this checkout's git folder, `shared` that of all its checkouts; `prefix` is the
    way from the checkout to the folder, "" or with a slash at its end."""

    git: Git
    own: Path
    shared: Path
    prefix: str

    @property
    def branch(self) -> str | None:
        """The full name of what HEAD stands on; None where it is detached."""
        found = self.git.ask("symbolic-ref", "--quiet", "HEAD")
        return found.text.strip() if found.code == 0 else None

    @property
    def head(self) -> str | None:
        """The newest commit; None before the first."""
        found = self.git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return found.text.strip() if found.code == 0 else None

    def obstacle(self) -> str:
        """Why nothing can be committed now, with the remedy; "" where nothing stands against."""
        for name, act in UNDER_WAY.items():
            if (self.own / name).exists():
                return f"a {act} is under way in this repository; finish it or abort it."
        if self.branch is None:
            return "the repository stands on no branch (detached HEAD); switch to a branch."
        return ""

    def held(self) -> set[str]:
        """The files of the folder in the newest commit."""
        found = self.git.ask("ls-tree", "--name-only", "-z", "HEAD", "--", "./")
        return {Path(each).name for each in found.text.split("\0") if each}

    def states(self, names: Iterable[str]) -> dict[str, str]:
        """git's two letters for each of these files that is not as the newest commit has it: `??`
        for one it does not know, `!!` for one it is told to ignore, `--` for one that it is told
        not to look at: what it says is compared with the files themselves."""
        names = list(names)
        found = self.git.ask(
            *("status", "--porcelain", "-z", "--no-renames", "--ignored=matching"),
            *("--untracked-files=all", "--", *names),
        )
        if found.code != 0:
            raise NotRecorded(f"git cannot read this repository: {found.said}")
        entries = [each for each in found.text.split("\0") if each]
        told = {each[3:].removeprefix(self.prefix): each[:2] for each in entries}
        held, lying = self._held_blobs(names), self._lying_blobs(names)
        overlooked = (each for each in names if held.get(each) != lying.get(each))
        return {**dict.fromkeys(overlooked, OVERLOOKED), **told}

    def _held_blobs(self, names: list[str]) -> dict[str, str]:
        """Of the newest commit."""
        found = self.git.ask("ls-tree", "-z", "HEAD", "--", *names)
        entries = (each.split("\t", 1) for each in found.text.split("\0") if each)
        return {name: told.split(" ")[2] for told, name in entries}

    def _lying_blobs(self, names: list[str]) -> dict[str, str]:
        """Of the files as they lie there, as git would store them."""
        paths = ((each, self.git.folder / each) for each in names)
        there = [each for each, path in paths if path.is_file() and not path.is_symlink()]
        given = "".join(f"{self.prefix}{each}\n" for each in there).encode()
        found = self.git.ask("hash-object", "--stdin-paths", given=given)
        if found.code != 0:
            raise NotRecorded(f"git cannot read these files: {found.said}")
        return dict(zip(there, found.text.split(), strict=True))


def find_repository(folder: Path) -> Repository:
    """NotRecorded where there is none that can be used."""
    git = find_git(folder)
    found = git.ask("rev-parse", *WHERE)
    if found.code != 0:
        raise NotRecorded(_why_not(found.said))
    inside, own, shared, prefix = found.text.split("\n")[:4]
    if inside != "true":
        raise NotRecorded("the repository is bare: it holds no files; use a checkout of it.")
    return Repository(git, Path(own), (folder / shared).resolve(), prefix)


def _why_not(said: str) -> str:
    if "not a git repository" in said:
        return "the folder is in no git repository; run `git init` in it."
    if "must be run in a work tree" in said:
        return "the repository is bare: it holds no files; use a checkout of it."
    return f"git cannot use this repository: {said}"
