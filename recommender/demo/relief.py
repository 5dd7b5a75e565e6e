"""Reliefs: things of cloth, hide and paper, built panel by panel and lit from the upper left."""

from pathlib import Path

import numpy as np

from recommender.demo.canvas import Relief
from recommender.demo.finish import Finish
from recommender.demo.needlework import (
    paint_button,
    paint_fold,
    paint_seam,
    paint_shade,
    paint_stitch,
)
from recommender.demo.outlines import load_outlines
from recommender.demo.panels import paint_line, paint_panel
from recommender.demo.shadows import hollows, lying_shadow, standing_shadow
from recommender.demo.studio import AMBIENT, LIGHT, SCALE, framed, paper

PAINTERS = {
    "panel": paint_panel,
    "fold": paint_fold,
    "seam": paint_seam,
    "stitch": paint_stitch,
    "line": paint_line,
    "button": paint_button,
    "shade": paint_shade,
}


def draw_relief(shape: Path, finish: Finish) -> np.ndarray:
    """The picture in linear light at drawing scale."""
    relief = Relief(finish, np.random.default_rng(finish.seed))
    for outline in load_outlines(shape):
        PAINTERS[outline.role](relief, outline)
    shadow = standing_shadow if finish.standing else lying_shadow
    ground = paper() * shadow(relief.cover)[..., None]
    light = ground + (_shaded(relief) - ground) * relief.cover[..., None]
    return framed(light, relief.cover)


def _shaded(relief: Relief) -> np.ndarray:
    down, across = np.gradient(relief.height * SCALE)
    normal = np.stack([-across, -down, np.ones_like(down)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    facing = normal @ LIGHT
    light = AMBIENT + (1 - AMBIENT) * np.clip((facing + 0.18) / (LIGHT[2] + 0.18), 0, 1.55)
    light *= hollows(relief.height)
    half = LIGHT + np.array([0, 0, 1], np.float32)
    glint = np.clip(normal @ (half / np.linalg.norm(half)), 0, 1)
    shine = relief.gloss * (0.30 * glint**14 + 0.55 * glint**60)
    rim = relief.sheen * (1 - np.clip(normal[..., 2], 0, 1)) ** 1.5
    colour = relief.colour * light[..., None]
    return colour + (shine * light)[..., None] + rim[..., None] * (0.35 + relief.colour)
