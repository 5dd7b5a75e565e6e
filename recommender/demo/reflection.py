"""The reflection of the studio in glaze, metal and glass."""

import numpy as np


def studio_reflection(towards: np.ndarray, rough: np.ndarray) -> np.ndarray:
    """What a mirror sees in each direction: a window upper left, a strip right, a pale room."""
    soft = 0.04 + 0.5 * rough
    x, y, z = towards[..., 0], towards[..., 1], towards[..., 2]
    ahead = np.maximum(z + 1.35, 0.2)
    across, up = x / ahead, y / ahead
    window = _box(across, -0.62, -0.24, soft * 0.5) * _box(up, 0.06, 0.6, soft * 0.5)
    bar = 1 - 0.3 * _box(across, -0.436, -0.424, 0.01 + soft * 0.5)
    strip = _box(across, 0.5, 0.66, soft * 0.5) * _box(up, -0.2, 0.6, soft * 0.6)
    room = 0.34 + 0.3 * np.clip(y, -0.6, 1)
    dark = 1 - 0.55 * _box(across, 0.12, 0.42, 0.12 + soft * 0.4) * (1 - rough)
    return room * dark + 2.9 * window * bar * (1 - 0.45 * rough) + 0.8 * strip


def _box(value: np.ndarray, low: float, high: float, soft: np.ndarray) -> np.ndarray:
    rise = np.clip((value - low) / np.maximum(soft, 0.015) + 0.5, 0, 1)
    fall = np.clip((high - value) / np.maximum(soft, 0.015) + 0.5, 0, 1)
    return rise * fall
