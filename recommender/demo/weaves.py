"""Weaves: the height and tone of a cloth, thread by thread, over coordinates in frame units."""

from collections.abc import Callable

import numpy as np

from recommender.demo.studio import clouds

Surface = tuple[np.ndarray, np.ndarray]
Weave = Callable[[np.ndarray, np.ndarray, np.random.Generator], Surface]


def _wave(phase: np.ndarray) -> np.ndarray:
    return (0.5 + 0.5 * np.cos(2 * np.pi * phase)).astype(np.float32)


def _part(value: np.ndarray) -> np.ndarray:
    return value - np.floor(value)


def stockinette(width: float, rise: float) -> Weave:
    """Knitted V stitches, `width` apart and `rise` high."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        side = np.abs(_part(u / width) - 0.5)
        climb = _part(v / rise + 1.7 * side) - 0.5
        body = np.sqrt(np.clip(1 - ((side - 0.25) / 0.27) ** 2, 0, 1))
        height = body * np.sqrt(np.clip(1 - (climb / 0.56) ** 2, 0, 1))
        return height * 0.22 * width, 0.8 + 0.24 * height

    return weave


def rib(width: float) -> Weave:
    """Knitted ribs with a hint of their stitches."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        ridge = _wave(u / width) ** 0.7
        side = np.abs(_part(u / width) - 0.5)
        stitch = _wave(v / (width * 0.62) + 1.2 * side) * ridge
        return ridge * 0.3 * width + stitch * 0.06 * width, 0.7 + 0.28 * ridge + 0.05 * stitch

    return weave


def moss(size: float) -> Weave:
    """A seed of knots, each offset from the next."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        row = np.floor(v / size)
        x = _part(u / size + 0.5 * (row % 2)) - 0.5
        y = _part(v / size) - 0.5
        bump = np.clip(1 - 3.4 * (x**2 + y**2), 0, 1)
        return bump * 0.3 * size, 0.78 + 0.25 * bump

    return weave


def aran(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
    """Cables and diamonds between columns of moss stitch."""
    knots, tone = moss(5.2)(u, v, chance)
    height = knots
    lane = np.round(u / 46.0)
    x = u - lane * 46.0
    rope = _cable(x, v, 11.0, 30.0)
    thread, _ = stockinette(4.4, 5.0)(u, v, chance)
    inside = np.abs(x) < 13
    gutter = np.clip(1 - np.abs(np.abs(x) - 15.0) / 2.2, 0, 1)
    height = np.where(inside, rope * 5.2 + thread * 0.9, height) - gutter * 1.6
    tone = np.where(inside, 0.68 + 0.32 * rope, tone) - 0.18 * gutter
    return height.astype(np.float32), tone.astype(np.float32)


def _cable(x: np.ndarray, v: np.ndarray, reach: float, period: float) -> np.ndarray:
    """Two strands that swing across each other, one always on top."""
    turn = 2 * np.pi * v / period / 2
    height = np.zeros_like(x)
    for phase in (0.0, np.pi):
        swing = np.sin(turn + phase) * reach * 0.52
        depth = 0.72 + 0.28 * np.cos(turn + phase)
        strand = np.sqrt(np.clip(1 - ((x - swing) / (reach * 0.56)) ** 2, 0, 1))
        height = np.maximum(height, strand * depth)
    return height


def plain(pitch: float, slub: float) -> Weave:
    """Over and under: linen and canvas with uneven threads, `slub` says how uneven."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        across = clouds(u.shape, 90, 2.2, chance)
        along = clouds(u.shape, 2.2, 90, chance)
        over = _wave(u / pitch) + _wave(v / pitch) - 1
        threads = slub * (across + along) * 0.5
        return 0.05 * pitch * over + 0.2 * threads, 1 + 0.03 * over + 0.06 * threads

    return weave


def smooth(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
    """Poplin, silk, paper: nothing to see but its colour."""
    return np.zeros_like(u), np.ones_like(u)


def twill(pitch: float, wash: float) -> Weave:
    """Diagonal lines; `wash` fades the colour unevenly as in denim."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        line = _wave((u + 1.6 * v) / pitch)
        fade = clouds(u.shape, 60, 110, chance) * 0.5 + clouds(u.shape, 3.0, 9, chance) * 0.35
        return 0.16 * pitch * line, 1 + 0.1 * (line - 0.5) + wash * fade

    return weave


def herringbone(width: float) -> Weave:
    """Twill that turns every `width`, with the flecks of tweed."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        fold = np.abs(_part(u / (2 * width)) - 0.5) * 2 * width
        line = _wave((v + 1.2 * fold) / 6.5)
        fleck = clouds(u.shape, 5, 3, chance)
        return 0.7 * line + 0.3 * fleck, 0.86 + 0.26 * line + 0.07 * fleck

    return weave


def corduroy(pitch: float) -> Weave:
    """Soft wales running down."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        wale = np.sqrt(_wave(u / pitch))
        return wale * 0.34 * pitch, 0.72 + 0.34 * wale

    return weave


def felted(size: float, depth: float) -> Weave:
    """Nap without threads: felt, fleece, bouclé, terry, sheepskin, by the size of its curls."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        curl = clouds(u.shape, size, size, chance)
        fine = clouds(u.shape, size * 0.5, size * 0.5, chance)
        nap = np.abs(curl) * 0.9 + 0.35 * fine
        return depth * nap, 0.95 + 0.05 * np.clip(nap, -1, 2)

    return weave


def hide(size: float) -> Weave:
    """Leather: small cells with creases between them."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        broad, fine = (clouds(u.shape, size * part, size * part, chance) for part in (1, 0.6))
        cell = np.abs(broad) + 0.5 * np.abs(fine)
        patina = clouds(u.shape, 90, 90, chance)
        return 0.35 * np.minimum(cell, 0.9), 1 + 0.05 * patina + 0.06 * np.minimum(cell, 0.8)

    return weave


def quilted(height: float) -> Weave:
    """Down in horizontal channels, puckered along the seams."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        channel = v / height
        swell = np.sqrt(np.abs(np.sin(np.pi * channel)) + 1e-3)
        pucker = clouds(u.shape, 16, height, chance) * (1 - swell) * 2.2
        soft = clouds(u.shape, 40, 26, chance)
        return 11 * swell + 2.4 * pucker + 1.1 * soft, 0.9 + 0.1 * swell

    return weave


def diamond(size: float) -> Weave:
    """Quilting in diamonds."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        ridge = np.abs(np.sin(np.pi * (u + v) / size) * np.sin(np.pi * (u - v) / size))
        swell = ridge**0.42
        return 4.2 * swell + 0.4 * clouds(u.shape, 14, 14, chance), 0.9 + 0.1 * swell

    return weave


def basket(size: float) -> Weave:
    """Straw, rattan and cane, woven in wide bands."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        column, row = np.floor(u / size), np.floor(v / (size * 0.72))
        x, y = _part(u / size) - 0.5, _part(v / (size * 0.72)) - 0.5
        over = (column + row) % 2
        band = np.where(
            over > 0, np.cos(np.pi * x) * (1 - 1.4 * y**2), np.cos(np.pi * y) * (1 - 1.4 * x**2)
        )
        straw = clouds(u.shape, size, 1.6, chance)
        return band * 0.3 * size + 0.2 * straw, 0.62 + 0.4 * band + 0.05 * straw

    return weave


def waffle(size: float) -> Weave:
    """Square hollows between ridges."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        ridge = np.maximum(_wave(u / size) ** 2, _wave(v / size) ** 2)
        return ridge * 0.32 * size, 0.76 + 0.26 * ridge

    return weave


def gauze(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
    """Double gauze, crinkled along its length."""
    crease = clouds(u.shape, 5, 46, chance) * 0.6 + clouds(u.shape, 9, 20, chance) * 0.5
    return 0.9 * crease, 1 + 0.03 * crease


def grain(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
    """Planed wood, its grain running down."""
    swirl = clouds(u.shape, 60, 260, chance)
    ring = np.sin(u / 3.4 + 3.2 * swirl)
    pore = clouds(u.shape, 1.6, 34, chance)
    return 0.12 * pore, 1 + 0.06 * ring + 0.045 * pore


def pleats(pitch: float) -> Weave:
    """Pressed pleats running down."""

    def weave(u: np.ndarray, v: np.ndarray, chance: np.random.Generator) -> Surface:
        edge = _part(u / pitch)
        return 5.0 * edge**1.4, 0.84 + 0.18 * edge

    return weave
