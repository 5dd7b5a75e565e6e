"""Habits: when the invented shoppers buy, what they give away, and what leads to what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from recommender.demo.palette import ASSETS


@dataclass(frozen=True)
class Follow:
    """A purchase of one kind leads a share of shoppers to another kind within some days."""

    after: str
    comes: str
    share: float
    within: int


@dataclass(frozen=True)
class Habits:
    """Lists run from January to December; kinds are those of the catalogue."""

    trade: list[float]
    present_share: list[float]
    used_up: list[str]
    seasons: Mapping[str, list[float]]
    presents: Mapping[str, float]
    by_the_set: Mapping[str, float]
    follow: list[Follow]


def load_habits() -> Habits:
    """From `assets/demo/habits.toml`."""
    record = tomllib.loads((ASSETS / "habits.toml").read_text("utf-8"))
    follow = [Follow(**each) for each in record.pop("follow")]
    return Habits(**record, follow=follow)
