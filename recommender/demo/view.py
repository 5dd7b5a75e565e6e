"""A view: which place of which surface the eye sees at every pixel."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from recommender.demo.outlines import FRAME
from recommender.demo.studio import SCALE
from recommender.demo.surfaces import Surface

GROUND = 486.0
"""Where in the frame the foot of a thing stands, in frame units from the top."""

WIDTH, HEIGHT = FRAME[0] * SCALE, FRAME[1] * SCALE
NOBODY = -1


@dataclass(frozen=True)
class View:
    """Per pixel: depth towards the eye, normal as the eye sees it, colour, index of the surface."""

    surfaces: list[Surface]
    depth: np.ndarray
    normal: np.ndarray
    colour: np.ndarray
    owner: np.ndarray

    @property
    def cover(self) -> np.ndarray:
        return self.owner != NOBODY

    @property
    def mirrored(self) -> np.ndarray:
        """Where the eye's rays go on from here."""
        return self.normal * 2 * self.normal[..., 2:] - np.array([0, 0, 1], np.float32)

    def trait(self, name: str) -> np.ndarray:
        """One number of the material seen at each pixel; 0 where there is none."""
        values = [float(getattr(surface.material, name)) for surface in self.surfaces]
        return np.array([*values, 0.0], np.float32)[self.owner]


def see(surfaces: list[Surface], eye: np.ndarray, side: int = 1) -> View:
    """The nearest places that face the eye, or with `side` -1 the far walls' inner sides."""
    pixels = WIDTH * HEIGHT
    view = View(
        surfaces,
        np.full(pixels, -1e9, np.float32),
        np.zeros((pixels, 3), np.float32),
        np.zeros((pixels, 3), np.float32),
        np.full(pixels, NOBODY, np.int16),
    )
    for index in range(len(surfaces)):
        _project(view, index, eye, side)
    view.normal[view.normal[:, 2] < 0] *= -1
    return _closed(view)


def _project(view: View, index: int, eye: np.ndarray, side: int) -> None:
    surface = view.surfaces[index]
    normals = surface.normals.reshape(-1, 3)
    front = np.nonzero((normals @ eye[2]) * side > -0.02)[0]
    places = surface.places.reshape(-1, 3)[front] @ eye.T
    pixel, inside = pixels_of(places)
    near = np.nonzero(inside)[0]
    near = near[places[near, 2] >= view.depth[pixel[near]]]
    np.maximum.at(view.depth, pixel[near], places[near, 2])
    near = near[places[near, 2] == view.depth[pixel[near]]]
    spot, chosen = pixel[near], front[near]
    view.normal[spot], view.owner[spot] = normals[chosen] @ eye.T, index
    view.colour[spot] = surface.colours.reshape(-1, 3)[chosen]


def pixels_of(places: np.ndarray, coarse: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """The pixel of each place before the eye, and whether it is in the frame at all."""
    x = ((places[:, 0] + FRAME[0] / 2) * SCALE / coarse).astype(np.int32)
    y = ((GROUND - places[:, 1]) * SCALE / coarse).astype(np.int32)
    width, height = WIDTH // coarse, HEIGHT // coarse
    return y * width + x, (x >= 0) & (x < width) & (y >= 0) & (y < height)


def _closed(flat: View) -> View:
    """The same view as planes, its pinholes filled from their nearest neighbours."""
    planes = [
        plane.reshape(HEIGHT, WIDTH, *plane.shape[1:])
        for plane in (flat.depth, flat.normal, flat.colour, flat.owner)
    ]
    cover = planes[-1] != NOBODY
    hole = ndimage.binary_closing(cover, iterations=2) & ~cover
    if hole.any():
        row, column = ndimage.distance_transform_edt(
            ~cover, return_distances=False, return_indices=True
        )
        for plane in planes:
            plane[hole] = plane[row[hole], column[hole]]
    return View(flat.surfaces, *planes)
