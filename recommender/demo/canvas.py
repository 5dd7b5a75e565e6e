"""A relief: the height, colour and surface of every pixel of a thing of cloth, hide or paper."""

from dataclasses import dataclass, field

import numpy as np

from recommender.demo.fabrics import FABRICS, Fabric
from recommender.demo.finish import Finish
from recommender.demo.outlines import FRAME, Outline
from recommender.demo.patterns import dye
from recommender.demo.studio import SCALE, linear

SIZE = (FRAME[1] * SCALE, FRAME[0] * SCALE)


def _plane() -> np.ndarray:
    return np.zeros(SIZE, np.float32)


def _picture() -> np.ndarray:
    return np.zeros((*SIZE, 3), np.float32)


@dataclass
class Relief:
    """Heights in frame units above the ground; colours in linear light; shares from 0 to 1."""

    finish: Finish
    chance: np.random.Generator
    height: np.ndarray = field(default_factory=_plane)
    colour: np.ndarray = field(default_factory=_picture)
    gloss: np.ndarray = field(default_factory=_plane)
    sheen: np.ndarray = field(default_factory=_plane)
    cover: np.ndarray = field(default_factory=_plane)

    def fabric(self, outline: Outline) -> Fabric:
        """The fabric of a piece: a slot of the finish, or one by name."""
        name = outline.facts.get("fabric", "main")
        slots = {"main": self.finish.fabric, "trim": self.finish.trim or self.finish.fabric}
        return FABRICS[slots.get(name, name)]

    def dyed(self, outline: Outline, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        """The colour of a piece at coordinates in its cloth."""
        return dye(self.finish, outline.facts, u, v, self.chance)

    def lay(
        self,
        window: tuple[slice, slice],
        cover: np.ndarray,
        height: np.ndarray,
        colour: np.ndarray,
        fabric: Fabric,
    ) -> None:
        """Put a piece over all that lies below it."""
        planes = (self.height, height), (self.gloss, fabric.gloss), (self.sheen, fabric.sheen)
        for plane, value in planes:
            plane[window] += (value - plane[window]) * cover
        self.colour[window] += (colour - self.colour[window]) * cover[..., None]
        self.cover[window] = np.maximum(self.cover[window], cover)

    def darken(self, window: tuple[slice, slice], share: np.ndarray) -> None:
        self.colour[window] *= (1 - share)[..., None]

    def thread(self, outline: Outline) -> np.ndarray:
        """The colour of topstitching: a little lighter than its cloth unless the shape says."""
        slot = outline.facts.get("colour", "0")
        if slot.startswith("#"):
            return linear(slot)
        thread = linear(self.finish.ink(int(slot)))
        return thread * 1.25 + 0.02 if slot == "0" else thread
