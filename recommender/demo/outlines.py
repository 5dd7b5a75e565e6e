"""Outlines: the shapes of `assets/demo`, read from their SVG files and filled as exact coverage."""

import re
import xml.etree.ElementTree
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FRAME = (480, 600)
TOKEN = re.compile(r"[MLHVCQZ]|-?\d+(?:\.\d+)?")
AXIS = 240.0


@dataclass(frozen=True)
class Outline:
    """One element of a shape: its role, its points (n by 2, frame units), what the file says."""

    role: str
    points: np.ndarray
    facts: dict[str, str]

    def fact(self, name: str, default: float = 0.0) -> float:
        return float(self.facts.get(name, default))


def load_outlines(path: Path) -> list[Outline]:
    """Every path, circle and ellipse of an SVG file, in its order."""
    outlines = []
    for element in _root(path).iter():
        role = element.get("class")
        if role is None:
            continue
        facts = {name.removeprefix("data-"): text for name, text in element.attrib.items()}
        outlines.extend(_mirrored(Outline(role, _points(element), facts)))
    return outlines


def _root(path: Path) -> xml.etree.ElementTree.Element:
    """Our own files only, so nothing in them is hostile."""
    return xml.etree.ElementTree.parse(path).getroot()  # noqa: S314


def load_look(path: Path) -> float:
    """How many degrees the eye looks down on a form."""
    return float(_root(path).get("data-look", 14))


def _points(element: xml.etree.ElementTree.Element) -> np.ndarray:
    if element.tag.endswith("path"):
        return trace(element.get("d", ""))
    turn = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    rx = float(element.get("rx", element.get("r", 1)))
    ry = float(element.get("ry", element.get("r", 1)))
    centre = [float(element.get("cx", 0)), float(element.get("cy", 0))]
    return np.stack([rx * np.cos(turn), ry * np.sin(turn)], axis=1) + centre


def _mirrored(outline: Outline) -> list[Outline]:
    """`join` closes a half outline with its mirror image, `copy` adds that as one of its own."""
    mirror = outline.facts.get("mirror")
    if mirror is None:
        return [outline]
    reflected = outline.points * [-1, 1] + [2 * AXIS, 0]
    if mirror == "join":
        return [
            Outline(outline.role, np.concatenate([outline.points, reflected[::-1]]), outline.facts)
        ]
    grain = {"grain": str(-outline.fact("grain"))}
    return [outline, Outline(outline.role, reflected, outline.facts | grain)]


def trace(path: str) -> np.ndarray:
    """The points of an SVG path in absolute commands, curves in 24 steps each."""
    tokens = TOKEN.findall(path)
    points: list[np.ndarray] = []
    command, place = "", 0
    while place < len(tokens):
        if tokens[place].isalpha():
            command, place = tokens[place], place + 1
            continue
        count = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6}[command]
        numbers = [float(token) for token in tokens[place : place + count]]
        points.extend(_segment(command, numbers, points[-1] if points else None))
        place += count
    return np.array(points)


def _segment(command: str, numbers: list[float], start: np.ndarray | None) -> list[np.ndarray]:
    if command == "H":
        return [np.array([numbers[0], start[1]])]
    if command == "V":
        return [np.array([start[0], numbers[0]])]
    knots = np.array(numbers).reshape(-1, 2)
    if len(knots) == 1:
        return [knots[0]]
    return list(_bezier(np.concatenate([[start], knots]), np.linspace(0, 1, 25)[1:, None]))


def _bezier(knots: np.ndarray, along: np.ndarray) -> np.ndarray:
    if len(knots) == 1:
        return np.broadcast_to(knots[0], (len(along), 2))
    return (1 - along) * _bezier(knots[:-1], along) + along * _bezier(knots[1:], along)


def even(points: np.ndarray, step: float) -> np.ndarray:
    """The same line with points every `step`."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    reach = np.concatenate([[0], np.cumsum(lengths)])
    places = np.linspace(0, reach[-1], max(2, int(np.ceil(reach[-1] / step)) + 1))
    return np.stack([np.interp(places, reach, points[:, axis]) for axis in (0, 1)], axis=1)


def ribbon(points: np.ndarray, width: float, taper: float = 0.0) -> np.ndarray:
    """The outline of a stroke along a line; `taper` 1 thins both ends to nothing."""
    line = even(points, 2.0)
    direction = np.gradient(line, axis=0)
    direction /= np.maximum(np.hypot(*direction.T), 1e-6)[:, None]
    along = np.linspace(0, 1, len(line))
    half = width / 2 * (1 - taper * np.abs(2 * along - 1) ** 1.5)
    across = direction[:, ::-1] * [-1, 1] * half[:, None]
    return np.concatenate([line + across, (line - across)[::-1]])


@dataclass(frozen=True)
class Stamp:
    """A filled outline: the part of the frame it touches, how much of each pixel there, 0 to 1."""

    rows: slice
    columns: slice
    cover: np.ndarray

    @property
    def window(self) -> tuple[slice, slice]:
        return self.rows, self.columns


def stamp(points: np.ndarray, scale: int, margin: float = 1.0) -> Stamp:
    """The outline filled by signed areas summed along rows, in its box with a `margin` around."""
    width, height = FRAME[0] * scale, FRAME[1] * scale
    low = np.floor((points.min(axis=0) - margin) * scale).astype(int)
    high = np.ceil((points.max(axis=0) + margin) * scale).astype(int) + 1
    left, top = np.clip(low, 0, [width - 1, height - 1])
    right, bottom = np.clip(high, [left + 1, top + 1], [width, height])
    cover = _filled(points * scale - [left, top], right - left, bottom - top)
    return Stamp(slice(top, bottom), slice(left, right), cover)


def _filled(points: np.ndarray, width: int, height: int) -> np.ndarray:
    edge = _split_at_rows(even(np.concatenate([points, points[:1]]), 0.5))
    middle, drop = (edge[1:] + edge[:-1]) / 2, np.diff(edge[:, 1])
    inside = (middle[:, 1] >= 0) & (middle[:, 1] < height)
    x, row, drop = np.clip(middle[inside, 0], 0, width), middle[inside, 1].astype(int), drop[inside]
    column = x.astype(int)
    share = x - column
    place = row * (width + 2) + column
    cells = height * (width + 2)
    sums = (
        np.bincount(place, drop * (1 - share), cells)
        + np.bincount(place + 1, drop * share, cells + 1)[:cells]
    )
    filled = np.cumsum(sums.reshape(height, width + 2), axis=1)[:, :width]
    return np.clip(np.abs(filled), 0, 1).astype(np.float32)


def _split_at_rows(edge: np.ndarray) -> np.ndarray:
    """The same line with a point wherever it passes from one row of pixels to the next."""
    row = np.floor(edge[:, 1])
    crossing = np.nonzero(np.diff(row))[0]
    border = np.maximum(row[crossing], row[crossing + 1])
    rise = edge[crossing + 1, 1] - edge[crossing, 1]
    share = (border - edge[crossing, 1]) / np.where(rise == 0, 1, rise)
    x = edge[crossing, 0] + share * (edge[crossing + 1, 0] - edge[crossing, 0])
    return np.insert(edge, crossing + 1, np.stack([x, border], axis=1), axis=0)
