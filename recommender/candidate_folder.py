"""A fitted candidate's folder, SHOP/candidates/ID: read without trust, swapped in whole."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from recommender.candidate import CandidateNotFitted, CandidateRefused
from recommender.replacement import replaced, restore
from recommender.shop import CANDIDATES, Shop

FILES = ARRAYS, CARD, FINGERPRINT = "arrays.safetensors", "card.toml", "fingerprint"
CARD_MOST, FINGERPRINT_MOST = 65_536, 128


def candidate_folder(shop: Shop, candidate_id: str) -> Path:
    """Where the fitted candidate lies: three files, whose changes change its fingerprint."""
    return shop.folder / CANDIDATES / candidate_id


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Written beside, then swapped in; CandidateNotFitted where there is no room or permission."""
    try:
        with replaced(folder) as fresh:
            for name, content in files.items():
                (fresh / name).write_bytes(content)
    except OSError as error:
        raise CandidateNotFitted(
            f"{folder} could not be written: {error.strerror or error}; what stood there is "
            "unchanged. Make room and fit again."
        ) from error


def read_folder(folder: Path, most: Mapping[str, int]) -> dict[str, bytes]:
    """The bytes of exactly these files, none longer than `most` says.

    Everything is read once, through the folder that was opened first: what is checked
    afterwards is what was read. CandidateNotFitted, CandidateRefused.
    """
    restore(folder)
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError as error:
        raise CandidateNotFitted(
            f"{folder} is missing: candidate {folder.name!r} is not fitted in this shop. "
            f"Run `python -m recommender fit --shop {folder.parent.parent} {folder.name}`."
        ) from error
    except OSError as error:
        raise refused(folder, "it is a link, no folder, or closed to us") from error
    try:
        with os.scandir(opened) as entries:
            _refuse_strangers(folder, {entry.name for entry in entries}, set(most))
        return {name: _read(folder, opened, name, most[name]) for name in most}
    finally:
        os.close(opened)


def refused(where: Path, because: str) -> CandidateRefused:
    candidate_id = where.name if where.parent.name == "candidates" else where.parent.name
    return CandidateRefused(f"{where} is refused: {because}. Fit {candidate_id!r} again.")


def _refuse_strangers(folder: Path, present: set[str], wanted: set[str]) -> None:
    strangers, missing = sorted(present - wanted), sorted(wanted - present)
    if strangers:
        raise refused(folder, f"{strangers[0]!r} does not belong there")
    if missing:
        raise refused(folder, f"{missing[0]} is missing")


def _read(folder: Path, opened: int, name: str, most: int) -> bytes:
    try:
        # Without O_NONBLOCK a named pipe would wait for a writer for ever.
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=opened)
    except OSError as error:
        raise refused(folder / name, "it is a link, or closed to us") from error
    try:
        facts = os.fstat(file)
        if not stat.S_ISREG(facts.st_mode):
            raise refused(folder / name, "it is no ordinary file")
        if facts.st_size > most:
            raise refused(folder / name, f"it has {facts.st_size:,} bytes, {most:,} at the most")
        with os.fdopen(file, "rb", closefd=False) as stream:
            return stream.read(most)
    finally:
        os.close(file)
