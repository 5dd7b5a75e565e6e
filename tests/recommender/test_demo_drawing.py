"""The demo's drawing: exact fills, bodies with an outside, the same picture every time."""

import numpy as np
import pytest

from recommender.demo.catalogue import load_lines
from recommender.demo.drawing import draw_product
from recommender.demo.fabrics import FABRICS
from recommender.demo.materials import MATERIALS
from recommender.demo.outlines import Outline, load_outlines, ribbon, stamp, trace
from recommender.demo.palette import ASSETS
from recommender.demo.patterns import PATTERNS
from recommender.demo.relief import PAINTERS
from recommender.demo.studio import clouds, linear
from recommender.demo.surfaces import MAKERS, outward, swell_ball

LINES = {line.slug: line for line in load_lines()}


def test_a_fill_covers_exactly_its_area() -> None:
    square = np.array([[10.25, 20.5], [14.25, 20.5], [14.25, 23.5], [10.25, 23.5]])
    piece = stamp(square, scale=1)
    assert piece.cover.sum() == pytest.approx(4 * 3, abs=1e-4)
    row, column = 21 - piece.rows.start, 10 - piece.columns.start
    assert piece.cover[row, column] == pytest.approx(0.75, abs=1e-4)


def test_a_fill_leaves_no_trace_beside_its_outline() -> None:
    turn = np.linspace(0, 2 * np.pi, 50, endpoint=False)
    circle = np.stack([100 + 20 * np.cos(turn), 100 + 20 * np.sin(turn)], axis=1)
    piece = stamp(circle, scale=2, margin=10)
    assert np.abs(piece.cover[:, -12:]).max() < 1e-5


def test_a_curve_passes_where_its_formula_says() -> None:
    points = trace("M0,0 Q10,20 20,0")
    assert points[12] == pytest.approx([10, 10])
    assert points[-1] == pytest.approx([20, 0])


def test_a_ribbon_is_as_wide_as_asked() -> None:
    line = np.array([[0.0, 50.0], [40.0, 50.0]])
    assert np.ptp(ribbon(line, 6.0)[:, 1]) == pytest.approx(6.0)


def test_colours_become_linear_light() -> None:
    assert linear("#ff0000") == pytest.approx([1, 0, 0])
    assert linear("#808080") == pytest.approx([0.2158605] * 3, rel=1e-5)


def test_noise_fills_its_shape_and_repeats_with_its_seed() -> None:
    first, again = (clouds((70, 50), 8, 3, np.random.default_rng(4)) for _ in range(2))
    assert first.shape == (70, 50)
    assert np.array_equal(first, again)


def test_the_normals_of_a_ball_point_away_from_its_middle() -> None:
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    points = np.stack([240 + 12 * np.cos(turn), 400 + 12 * np.sin(turn)], axis=1)
    places, _, _ = swell_ball(Outline("ball", points, {}))
    away = (places - places.mean(axis=(0, 1)))[5:-5]
    away /= np.linalg.norm(away, axis=-1, keepdims=True)
    assert np.einsum("ijk,ijk->ij", away, outward(places)[5:-5]).min() > 0.98


@pytest.mark.parametrize("slug", sorted(LINES))
def test_every_line_names_a_shape_and_a_finish_that_exist(slug: str) -> None:
    line = LINES[slug]
    shape = ASSETS / "shapes" / f"{line.shape}.svg"
    form = ASSETS / "forms" / f"{line.shape}.svg"
    known, roles = (FABRICS, PAINTERS) if shape.is_file() else (MATERIALS, MAKERS)
    outlines = load_outlines(shape if shape.is_file() else form)
    assert {outline.role for outline in outlines} <= set(roles)
    assert {line.fabric, line.trim} <= {*known, ""}
    assert line.pattern in {*PATTERNS, ""}


@pytest.mark.parametrize("slug", ["silk-square", "stoneware-mug", "wine-glasses"])
def test_drawing_twice_gives_the_same_bytes(slug: str) -> None:
    line = LINES[slug]
    first, again = (draw_product(line, line.colours[0]) for _ in range(2))
    assert first == again
    assert first.startswith(b"\x89PNG")
