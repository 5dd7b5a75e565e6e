"""The ground around things with a body: their shadow on the paper, and the glow of lamps."""

import numpy as np
from scipy import ndimage

from recommender.demo.shadows import moved
from recommender.demo.studio import LAMP, SCALE, blur
from recommender.demo.surfaces import Surface
from recommender.demo.view import HEIGHT, WIDTH, pixels_of

COARSE = 4
RAYS = 36


def standing_light(surfaces: list[Surface], eye: np.ndarray) -> np.ndarray:
    """The share of a broad lamp that reaches the paper, darkest where the things stand on it."""
    dots = np.concatenate([surface.thinned for surface in surfaces])
    weights = [np.full(len(each.thinned), 0.35 if each.material.clear else 1) for each in surfaces]
    weight = np.concatenate(weights)
    above = dots[:, 1] > -2
    dots, weight = dots[above], weight[above]
    rays = np.random.default_rng(5).normal(0, 0.16, (RAYS, 3)) + LAMP
    shade = np.zeros((HEIGHT // COARSE, WIDTH // COARSE), np.float32)
    for ray in rays:
        fallen = dots - ray * (dots[:, 1:2] / max(ray[1], 0.2))
        shade += np.clip(_density(fallen, weight, eye), 0, 1)
    foot = dots[:, 1] < 7
    contact = np.clip(_density(dots[foot] * [1, 0, 1], weight[foot], eye), 0, 1)
    dark = 0.44 * blur(shade / RAYS, 1.0) + 0.34 * blur(contact, 1.6)
    return 1 - np.clip(ndimage.zoom(dark, COARSE, order=1), 0, 0.8)


def lying_light(surfaces: list[Surface], eye: np.ndarray) -> np.ndarray:
    """The same around things that lie on the paper and are seen from above."""
    dots = np.concatenate([surface.thinned for surface in surfaces])
    cover = np.clip(_density(dots, np.ones(len(dots)), eye), 0, 1)
    cover = ndimage.zoom(cover, COARSE, order=1)
    light = np.ones_like(cover)
    for offset, sigma, depth in (((3, 4), 2.5, 0.3), ((8, 11), 7.0, 0.2)):
        light *= 1 - depth * blur(moved(cover, *offset), sigma * SCALE)
    return light


def halo(surfaces: list[Surface], eye: np.ndarray) -> np.ndarray:
    """The warmth around a lamp that is lit."""
    glow = np.zeros((HEIGHT // COARSE, WIDTH // COARSE), np.float32)
    for surface in surfaces:
        if surface.material.glow:
            dots = surface.thinned
            weight = np.full(len(dots), surface.material.glow)
            glow = np.maximum(glow, _density(dots, weight, eye))
    return ndimage.zoom(blur(glow, 26), COARSE, order=1) * 0.16


def _density(dots: np.ndarray, weight: np.ndarray, eye: np.ndarray) -> np.ndarray:
    """How heavily the dots cover the frame, on a coarse grid."""
    pixel, inside = pixels_of(dots @ eye.T, COARSE)
    sums = np.zeros((HEIGHT // COARSE) * (WIDTH // COARSE), np.float32)
    np.maximum.at(sums, pixel[inside], weight[inside].astype(np.float32))
    return blur(sums.reshape(HEIGHT // COARSE, WIDTH // COARSE), 0.9)
