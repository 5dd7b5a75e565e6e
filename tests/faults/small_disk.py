"""A file system of a few megabytes, which a test can fill and empty."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BLOCK = 64 * 1024


class SmallDisk:
    """Mounted at `folder`."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        with self._filler.open("wb", buffering=0) as file:
            for size in (BLOCK, 1):
                with suppress(OSError):
                    while file.write(b"\0" * size):
                        pass

    def make_room(self) -> None:
        self._filler.unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int = 32) -> Iterator[SmallDisk]:
    """For who may mount, which is root on Linux."""
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", folder], check=True
    )
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", folder], check=True)
