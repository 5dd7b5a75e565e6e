"""What git remembers of scenario files: who changed which, when, and what they held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.scenarios.author import SOMEBODY, Author, read_author
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.repository import Repository
from recommender.documents.reading import MOST_BYTES

HEADER = "--format=tformat:%H%x00%an%x00%at%x00%B%x00"
SHOW = ("-z", "--raw", "--no-abbrev", "--topo-order", "--diff-merges=first-parent", HEADER)
LONGEST_MESSAGE = 4_000


@dataclass(frozen=True)
class Entry:
    """One file in one commit; `act` is git's letter: A, M, D, R ...; `before` its former name
    where it was renamed; `blob` what it holds from then on, or last held where it was deleted."""

    commit: str
    author: Author
    message: str
    act: str
    name: str
    blob: str
    before: str | None = None

    @property
    def gone(self) -> bool:
        return self.act == "D"


def walk(repository: Repository, name: str, limit: int) -> list[Entry]:
    """The file's history, newest first, back through its renames, never into another file that
    merely looks like it."""
    found: list[Entry] = []
    start: str | None = "HEAD"
    while start is not None and len(found) < limit:
        start, past = None, _entries(repository, f"-{limit - len(found)}", start, "--", name)
        for entry in past:
            source = _source(repository, entry) if entry.act == "A" else None
            found.append(replace(entry, act="R", before=source) if source else entry)
            if source:
                start, name = f"{entry.commit}^", source
                break
    return found


def deletions(repository: Repository, limit: int) -> list[Entry]:
    """Of all files of the folder, newest first; what was renamed is not deleted."""
    return list(_entries(repository, f"-{limit}", "-M", "--diff-filter=D", "HEAD", "--", "."))


def moved(repository: Repository, entry: Entry) -> str | None:
    """The new name of a file that seems deleted in this commit, but was renamed in it."""
    commits = _entries(repository, "-1", "-M", entry.commit, "--", ".")
    return next((each.name for each in commits if each.before == entry.name), None)


def last_author(repository: Repository | None, name: str) -> Author:
    """Of the file as it lies there now; nobody known where that is in no commit."""
    try:
        if repository is None or repository.states([name]):
            return Author(SOMEBODY)
    except NotRecorded:
        return Author(SOMEBODY)
    newest = next(_entries(repository, "-1", "HEAD", "--", name), None)
    return newest.author if newest else Author(SOMEBODY)


def contents(repository: Repository, blobs: Iterable[str]) -> dict[str, bytes | None]:
    """None for what is too large to be a scenario, or missing."""
    asked = "".join(f"{each}\n" for each in dict.fromkeys(blobs)).encode()
    sizes = repository.git.ask("cat-file", "--batch-check", given=asked).text.splitlines()
    known = [line.split(" ") for line in sizes]
    small = [each[0] for each in known if each[1:2] == ["blob"] and int(each[2]) <= MOST_BYTES]
    given = "".join(f"{each}\n" for each in small).encode()
    output = repository.git.ask("cat-file", "--batch", given=given).output if small else b""
    return {**{each[0]: None for each in known}, **dict(_blobs(output))}


def _blobs(output: bytes) -> Iterator[tuple[str, bytes]]:
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        blob, _, size = output[start:end].decode().split(" ")
        start = end + 1 + int(size) + 1
        yield blob, output[end + 1 : start - 1]


def _source(repository: Repository, entry: Entry) -> str | None:
    """What the file was renamed from, where that is how it came."""
    commits = _entries(repository, "-1", "-M", entry.commit, "--", ".")
    return next((each.before for each in commits if each.name == entry.name), None)


def _entries(repository: Repository, *which: str) -> Iterator[Entry]:
    """Of the files right in the folder."""
    answer = repository.git.ask("log", *SHOW, *(() if "-M" in which else ("--no-renames",)), *which)
    tokens = iter(answer.text.split("\0"))
    header: list[str] = []
    for token in tokens:
        token = token.lstrip("\n")
        if token.startswith(":") and header:
            yield from _entry(repository, header, token, tokens)
        elif token:
            header = [token, next(tokens, ""), next(tokens, ""), next(tokens, "")]


def _entry(
    repository: Repository, header: list[str], raw: str, tokens: Iterator[str]
) -> Iterator[Entry]:
    _, _, old, new, act = raw.split(" ")
    path = next(tokens)
    before = path if act[0] in "RC" else None
    path = next(tokens) if before else path
    name = path.removeprefix(repository.prefix)
    if path.startswith(repository.prefix) and "/" not in name:
        commit, by, at, message = header
        told = message.strip()[:LONGEST_MESSAGE]
        blob = old if act == "D" else new
        former = before.removeprefix(repository.prefix) if before else None
        yield Entry(commit, read_author(by, at), told, act[0], name, blob, former)
