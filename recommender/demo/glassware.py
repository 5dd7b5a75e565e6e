"""Glassware: one wall of clear things, tinting what stands behind and mirroring the studio."""

import numpy as np

from recommender.demo.reflection import studio_reflection
from recommender.demo.studio import blur
from recommender.demo.view import View


def through_glass(
    glass: View, solid_depth: np.ndarray, behind: np.ndarray, eye: np.ndarray, near: bool
) -> np.ndarray:
    """What is seen through the glass where nothing solid stands before it."""
    open_ = glass.cover & (solid_depth <= glass.depth + 0.5)
    facing = np.clip(glass.normal[..., 2], 0.06, 1)
    tint = glass.colour ** np.minimum(0.35 / facing, 2.2)[..., None]
    edge = 1 - 0.42 * (1 - facing) ** 2.4
    shine = studio_reflection(glass.mirrored @ eye, glass.trait("rough"))
    shine *= (0.06 + 0.6 * (1 - facing) ** 4) * (1.0 if near else 0.5)
    seen = behind * tint * edge[..., None] + shine[..., None]
    cover = (blur(open_.astype(np.float32), 0.5) * open_)[..., None]
    return behind * (1 - cover) + seen * cover
