"""A secret of the dashboard's own: drawn once, kept in a file that nobody else can read."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from recommender.refusal import Refusal

LEAST_BYTES = 32


class NoSecret(Refusal):
    """The secret cannot be kept, or is none any more."""


def kept_secret(path: Path) -> bytes:
    """Drawn where there is none yet; NoSecret where it cannot be kept or others can read it."""
    try:
        if not os.path.lexists(path):
            _draw(path)
        mode, secret = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise NoSecret(
            f"The secret {path} cannot be kept: {error.strerror}; "
            "let the dashboard read and write there."
        ) from error
    if mode & 0o077:
        raise NoSecret(f"Others can read the secret {path}; delete it, and another is drawn.")
    if len(secret) < LEAST_BYTES:
        raise NoSecret(f"The secret {path} is cut short; delete it, and another is drawn.")
    return secret


def _draw(path: Path) -> None:
    """Of several processes that draw at once, the first one's holds for all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(token_hex(LEAST_BYTES))
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
