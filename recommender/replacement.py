"""A folder replaced as a whole: the old one stands until the new one is complete."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(folder: Path, keeping: str = "") -> Iterator[Path]:
    """An empty folder beside `folder` to fill; it takes the old one's place if the block ends
    well, and is removed if not. What killed processes left beside it is removed too.

    `keeping` names a folder inside that the new one takes over from the old as it then stands.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with held(folder.parent):
        _remove_abandoned(folder)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(folder), dir=folder.parent))
        life = os.open(fresh, os.O_RDONLY)
        fcntl.flock(life, fcntl.LOCK_EX)
    try:
        yield fresh
        fresh.chmod(0o755)
        with held(folder.parent), _taken_over(folder, fresh, keeping):
            _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        os.close(life)


@contextmanager
def _taken_over(folder: Path, fresh: Path, name: str) -> Iterator[None]:
    """Nobody replaces a folder below the one that is kept while it changes places: they would
    find theirs gone, and say so, rather than lose what they wrote."""
    old = folder / name
    if not name or not old.is_dir():
        yield
    elif old.is_symlink():
        (fresh / name).symlink_to(old.readlink())
        yield
    else:
        with held(old):
            shutil.copytree(
                old,
                fresh / name,
                symlinks=True,
                ignore=shutil.ignore_patterns(f"{_prefix(Path('*'))}*"),
                copy_function=_link,
            )
            yield


def _link(source: str, target: str) -> None:
    """The same file under a second name, for nothing here is ever changed in place; a copy where
    the file system has no second names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def restore(folder: Path) -> None:
    """Put the old folder back where a process was killed between the two renames of a swap."""
    if not folder.exists() and _aside(folder).exists():
        with held(folder.parent):
            _put_back(folder)


def _put_back(folder: Path) -> None:
    if not folder.exists() and _aside(folder).exists():
        _aside(folder).rename(folder)


def _swap(fresh: Path, folder: Path) -> None:
    aside = _aside(folder)
    if folder.exists():
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)
    try:
        fresh.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _remove_abandoned(folder: Path) -> None:
    """A folder that is being filled is locked by the process that fills it, until it dies."""
    _put_back(folder)
    shutil.rmtree(_aside(folder), ignore_errors=True)
    for found in folder.parent.glob(f"{_prefix(folder)}*"):
        handle = os.open(found, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(found, ignore_errors=True)
        except BlockingIOError:
            continue
        finally:
            os.close(handle)


@contextmanager
def held(parent: Path) -> Iterator[None]:
    """Nobody else holds the folder, in whatever process, until the block ends."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _prefix(folder: Path) -> str:
    return f".{folder.name}.fresh-"


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.aside")
