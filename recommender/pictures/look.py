"""What a picture looks like in a hundred numbers: its layout of colours and its shapes."""

from io import BytesIO

import numpy as np
from PIL import Image
from scipy.fft import dctn

LIGHT, TINT = 10, 6
COLOURS = LIGHT + 2 * TINT
PARTS, EDGES = 4, 5
LOOK_SIZE = COLOURS + PARTS * PARTS * EDGES
BLOCKS = (100, 80)
"""Rows and columns of the blocks in which edges are looked for."""
LEAST_EDGE = 11
ROOT = 2**0.5
FILTERS = np.array(
    [[1, -1, 1, -1], [1, 1, -1, -1], [ROOT, 0, 0, -ROOT], [0, ROOT, -ROOT, 0], [2, -2, -2, 2]],
    dtype=np.float32,
)
"""Upright, level, both slants and none, over the four corners of a block."""
ZIGZAG = sorted(
    ((row, column) for row in range(8) for column in range(8)),
    key=lambda at: (sum(at), at[0] if sum(at) % 2 else at[1]),
)


def look_of(tile: bytes) -> np.ndarray:
    """Numbers (float32, LOOK_SIZE) of a tile of ours; alike pictures have alike numbers.

    Two descriptors of MPEG-7 side by side: the colour layout (Kasutani and Yamada, ICIP 2001: an
    8 x 8 picture's cosine transform, its lowest frequencies) and the edge histogram (Park, Jeon and
    Won, ACM Multimedia Workshops 2000: the share of five sorts of edge in each of 4 x 4 parts).
    """
    with Image.open(BytesIO(tile), formats=("WEBP",)) as picture:
        colours = picture.convert("YCbCr")
        layout = np.asarray(colours.resize((8, 8), Image.Resampling.BOX), np.float32)
        light = colours.getchannel("Y").resize((2 * BLOCKS[1], 2 * BLOCKS[0]))
    return np.concatenate([_layout(layout), _edges(np.asarray(light, np.float32)).ravel()])


def _layout(pixels: np.ndarray) -> np.ndarray:
    parts = []
    for channel, count in enumerate((LIGHT, TINT, TINT)):
        waves = dctn(pixels[:, :, channel], norm="ortho") / 8
        parts.append([waves[at] for at in ZIGZAG[:count]])
    return np.concatenate(parts).astype(np.float32)


def _edges(light: np.ndarray) -> np.ndarray:
    """Parts by sorts of edge: the share of a part's blocks whose strongest edge is of that sort."""
    corners = np.stack(
        [light[0::2, 0::2], light[0::2, 1::2], light[1::2, 0::2], light[1::2, 1::2]], axis=-1
    )
    strength = np.abs(corners @ FILTERS.T)
    sorts = np.where(strength.max(axis=-1) >= LEAST_EDGE, strength.argmax(axis=-1), EDGES)
    rows, columns = (size // PARTS for size in BLOCKS)
    parts = sorts.reshape(PARTS, rows, PARTS, columns).swapaxes(1, 2).reshape(PARTS * PARTS, -1)
    counts = np.stack([(parts == each).mean(axis=1) for each in range(EDGES)], axis=1)
    return np.sqrt(counts).astype(np.float32)
