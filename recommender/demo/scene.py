"""A scene: bodies on the paper, first those one cannot see through, then the clear ones."""

import numpy as np

from recommender.demo.glassware import through_glass
from recommender.demo.ground import halo, lying_light, standing_light
from recommender.demo.lighting import lit
from recommender.demo.studio import framed, linear, paper
from recommender.demo.surfaces import Surface
from recommender.demo.view import see

CANDLELIGHT = "#ffd9a0"


def draw_scene(surfaces: list[Surface], eye: np.ndarray, lying: bool) -> np.ndarray:
    """The picture in linear light; `eye` turns the world (x right, y up) to the eye's axes."""
    reaching = lying_light if lying else standing_light
    light = paper() * reaching(surfaces, eye)[..., None]
    light += halo(surfaces, eye)[..., None] * linear(CANDLELIGHT)
    solid = [surface for surface in surfaces if not surface.material.clear]
    clear = [surface for surface in surfaces if surface.material.clear]
    view = see(solid, eye)
    light = np.where(view.cover[..., None], lit(view, eye), light)
    cover = view.cover
    for side in (-1, 1) if clear else ():
        glass = see(clear, eye, side)
        light = through_glass(glass, view.depth, light, eye, near=side > 0)
        cover = cover | glass.cover
    return framed(light, cover)
