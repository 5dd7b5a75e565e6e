"""What somebody staged of a file and then changed again: a version that lies nowhere else."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from dashboard.scenarios.author import signed
from dashboard.scenarios.facts import NotRecorded
from dashboard.scenarios.repository import Repository

INDEX = "vitrine.index"
STAGED = "Changes staged outside Vitrine"


def record_staged(repository: Repository, states: Mapping[str, str], descriptor: int) -> None:
    """A commit of its own, made beside the index and the files, which both stay as they are;
    NotRecorded where it cannot be made."""
    between = [name for name, state in states.items() if state[0] in "MAT" and state[1] in "MDT"]
    entries = list(_entries(repository, between)) if between else []
    if not entries:
        return
    index, head = repository.own / INDEX, repository.head
    _clear(index)
    written = {**signed(None), "GIT_INDEX_FILE": str(index)}

    def ask(*arguments: str, given: str = "") -> str:
        done = repository.git.run(
            *arguments, given=given.encode(), person=written, keeping=(descriptor,)
        )
        if done.code != 0:
            raise NotRecorded(f"git could not record what is staged: {done.said}")
        return done.text.strip()

    try:
        ask("read-tree", head or "--empty")
        ask("update-index", "-z", "--index-info", given="".join(f"{each}\0" for each in entries))
        parents = ("-p", head) if head else ()
        made = ask("commit-tree", ask("write-tree"), *parents, "-m", STAGED)
        ask("update-ref", "-m", STAGED, "HEAD", made, head or "0" * len(made))
    finally:
        _clear(index)


def _clear(index: Path) -> None:
    """Ours alone, so what lies there is what a killed git left."""
    for path in (index, index.with_name(f"{index.name}.lock")):
        path.unlink(missing_ok=True)


def _entries(repository: Repository, names: list[str]) -> Iterator[str]:
    """As `update-index --index-info` takes them; what a merge left open is not staged."""
    found = repository.git.ask("ls-files", "--stage", "--full-name", "-z", "--", *names)
    for told in found.text.split("\0"):
        if told.partition("\t")[0].endswith(" 0"):
            yield told
