"""Files replaced together: every one is written beside its place before any takes it."""

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_files(contents: Mapping[Path, bytes | None]) -> None:
    """None deletes. A reader sees the old or the new of each, also after a power cut; OSError
    where one cannot be written, and then all stand as they were."""
    waiting: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            if content is not None:
                waiting[path] = _beside(path, content)
        for path in contents:
            _settle(path, waiting)
    finally:
        for left in waiting.values():
            left.unlink(missing_ok=True)
    for folder in {path.parent for path in contents}:
        _remember(folder)


def _beside(path: Path, content: bytes) -> Path:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
    descriptor, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _settle(path: Path, waiting: dict[Path, Path]) -> None:
    if path in waiting:
        waiting[path].replace(path)
        del waiting[path]
    else:
        path.unlink(missing_ok=True)


def _remember(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
