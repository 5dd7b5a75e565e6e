"""The studio: one light from the upper left, a seamless ground, and the picture as bytes."""

import struct
import zlib
from functools import cache

import numpy as np
from scipy import ndimage

from recommender.demo.outlines import FRAME

SCALE = 2
LIGHT = np.array([-0.46, -0.56, 0.69], dtype=np.float32)
LAMP = np.array([-0.52, 0.66, 0.54], np.float32) / np.float32(np.linalg.norm([0.52, 0.66, 0.54]))
AMBIENT = 0.42
MIDDLE, HIGHEST_LIFT = 325, 85
"""Frame units: where the middle of a thing is best, and how far it may be lifted there."""

PAPER_TOP, PAPER_BOTTOM = "#f5f0e8", "#ebe3d7"


def linear(colour: str) -> np.ndarray:
    """`#rrggbb` as linear light, three floats."""
    encoded = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4).astype(
        np.float32
    )


def blur(plane: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian blur; wide ones as three box blurs, which cost the same at every width."""
    if sigma < 3:
        return ndimage.gaussian_filter(plane, sigma, mode="nearest")
    size = int(np.sqrt(4 * sigma**2 + 1)) | 1
    for _ in range(3):
        plane = ndimage.uniform_filter(plane, size, mode="nearest")
    return plane


def clouds(
    shape: tuple[int, int], across: float, down: float, chance: np.random.Generator
) -> np.ndarray:
    """Smooth noise of about unit height whose features are `across` by `down` frame units."""
    across, down = across * SCALE, down * SCALE
    rows, columns = int(shape[0] / down) + 5, int(shape[1] / across) + 5
    grid = chance.standard_normal((rows, columns)).astype(np.float32)
    finer = (min(8, max(1, int(down / 4))), min(8, max(1, int(across / 4))))
    if finer != (1, 1):
        grid = ndimage.zoom(grid, finer, order=2)
    y = np.linspace(
        2 * grid.shape[0] / rows, grid.shape[0] * (rows - 3) / rows, shape[0], dtype=np.float32
    )
    x = np.linspace(
        2 * grid.shape[1] / columns,
        grid.shape[1] * (columns - 3) / columns,
        shape[1],
        dtype=np.float32,
    )
    return _bilinear(grid, y, x)


def _bilinear(grid: np.ndarray, y: np.ndarray, x: np.ndarray) -> np.ndarray:
    row = np.minimum(y.astype(int), grid.shape[0] - 2)
    column = np.minimum(x.astype(int), grid.shape[1] - 2)
    down, across = (y - row)[:, None], (x - column)[None, :]
    lines = grid[:, column] + (grid[:, column + 1] - grid[:, column]) * across
    return lines[row] + (lines[row + 1] - lines[row]) * down


@cache
def paper() -> np.ndarray:
    """The empty ground in linear light: brighter towards the light, with a soft fall-off below."""
    width, height = FRAME[0] * SCALE, FRAME[1] * SCALE
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    fall = np.clip(0.85 * y / height + 0.15 * x / width, 0, 1)[..., None]
    ground = linear(PAPER_TOP) * (1 - fall) + linear(PAPER_BOTTOM) * fall
    distance = np.hypot((x / width - 0.42), (y / height - 0.4) * 1.1)
    return ground * (1.03 - 0.16 * distance[..., None] ** 2)


def framed(light: np.ndarray, cover: np.ndarray) -> np.ndarray:
    """The picture with low things and their shadows lifted towards the middle of the frame."""
    rows = np.nonzero((cover > 0.5).any(axis=1))[0]
    lift = int(np.clip((rows[0] + rows[-1]) / 2 - MIDDLE * SCALE, 0, HIGHEST_LIFT * SCALE))
    shade = np.pad(light / paper(), ((0, lift), (0, 0), (0, 0)), mode="edge")[lift:]
    return shade * paper()


def png(light: np.ndarray) -> bytes:
    """A linear picture at drawing scale as a PNG file at the frame's size."""
    height, width = light.shape[0] // SCALE, light.shape[1] // SCALE
    light = ndimage.gaussian_filter(light, (0.45, 0.45, 0))
    small = light.reshape(height, SCALE, width, SCALE, 3).mean(axis=(1, 3))
    small = np.clip(small, 0, 1)
    encoded = np.where(small <= 0.0031308, small * 12.92, 1.055 * small ** (1 / 2.4) - 0.055)
    pixels = np.round(encoded * 255).astype(np.uint8)
    rows = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)], axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
