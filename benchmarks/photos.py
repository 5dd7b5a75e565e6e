"""Invented photos: as many bytes and as slow to decode as a product's tile, no two alike."""

import struct
import zlib

import numpy as np

from recommender.pictures import encode_webp

WIDTH, HEIGHT = 320, 400
CELL = 8


def draw_photos(count: int, seed: int = 7) -> list[bytes]:
    """WebP of 320 x 400, about 11 KB each; the same seed draws the same photos."""
    random = np.random.default_rng(seed)
    return [encode_webp(_png(_clouds(random)), quality=78) for _ in range(count)]


def _clouds(random: np.random.Generator) -> np.ndarray:
    """Coarse colour with a little grain: height x width x 3, uint8."""
    coarse = random.normal(150, 28, (HEIGHT // CELL, WIDTH // CELL, 3))
    fine = random.normal(0, 3.2, (HEIGHT, WIDTH, 1))
    return np.clip(np.kron(coarse, np.ones((CELL, CELL, 1))) + fine, 0, 255).astype(np.uint8)


def _png(pixels: np.ndarray) -> bytes:
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def number(photo: bytes, place: int) -> bytes:
    """The same photo under another digest: a WebP file may end in a chunk nobody reads."""
    chunk = b"NUMB" + struct.pack("<II", 4, place)
    body = photo[8:] + chunk
    return photo[:4] + struct.pack("<I", len(body)) + body
