"""Solids: things with a body, seen from slightly above in the middle of the frame."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from recommender.demo.finish import Finish
from recommender.demo.materials import MATERIALS, Material
from recommender.demo.outlines import Outline, load_look, load_outlines
from recommender.demo.patterns import dye
from recommender.demo.scene import draw_scene
from recommender.demo.studio import clouds
from recommender.demo.surfaces import MAKERS, Surface, outward
from recommender.demo.view import GROUND

ROOM = (380.0, 410.0)
"""Width and height in frame units that a thing may fill."""

LARGEST = 1.3
MIDDLE = GROUND - 300


def draw_solid(form: Path, finish: Finish) -> np.ndarray:
    """The picture in linear light at drawing scale."""
    chance = np.random.default_rng(finish.seed)
    surfaces = [_surface(outline, finish, chance) for outline in load_outlines(form)]
    look = load_look(form)
    eye, lying = _about_x(look), look == 0
    return draw_scene(_fitted(surfaces, eye, lying), eye, lying)


def _about_x(degrees: float) -> np.ndarray:
    turn = np.deg2rad(degrees)
    return np.array(
        [[1, 0, 0], [0, np.cos(turn), -np.sin(turn)], [0, np.sin(turn), np.cos(turn)]], np.float32
    )


def _fitted(surfaces: list[Surface], eye: np.ndarray, lying: bool) -> list[Surface]:
    """The same things, as large as the frame allows, standing on the ground or lying amid it."""
    seen = np.concatenate([surface.thinned for surface in surfaces]) @ eye.T
    low, high = seen.min(axis=0), seen.max(axis=0)
    zoom = np.float32(min(ROOM[0] / (high[0] - low[0]), ROOM[1] / (high[1] - low[1]), LARGEST))
    middle = (low + high) / 2 * zoom
    shift = np.array([-middle[0], MIDDLE - middle[1] if lying else 0, 0], np.float32)
    return [replace(surface, places=surface.places * zoom + shift) for surface in surfaces]


def _surface(outline: Outline, finish: Finish, chance: np.random.Generator) -> Surface:
    places, along, across = MAKERS[outline.role](outline)
    material = _material(outline, finish)
    colours = dye(finish, outline.facts, along, across, chance)
    normals = outward(places)
    if material.relief is not None:
        height, tone = material.relief(along, across, chance)
        raised = (height - height.mean()).astype(np.float32)
        places = places + normals * raised[..., None]
        normals, colours = outward(places), colours * tone[..., None]
    if material.speckle:
        colours = colours * (1 - material.speckle * _speckles(along.shape, chance))[..., None]
    turn = _turning(outline).T
    shift = np.array(outline.facts.get("at", "0,0,0").split(","), np.float32)
    return Surface(places @ turn + shift, normals @ turn, colours, material)


def _material(outline: Outline, finish: Finish) -> Material:
    """A slot of the finish, or a material by name."""
    name = outline.facts.get("material", "main")
    slots = {"main": finish.fabric, "trim": finish.trim or finish.fabric}
    return MATERIALS[slots.get(name, name)]


def _speckles(shape: tuple[int, int], chance: np.random.Generator) -> np.ndarray:
    return np.clip(clouds(shape, 3.2, 3.2, chance) - 1.75, 0, 0.6) / 0.6


def _turning(outline: Outline) -> np.ndarray:
    yaw, roll = (np.deg2rad(outline.fact(name)) for name in ("yaw", "roll"))
    about_y = [[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]]
    about_z = [[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]]
    turned = np.array(about_y) @ np.array(about_z) @ _about_x(outline.fact("pitch"))
    return turned.astype(np.float32)
