"""Lighting: how much of the lamp, the room and the studio's mirror image each place gives back."""

import numpy as np
from scipy import ndimage

from recommender.demo.outlines import FRAME
from recommender.demo.reflection import studio_reflection
from recommender.demo.shadows import hollows
from recommender.demo.studio import LAMP, SCALE, blur
from recommender.demo.surfaces import Surface
from recommender.demo.view import GROUND, HEIGHT, WIDTH, View

CHART = 700
"""Cells along each side of the map of what the lamp sees."""


def lit(view: View, eye: np.ndarray) -> np.ndarray:
    """The colours of a view in linear light; what no surface covers means nothing."""
    lamp = eye @ LAMP
    sight = _sight(view, eye, lamp)
    hollow = hollows(np.where(view.cover, view.depth, _ground_depth(eye)) * 0.6)
    wrap = view.trait("wrap")
    key = np.clip((view.normal @ lamp + wrap) / (1 + wrap), 0, 1) * sight
    up = 0.5 + 0.5 * (view.normal @ eye[:, 1])
    diffuse = (0.92 * key + (0.24 + 0.24 * up) * hollow)[..., None]
    shine = _shine(view, eye, (0.45 + 0.55 * sight) * hollow)[..., None]
    metal = view.trait("metal")[..., None]
    seen = view.colour * diffuse * (1 - metal) + shine * (metal * view.colour * 1.35 + (1 - metal))
    seen = seen + metal * view.colour * 0.2 * diffuse
    nap = view.trait("sheen") * (1 - view.normal[..., 2]) ** 2
    seen = seen + nap[..., None] * (0.3 + view.colour)
    glowing = 0.7 + 0.2 * key + 0.14 * view.normal[..., 2] * (0.6 + 0.4 * up)
    glow = view.trait("glow")[..., None] > 0
    return np.where(glow, view.colour * glowing[..., None] + shine, seen)


def _shine(view: View, eye: np.ndarray, reaching: np.ndarray) -> np.ndarray:
    """The mirror image, stronger where the eye grazes the surface."""
    rough, mirror = view.trait("rough"), view.trait("mirror")
    grazing = (1 - np.clip(view.normal[..., 2], 0, 1)) ** 4
    weight = mirror + (1 - mirror) * grazing * 0.5 * (1 - rough)
    return studio_reflection(view.mirrored @ eye, rough) * reaching * weight


def _ground_depth(eye: np.ndarray) -> np.ndarray:
    up = (GROUND - np.mgrid[0:HEIGHT, 0:WIDTH][0] / SCALE).astype(np.float32)
    return -up * eye[2, 2] / max(eye[2, 1], 0.05)


def _sight(view: View, eye: np.ndarray, lamp: np.ndarray) -> np.ndarray:
    """1 where the lamp sees what the eye sees, softened at its edges."""
    side = np.cross([0, 1, 0], lamp)
    side /= np.linalg.norm(side)
    axes = np.stack([side, np.cross(lamp, side), lamp]).astype(np.float32)
    chart = _chart(view.surfaces, axes @ eye)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32) / SCALE
    # Five units off the surface: a place must not lie in the shadow of its own neighbours.
    here = np.stack([x - FRAME[0] / 2, GROUND - y, view.depth], axis=-1) + 5 * view.normal
    places = here.reshape(-1, 3) @ axes.T
    sees = (chart[_cell(places)] < places[:, 2] + 4.0).astype(np.float32)
    sees = np.where(view.cover, sees.reshape(HEIGHT, WIDTH), 1)
    return 0.5 * blur(sees, 2.0 * SCALE) + 0.5 * blur(sees, 5.0 * SCALE)


def _chart(surfaces: list[Surface], axes: np.ndarray) -> np.ndarray:
    """How near to the lamp the nearest place of each cell is."""
    chart = np.full(CHART * CHART, -1e9, np.float32)
    for surface in surfaces:
        if not surface.material.glow:
            places = surface.places[::3, ::3].reshape(-1, 3) @ axes.T
            np.maximum.at(chart, _cell(places), places[:, 2])
    return ndimage.maximum_filter(chart.reshape(CHART, CHART), 2).ravel()


def _cell(places: np.ndarray) -> np.ndarray:
    column = np.clip(places[:, 0] * 0.8 + CHART / 2, 0, CHART - 1).astype(np.int32)
    row = np.clip(places[:, 1] * 0.8 + CHART / 2, 0, CHART - 1).astype(np.int32)
    return row * CHART + column
