"""Shadows: what lies or stands on the paper keeps the light from it."""

import numpy as np
from scipy import ndimage

from recommender.demo.studio import SCALE, blur


def hollows(height: np.ndarray) -> np.ndarray:
    """Less light where the surroundings stand higher, all in frame units."""
    near = np.clip(blur(height, 2.0 * SCALE) - height, 0, 6)
    wide = np.clip(blur(height, 9.0 * SCALE) - height, 0, 12)
    return np.clip(1 - 0.07 * near - 0.035 * wide, 0.3, 1)


def lying_shadow(cover: np.ndarray) -> np.ndarray:
    """The ground's share of light around a thing that lies on it, seen from above."""
    shade = np.ones_like(cover)
    for offset, sigma, depth in (((1.5, 2), 1.6, 0.34), ((5, 7), 6.0, 0.26), ((11, 16), 15.0, 0.2)):
        shade *= 1 - depth * blur(moved(cover, *offset), sigma * SCALE)
    return shade


def moved(cover: np.ndarray, right: float, down: float) -> np.ndarray:
    """The same plane, so many frame units to the right and down."""
    right, down = int(right * SCALE), int(down * SCALE)
    return np.pad(cover, ((down, 0), (right, 0)), mode="edge")[: cover.shape[0], : cover.shape[1]]


def standing_shadow(cover: np.ndarray) -> np.ndarray:
    """What stands throws a shadow to the right and back, softer with the height that throws it."""
    rows = np.nonzero((cover > 0.5).any(axis=1))[0]
    top, base = rows[0], rows[-1] + 1
    y, x = np.mgrid[0 : cover.shape[0], 0 : cover.shape[1]].astype(np.float32)
    shade = np.ones_like(cover)
    for reach, slope, lean, sigma, depth in (
        (0.15, 0.14, 0.35, 3, 0.4),
        (0.45, 0.15, 0.6, 8, 0.36),
        (1.0, 0.15, 0.75, 17, 0.3),
    ):
        rise = (base - y) / slope
        source = np.stack([base - rise, x - rise * lean])
        thrown = ndimage.map_coordinates(cover, source, order=1, mode="constant")
        thrown *= (rise >= -6 * SCALE) & (rise < reach * (base - top))
        shade *= 1 - depth * blur(thrown, sigma * SCALE)
    foot = cover * (y > base - 16 * SCALE)
    contact = ndimage.map_coordinates(
        foot, np.stack([2 * base - y - 2 * SCALE, x]), order=1, mode="constant"
    )
    for band, sigma, depth in ((3, 1.5, 0.6), (9, 4, 0.55), (14, 9, 0.3)):
        shade *= 1 - depth * blur(contact * (y - base < band * SCALE), sigma * SCALE)
    return shade
