"""Needlework: creases, seams, stitches and buttons on the panels, and the dark inside them."""

import numpy as np

from recommender.demo.canvas import Relief
from recommender.demo.outlines import Outline, even, ribbon, stamp
from recommender.demo.panels import paint_panel
from recommender.demo.studio import SCALE, blur


def paint_fold(relief: Relief, outline: Outline) -> None:
    """A crease pressed into what is there: `depth` below zero is a valley."""
    width = outline.fact("width", 14)
    piece = stamp(ribbon(outline.points, width, taper=1.0), SCALE, width)
    within = relief.cover[piece.window] > 0
    relief.height[piece.window] += (
        blur(piece.cover, width * 0.3 * SCALE) * outline.fact("depth", -5) * within
    )


def paint_seam(relief: Relief, outline: Outline) -> None:
    """A sewn line: a groove with the cloth rising softly on both sides."""
    piece = stamp(ribbon(outline.points, outline.fact("width", 1.3)), SCALE, 8)
    stroke = piece.cover * relief.cover[piece.window]
    relief.height[piece.window] -= (1.2 * blur(stroke, 0.8) + 1.6 * blur(stroke, 4)) * outline.fact(
        "depth", 1.0
    )
    relief.darken(piece.window, 0.35 * stroke)


def paint_stitch(relief: Relief, outline: Outline) -> None:
    """Topstitching: short raised threads."""
    line = even(outline.points, 1.0)
    pitch, length = int(outline.fact("pitch", 5)), int(outline.fact("length", 3))
    thread = relief.thread(outline)
    for start in range(0, len(line) - length - 1, pitch):
        piece = ribbon(line[start : start + length + 1], outline.fact("width", 1.1))
        _thread(relief, piece, thread)


def _thread(relief: Relief, line: np.ndarray, thread: np.ndarray) -> None:
    piece = stamp(line, SCALE)
    stroke = piece.cover * relief.cover[piece.window]
    relief.height[piece.window] += stroke * 0.9
    relief.colour[piece.window] += (thread - relief.colour[piece.window]) * stroke[..., None]


def paint_button(relief: Relief, outline: Outline) -> None:
    """A button with a rim and sewn holes."""
    facts = {
        "fabric": "rubber",
        "swell": "2.4",
        "edge": "2",
        "drape": "0",
        "colour": "2",
    } | outline.facts
    paint_panel(relief, Outline("panel", outline.points, facts))
    centre = outline.points.mean(axis=0)
    radius = np.ptp(outline.points[:, 0]) / 2
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    well = stamp(centre + ring * radius * 0.62, SCALE, 3)
    relief.height[well.window] -= blur(well.cover, 1.2)
    for side in (-0.22, 0.22):
        hole = stamp(centre + ring * radius * 0.13 + [side * radius, 0], SCALE)
        relief.darken(hole.window, 0.75 * hole.cover)


def paint_shade(relief: Relief, outline: Outline) -> None:
    """Darkness inside an opening."""
    soft = outline.fact("soft", 6)
    piece = stamp(outline.points, SCALE, 3 * soft)
    relief.darken(piece.window, outline.fact("depth", 0.5) * blur(piece.cover, soft * SCALE))
