"""Patterns: which of a product's colours shows at each place of a cloth."""

from collections.abc import Callable, Mapping

import numpy as np

from recommender.demo.finish import Finish
from recommender.demo.studio import blur, linear

Pattern = Callable[[np.ndarray, np.ndarray, np.random.Generator], np.ndarray]
"""Coordinates in frame units -> the share of the second colour, 0 to 1; of the third, 1 to 2."""


def _part(value: np.ndarray) -> np.ndarray:
    return value - np.floor(value)


def _band(value: np.ndarray, share: float, soft: float) -> np.ndarray:
    """1 within `share` of each period, with edges `soft` wide."""
    distance = share / 2 - np.abs(_part(value) - 0.5)
    return np.clip(distance / soft + 0.5, 0, 1).astype(np.float32)


def stripes(period: float, share: float) -> Pattern:
    return lambda u, v, chance: _band(v / period, share, 1.0 / period)


def uprights(period: float, share: float) -> Pattern:
    return lambda u, v, chance: _band(u / period, share, 0.8 / period)


def gingham(period: float) -> Pattern:
    return lambda u, v, chance: (
        0.5 * (_band(u / period, 0.5, 1 / period) + _band(v / period, 0.5, 1 / period))
    )


def windowpane(period: float) -> Pattern:
    def pattern(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
        return (
            np.maximum(_band(u / period, 0.05, 1 / period), _band(v / period, 0.05, 1 / period))
            * 0.8
        )

    return pattern


def tartan(period: float) -> Pattern:
    """Wide bands woven through each other, with a thin line of the third colour."""

    def pattern(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
        wide = 0.5 * (_band(u / period, 0.42, 1 / period) + _band(v / period, 0.42, 1 / period))
        twin = 0.28 * (_band(u / period, 0.1, 1 / period) + _band(v / period, 0.1, 1 / period))
        thin = np.maximum(
            _band(u / period + 0.5, 0.045, 1 / period), _band(v / period + 0.5, 0.045, 1 / period)
        )
        return np.where(thin > 0.5, 1.7, np.clip(wide + twin, 0, 1))

    return pattern


def _scatter(u: np.ndarray, v: np.ndarray, pitch: float, jitter: float) -> tuple[np.ndarray, ...]:
    """For each place the offset from its cell's motif, and three numbers that are the cell's."""
    row = np.floor(v / pitch)
    shifted = u / pitch + 0.5 * (row % 2)
    column = np.floor(shifted)
    seed = np.sin(column * 127.1 + row * 311.7) * 43758.5453
    first, second, third = _part(seed), _part(seed * 1.7), _part(seed * 2.9)
    x = (_part(shifted) - 0.5) * pitch + (first - 0.5) * jitter * pitch
    y = (_part(v / pitch) - 0.5) * pitch + (second - 0.5) * jitter * pitch
    return x, y, first, second, third


def dots(pitch: float, radius: float) -> Pattern:
    def pattern(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
        x, y, *_ = _scatter(u, v, pitch, 0.0)
        return np.clip(radius - np.hypot(x, y) + 0.5, 0, 1)

    return pattern


def blossom(pitch: float) -> Pattern:
    """Small flowers of five petals with a third colour at heart, and leaves between them."""

    def pattern(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
        x, y, first, second, _ = _scatter(u, v, pitch, 0.34)
        distance, angle = np.hypot(x, y), np.arctan2(y, x) + 6.28 * first
        petal = pitch * (0.2 + 0.08 * second) * (0.62 + 0.38 * np.abs(np.cos(2.5 * angle)))
        flower = np.clip(petal - distance + 0.5, 0, 1)
        heart = distance < pitch * 0.07
        x, y, first, _, third = _scatter(u + pitch * 0.5, v + pitch * 0.12, pitch, 0.3)
        turn = 6.28 * third
        along, across = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
        leaf = (
            np.clip((1 - (along / (pitch * 0.17)) ** 2 - (across / (pitch * 0.06)) ** 2) * 3, 0, 1)
            * 2.0
        )
        return np.where(heart, 2.0, np.where(flower > 0.05, flower, leaf))

    return pattern


def sprig(pitch: float) -> Pattern:
    """A stem with paired leaves, block-printed."""

    def pattern(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
        x, y, first, _, _ = _scatter(u, v, pitch, 0.1)
        lean = (first - 0.5) * 0.7
        x, y = x * np.cos(lean) + y * np.sin(lean), -x * np.sin(lean) + y * np.cos(lean)
        size = pitch * 0.36
        stem = (np.abs(x) < 0.9) & (np.abs(y) < size)
        step = size * 0.5
        rung = np.round(y / step) * step
        across, along = np.abs(x) - size * 0.24, y - rung + np.abs(x) * 0.7
        leaf = (across / (size * 0.24)) ** 2 + (along / (size * 0.12)) ** 2
        print_ = np.clip((1 - leaf) * 2, 0, 1) * (np.abs(rung) < size * 0.95)
        return np.maximum(print_, stem)

    return pattern


def terrazzo(pitch: float) -> Pattern:
    """Flecks of two colours."""

    def pattern(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
        x, y, first, second, third = _scatter(u, v, pitch, 0.5)
        turn = 6.28 * first
        along, across = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
        fleck = np.maximum(np.abs(along) / (1 + second), np.abs(across + 0.3 * along)) < pitch * (
            0.1 + 0.12 * third
        )
        return np.where(fleck, np.where(second > 0.5, 1.0, 2.0), 0.0)

    return pattern


FAIR_ISLE = [
    "00000000",
    "11111111",
    "00000000",
    "01000100",
    "11101110",
    "01000100",
    "00000000",
    "22222222",
    "00000000",
    "00010000",
    "00111000",
    "01101100",
    "11010110",
    "01101100",
    "00111000",
    "00010000",
    "00000000",
    "22222222",
    "00000000",
    "10001000",
    "01010101",
    "00100010",
    "00000000",
    "11111111",
    "00000000",
]


def fair_isle(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Bands of stitched motifs, one stitch of the coarse knit to a cell."""
    motif = np.array([[int(cell) for cell in row] for row in FAIR_ISLE], dtype=np.float32)
    side = np.abs(_part(u / 7.0) - 0.5)
    row = np.floor(v / 5.4 + 1.7 * side).astype(int) % len(motif)
    column = np.floor(u / 7.0).astype(int) % motif.shape[1]
    return motif[row, column]


def yoke(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The same motifs, only around the shoulders."""
    return np.where((v > -145) & (v < -40), fair_isle(u, v, chance), 0.0)


def marl(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Two yarns twisted together."""
    return np.clip(blur(chance.standard_normal(u.shape).astype(np.float32), 1.6) * 2.4 + 0.5, 0, 1)


def dipped(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The second colour below the middle."""
    return np.clip((v - 40) / 1.5 + 0.5, 0, 1)


def block(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Broad blocks: first colour above, third between, second below."""
    return np.where(v > 70, 1.0, np.where(v > -30, 2.0, 0.0))


PATTERNS: dict[str, Pattern] = {
    "breton": stripes(20, 0.36),
    "fine-stripe": stripes(9, 0.42),
    "broad-stripe": stripes(64, 0.5),
    "rugby": stripes(88, 0.5),
    "pinstripe": uprights(11, 0.13),
    "butcher": uprights(17, 0.46),
    "ticking": uprights(13, 0.2),
    "gingham": gingham(15),
    "large-gingham": gingham(34),
    "windowpane": windowpane(46),
    "tartan": tartan(92),
    "small-tartan": tartan(54),
    "dots": dots(20, 3.6),
    "pin-dots": dots(13, 1.7),
    "blossom": blossom(30),
    "large-blossom": blossom(58),
    "sprig": sprig(44),
    "small-sprig": sprig(26),
    "terrazzo": terrazzo(17),
    "fair-isle": fair_isle,
    "yoke": yoke,
    "marl": marl,
    "dipped": dipped,
    "block": block,
}


def dye(
    finish: Finish,
    facts: Mapping[str, str],
    u: np.ndarray,
    v: np.ndarray,
    chance: np.random.Generator,
) -> np.ndarray:
    """The colour (rows, columns, 3; linear light) of a piece of which a shape says these facts."""
    slot = facts.get("colour", "0")
    base = linear(slot if slot.startswith("#") else finish.ink(int(slot)))
    pattern = facts.get("pattern", finish.pattern if slot == "0" else "")
    if pattern in ("", "none"):
        return np.broadcast_to(base, (*u.shape, 3))
    share = PATTERNS[pattern](u, v, chance)[..., None]
    mixed = base + (linear(finish.ink(1)) - base) * np.clip(share, 0, 1)
    return mixed + (linear(finish.ink(2)) - mixed) * np.clip(share - 1, 0, 1)
