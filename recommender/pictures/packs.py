"""All pictures of a screen in one response."""

from collections.abc import Sequence

from recommender.pictures.store import PictureStore, PictureUnknown
from recommender.refusal import Refusal

MOST_PICTURES = 200


class PackTooLarge(Refusal):
    """More pictures than one screen shows."""


def pack(store: PictureStore, digests: Sequence[str]) -> bytes:
    """The tiles of `digests`, in order: for each its length as 4 bytes, big-endian, then its WebP.

    Length 0, and nothing after it, where the store does not know the digest. PackTooLarge for
    over 200.
    """
    if len(digests) > MOST_PICTURES:
        raise PackTooLarge(
            f"A pack of {len(digests)} pictures was asked for; at most {MOST_PICTURES} fit one."
        )
    blobs = [_tile(store, digest) for digest in digests]
    return b"".join(part for blob in blobs for part in (len(blob).to_bytes(4, "big"), blob))


def is_whole(packed: bytes) -> bool:
    """Whether no picture of the pack is missing."""
    at = 0
    while at < len(packed):
        length = int.from_bytes(packed[at : at + 4], "big")
        if not length:
            return False
        at += 4 + length
    return True


def _tile(store: PictureStore, digest: str) -> bytes:
    try:
        return store.tile(digest)
    except PictureUnknown:
        return b""
