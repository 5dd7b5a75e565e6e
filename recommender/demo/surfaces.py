"""Surfaces: turned, bent, swollen and cut bodies as grids of places; x right, y up, z near."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from recommender.demo.materials import Material
from recommender.demo.outlines import AXIS, Outline, even

FOOT = 500.0
STEP = 0.34
"""Frame units between neighbouring places: two to a pixel at drawing scale, or pinholes show."""


Grid = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Places, and how far along and across the material each lies, in frame units."""


@dataclass(frozen=True)
class Surface:
    """A grid of places (rows, columns, 3) with its outward normals and colours."""

    places: np.ndarray
    normals: np.ndarray
    colours: np.ndarray
    material: Material

    @property
    def thinned(self) -> np.ndarray:
        """Every seventh place along and across: dense enough for shadows."""
        return self.places[::7, ::7].reshape(-1, 3)


def outward(places: np.ndarray) -> np.ndarray:
    """Unit normals of a grid, out of the body that it encloses, or up where it encloses none."""
    normals = _cross(_steps(places.swapaxes(0, 1)).swapaxes(0, 1), _steps(places))
    thin, across = places[::3, ::3], normals[::3, ::3]
    volume = float(np.sum((thin - thin.mean(axis=(0, 1))) * across))
    flat = abs(volume) < 1e-3 * float(np.abs(across).sum())
    sign = np.float32(np.sign(float(across[..., 1].sum()) if flat else volume) or 1.0)
    length = np.sqrt(np.maximum(np.einsum("ijk,ijk->ij", normals, normals), 1e-12))
    return normals * (sign / length)[..., None]


def _steps(places: np.ndarray) -> np.ndarray:
    """The way from the place before to the place after, along the first axis."""
    steps = np.empty_like(places)
    steps[1:-1] = places[2:] - places[:-2]
    steps[0], steps[-1] = places[1] - places[0], places[-1] - places[-2]
    return steps


def _cross(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """np.cross takes three times as long."""
    ax, ay, az = np.moveaxis(first, -1, 0)
    bx, by, bz = np.moveaxis(second, -1, 0)
    return np.stack([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx], axis=-1)


def _local(outline: Outline) -> np.ndarray:
    """The outline's points with the origin at the foot of the frame's axis, y up."""
    return (outline.points - [AXIS, FOOT]) * [1, -1]


def turn_profile(outline: Outline) -> Grid:
    """A profile turned around the axis; `squash` flattens it from front to back."""
    line = even(_local(outline), STEP).astype(np.float32)
    reach = max(np.abs(line[:, 0]).max(), 2)
    angle = _around(reach)
    x = line[:, :1] * np.sin(angle)
    z = line[:, :1] * np.cos(angle) * outline.fact("squash", 1.0)
    places = np.stack([x, np.broadcast_to(line[:, 1:], x.shape), z], axis=-1)
    along = _travelled(line)
    return places, _spread(_from_front(angle) * reach, x), _spread(along - along[-1] / 2, x)


def bend_tube(outline: Outline) -> Grid:
    """A round bar along a line; `radius-end` tapers it, `flat` widens it from front to back."""
    line = even(_local(outline), STEP).astype(np.float32)
    direction = np.gradient(line, axis=0)
    direction /= np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-6)
    start, flat = outline.fact("radius", 6), outline.fact("flat", 1.0)
    radius = np.linspace(start, outline.fact("radius-end", start), len(line), dtype=np.float32)
    angle = _around(start * flat)
    out = radius[:, None] * np.cos(angle)
    x, y = line[:, :1] - direction[:, 1:] * out, line[:, 1:] + direction[:, :1] * out
    z = -radius[:, None] * np.sin(angle) * flat
    return np.stack([x, y, z], axis=-1), _spread(angle * start, x), _spread(_travelled(line), x)


def swell_ball(outline: Outline) -> Grid:
    """An ellipse as a body, `deep` units from front to back."""
    points = _local(outline)
    centre, (across, up) = points.mean(axis=0), np.ptp(points, axis=0) / 2
    deep = outline.fact("deep", 2 * across) / 2
    size = max(across, up, deep)
    tilt = np.linspace(0, np.pi, int(np.pi * size / STEP), dtype=np.float32)[:, None]
    angle = _around(size)
    x = centre[0] + across * np.sin(tilt) * np.sin(angle)
    y = centre[1] + up * np.cos(tilt) + 0 * angle
    z = deep * np.sin(tilt) * np.cos(angle)
    around = _from_front(angle) * size * np.maximum(np.sin(tilt), 0.2)
    places = np.stack([x, y, z], axis=-1).astype(np.float32)
    return places, around, _spread((tilt - np.pi / 2) * size, x)


def cut_slab(outline: Outline) -> Grid:
    """An outline cut from a board `deep` thick, its edges rounded by `round`, as rings.

    Its middle, or that at `middle-y`, must see every point of the outline.
    """
    line = even(_local(outline), STEP)
    line = np.concatenate([line, even(line[[-1, 0]], STEP)[1:]])
    half = outline.fact("deep", 20) / 2
    soft = min(outline.fact("round", 3), half)
    middle = line.mean(axis=0)
    if "middle-y" in outline.facts:
        middle[1] = FOOT - outline.fact("middle-y")
    front = _face(line, middle, half, soft)
    wall = np.linspace(half - soft, soft - half, max(3, int(2 * (half - soft) / STEP)))[1:-1]
    rings = [*front, *((line, depth) for depth in wall)]
    rings += [(ring, -depth) for ring, depth in reversed(front)]
    places = np.stack([np.insert(ring, 2, depth, axis=1) for ring, depth in rings])
    places = places.astype(np.float32)
    return places, places[..., 0], -places[..., 1]


def _face(
    line: np.ndarray, middle: np.ndarray, half: float, soft: float
) -> list[tuple[np.ndarray, float]]:
    """Rings with their depth, from the middle of the front out to the edge and round it."""
    inward = _inward(line)
    bevel = np.linspace(0, np.pi / 2, max(4, int(soft * 1.6 / STEP)))
    rim = [
        (line + inward * soft * (1 - np.sin(turn)), half - soft + soft * np.cos(turn))
        for turn in bevel
    ]
    spokes = rim[0][0] - middle
    count = max(3, int(np.hypot(*spokes.T).max() / STEP))
    return [(middle + spokes * share, half) for share in np.linspace(0, 1, count)[1:]] + rim


def _inward(line: np.ndarray) -> np.ndarray:
    direction = np.roll(line, -2, axis=0) - np.roll(line, 2, axis=0)
    direction = ndimage.gaussian_filter1d(direction, 2, axis=0, mode="wrap")
    direction /= np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-6)
    left = direction[:, ::-1] * [-1, 1]
    area = np.sum(line[:, 0] * np.roll(line[:, 1], -1) - line[:, 1] * np.roll(line[:, 0], -1))
    return left if area > 0 else -left


def _around(radius: float) -> np.ndarray:
    """Angles of a whole turn, from the front, a step apart at this radius."""
    count = max(12, int(2 * np.pi * radius / STEP))
    return np.linspace(0, 2 * np.pi, count, dtype=np.float32)


def _from_front(angle: np.ndarray) -> np.ndarray:
    """The same angles between minus and plus half a turn, so that seams fall behind."""
    return np.mod(angle + np.pi, 2 * np.pi) - np.pi


def _travelled(line: np.ndarray) -> np.ndarray:
    return np.arange(len(line), dtype=np.float32)[:, None] * STEP


def _spread(values: np.ndarray, like: np.ndarray) -> np.ndarray:
    return np.broadcast_to(values, like.shape)


MAKERS = {"turned": turn_profile, "tube": bend_tube, "ball": swell_ball, "slab": cut_slab}
