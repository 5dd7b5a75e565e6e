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
    """One element of a shape file: its role, its points (n by 2, in frame units), what the file says of it."""

    role: str
    points: np.ndarray
    facts: dict[str, str]

    def fact(self, name: str, default: float = 0.0) -> float:
        return float(self.facts.get(name, default))


def load_outlines(path: Path) -> list[Outline]:
    """Every path, circle and ellipse of an SVG file, in its order."""
    outlines = []
    for element in xml.etree.ElementTree.parse(path).iter():
        role = element.get("class")
        if role is None:
            continue
        facts = {name.removeprefix("data-"): text for name, text in element.attrib.items()}
        outlines.extend(_mirrored(Outline(role, _points(element), facts)))
    return outlines


def _points(element: xml.etree.ElementTree.Element) -> np.ndarray:
    if element.tag.endswith("path"):
        return trace(element.get("d", ""))
    turn = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    rx = float(element.get("rx", element.get("r", 1)))
    ry = float(element.get("ry", element.get("r", 1)))
    centre = [float(element.get("cx", 0)), float(element.get("cy", 0))]
    return np.stack([rx * np.cos(turn), ry * np.sin(turn)], axis=1) + centre


def _mirrored(outline: Outline) -> list[Outline]:
    """`join` closes a half outline with its mirror image, `copy` adds the mirror image as an outline of its own."""
    mirror = outline.facts.get("mirror")
    if mirror is None:
        return [outline]
    reflected = outline.points * [-1, 1] + [2 * AXIS, 0]
    if mirror == "join":
        return [Outline(outline.role, np.concatenate([outline.points, reflected[::-1]]), outline.facts)]
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


def coverage(points: np.ndarray, scale: float) -> np.ndarray:
    """How much of each pixel of the frame lies inside the outline, 0 to 1, from signed areas summed along rows."""
    width, height = (int(side * scale) for side in FRAME)
    edge = even(np.concatenate([points, points[:1]]) * scale, 0.3)
    middle, drop = (edge[1:] + edge[:-1]) / 2, np.diff(edge[:, 1])
    inside = (middle[:, 1] >= 0) & (middle[:, 1] < height)
    x, row, drop = np.clip(middle[inside, 0], 0, width), middle[inside, 1].astype(int), drop[inside]
    column = x.astype(int)
    share = x - column
    sums = np.zeros((height, width + 2), dtype=np.float32)
    np.add.at(sums, (row, column), drop * (1 - share))
    np.add.at(sums, (row, column + 1), drop * share)
    return np.clip(np.abs(np.cumsum(sums, axis=1)[:, :width]), 0, 1)
