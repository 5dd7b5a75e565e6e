"""Thumbnails addressed by the content of their original, made once."""

import hashlib
import json
import os
import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from recommender.pictures import original
from recommender.pictures.shelf import Shelf
from recommender.pictures.thumbnail import Thumbnails
from recommender.pictures.trouble import PictureRefused, PictureTrouble
from recommender.pictures.workshop import Workshop
from recommender.stamp import Stamp

EDITION = "3"
"""Part of every path: raise it when thumbnails are made differently."""

FORMS = ("tile.webp", "large.webp", "json")
SHELF_BYTES = 64_000_000
INDEX_SIZE = 200_000


class PictureUnknown(LookupError):
    """The store has no picture of this digest, or it is no digest."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that can be shown: `digest` is its original's SHA-256, `ground` its average
    colour as #rrggbb; or None and the trouble, with `note` for the placeholder."""

    digest: str | None
    ground: str | None = None
    width: int = 0
    height: int = 0
    trouble: PictureTrouble | None = None
    note: str = ""


class PictureStore:
    """A folder that several threads and processes may use at once; it can be deleted any time."""

    def __init__(self, folder: Path = Path("var/pictures"), workshop: Workshop | None = None):
        self._folder = Path(folder) / EDITION
        self.workshop = workshop or Workshop()
        self._shelf = Shelf(SHELF_BYTES)
        self._index: dict[Path, tuple[Stamp, Kept]] = {}

    def keep(self, path: Path | str, below: Path) -> Kept:
        """`path`: a name below the folder `below` or a path that leads there. Never raises for
        what is wrong with the picture; a file that did not change is not read again."""
        try:
            real = original.locate(path, below)
            stamp = original.stamp(real)
            seen, kept = self._index.get(real, (None, None))
            if seen == stamp and self._stands(kept):
                return kept
            content = original.read(real)
        except PictureRefused as refused:
            return _refused(refused)
        return self._remember(real, stamp, self._kept(content))

    def known(self, digest: str) -> bool:
        """Whether all that was made of the picture is there."""
        return _is_digest(digest) and all(self._path(digest, each).exists() for each in FORMS)

    def tile(self, digest: str) -> bytes:
        """WebP, 320 x 400; PictureUnknown where the store has none."""
        return self._read(digest, "tile.webp")

    def large(self, digest: str) -> bytes:
        """WebP, at most 960 x 1200; PictureUnknown where the store has none."""
        return self._read(digest, "large.webp")

    def aside(self, digest: str, name: str) -> bytes | None:
        """What was put beside the picture under this name, such as how it looks in numbers."""
        try:
            return self._path(digest, name).read_bytes() if _is_digest(digest) else None
        except OSError:
            return None

    def put_aside(self, digest: str, name: str, content: bytes) -> None:
        """For what can be worked out again: not kept where there is no room."""
        with suppress(OSError):
            _write(self._path(digest, name), content)

    def _stands(self, kept: Kept) -> bool:
        """Also after the folder was deleted under a running server."""
        return kept.digest is None or self.known(kept.digest)

    def _kept(self, content: bytes) -> Kept:
        digest = hashlib.sha256(content).hexdigest()
        try:
            return self._stored(digest) or self._store(digest, self.workshop.draw(content))
        except PictureRefused as refused:
            return _refused(refused)

    def _stored(self, digest: str) -> Kept | None:
        """None also where a power cut left an empty file or half was deleted: it is made again."""
        if not self.known(digest):
            return None
        try:
            return Kept(digest, **json.loads(self._path(digest, "json").read_bytes()))
        except (OSError, json.JSONDecodeError):
            return None

    def _store(self, digest: str, drawn: Thumbnails) -> Kept:
        """The facts go last: where they are, the pictures are."""
        facts = {"ground": drawn.ground, "width": drawn.width, "height": drawn.height}
        try:
            _write(self._path(digest, "tile.webp"), drawn.tile)
            _write(self._path(digest, "large.webp"), drawn.large)
            _write(self._path(digest, "json"), json.dumps(facts).encode())
        except OSError as error:
            raise PictureRefused(
                PictureTrouble.UNSTORED,
                f"The picture's thumbnail cannot be stored in {self._folder}: {error.strerror}.",
            ) from error
        return Kept(digest, **facts)

    def _remember(self, real: Path, stamp: Stamp, kept: Kept) -> Kept:
        if kept.trouble is not PictureTrouble.UNSTORED:
            if len(self._index) >= INDEX_SIZE:
                self._index.clear()
            self._index[real] = stamp, kept
        return kept

    def _read(self, digest: str, form: str) -> bytes:
        if not _is_digest(digest):
            raise PictureUnknown(digest)
        key = f"{digest}.{form}"
        blob = self._shelf.find(key)
        if blob is None:
            try:
                with self._path(digest, form).open("rb", buffering=0) as file:
                    blob = file.read()
            except OSError as error:
                raise PictureUnknown(digest) from error
            self._shelf.put(key, blob)
        return blob

    def _path(self, digest: str, form: str) -> Path:
        return Path(f"{self._folder}/{digest[:2]}/{digest}.{form}")


def keep_many(
    store: PictureStore,
    paths: Sequence[Path | str],
    below: Path,
    progress: Callable[[int, int], None] | None = None,
) -> list[Kept]:
    """One for each path, in order, as many at once as the workshop has processes.

    `progress` is told how many are done and how many there are. Threads only hand the work over:
    on 2 cores, 480 photos took 7 s so, as long on two threads with Pillow in this process (it lets
    go of the interpreter), 14 s on one.
    """
    with ThreadPoolExecutor(store.workshop.processes) as threads:
        futures = [threads.submit(store.keep, path, below) for path in paths]
        for done, _ in enumerate(as_completed(futures), start=1):
            if progress:
                progress(done, len(futures))
    return [future.result() for future in futures]


def _is_digest(digest: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", digest) is not None


def _refused(refused: PictureRefused) -> Kept:
    return Kept(None, trouble=refused.trouble, note=str(refused))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, whoever else writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
