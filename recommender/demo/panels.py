"""Panels: pieces of cloth that lie over each other, swell, hang and carry their threads."""

import numpy as np
from scipy import ndimage

from recommender.demo.canvas import Relief
from recommender.demo.outlines import Outline, ribbon, stamp
from recommender.demo.studio import SCALE, blur, clouds


def paint_panel(relief: Relief, outline: Outline) -> None:
    """A piece of cloth over all that lies below it."""
    piece, fabric = stamp(outline.points, SCALE), relief.fabric(outline)
    u, v = _threads(piece.window, outline, relief.chance)
    swell = _swelling(
        piece.cover, outline.fact("swell", fabric.swell), outline.fact("edge", fabric.edge)
    )
    thread, tone = fabric.weave(u, v, relief.chance)
    height = outline.fact("level") + swell + thread * np.minimum(1, swell + 0.3)
    slack = fabric.drape * outline.fact("drape", 1.0)
    if slack > 0:
        height = height + slack * _drape(u.shape, relief.chance)
    colour = relief.dyed(outline, u, v) * tone[..., None]
    relief.lay(piece.window, piece.cover, height, colour, fabric)


def _threads(
    window: tuple, outline: Outline, chance: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates across and along the threads, frame units from the centre, a little uneven."""
    y, x = np.mgrid[window].astype(np.float32) / SCALE
    x, y = x - outline.fact("centre-x", 240), y - outline.fact("centre-y", 300)
    turn = np.deg2rad(outline.fact("grain"))
    sway = 1.6 * clouds(x.shape, 120, 120, chance)
    u = x * np.cos(turn) + y * np.sin(turn) + sway
    v = -x * np.sin(turn) + y * np.cos(turn) + 1.4 * clouds(x.shape, 120, 120, chance)
    bow = outline.fact("bow")
    return u, v - bow * (u / 100) ** 2


def _swelling(cover: np.ndarray, swell: float, edge: float) -> np.ndarray:
    """A rounded rise from the edge inwards, flat in the middle."""
    inside = np.pad(cover > 0.5, 1)
    distance = ndimage.distance_transform_edt(inside)[1:-1, 1:-1].astype(np.float32) / SCALE
    rise = np.clip(distance / max(edge, 0.1), 0, 1)
    return blur(swell * (1 - (1 - rise) ** 2) ** 0.7, max(min(3.0, edge / 4), edge / 5 - 4))


def _drape(shape: tuple[int, int], chance: np.random.Generator) -> np.ndarray:
    broad = clouds(shape, 70, 150, chance)
    crease = np.sqrt(clouds(shape, 44, 90, chance) ** 2 + 0.12)
    return 2.2 * broad - 2.2 * crease + 0.45 * clouds(shape, 22, 34, chance)


def paint_line(relief: Relief, outline: Outline) -> None:
    """A line of colour as a narrow panel: cord, lace, elastic, strap."""
    stroke = ribbon(outline.points, outline.fact("width", 3), outline.fact("taper"))
    paint_panel(
        relief,
        Outline(
            "panel", stroke, {"edge": outline.facts.get("width", "3"), "drape": "0"} | outline.facts
        ),
    )
