"""The demo catalogue: every line of `assets/demo/lines.toml` in each of its colourways."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from recommender.demo.palette import ASSETS, family

WITHOUT_PICTURE = 0.02
UNAVAILABLE = 0.04


@dataclass(frozen=True)
class Line:
    """One thing the shop has made in several colourways, and how it is drawn."""

    slug: str
    title: str
    category: str
    kind: str
    shape: str
    fabric: str
    price: float
    colours: tuple[str, ...]
    audience: str
    season: str
    style: str
    brand: str
    material: str
    description: str
    trim: str = ""
    pattern: str = ""
    inks: tuple[str, ...] = field(default_factory=tuple)

    def product_id(self, colour: str) -> str:
        return f"{self.slug}-{colour}"


def load_lines() -> list[Line]:
    """The lines in the order of their file."""
    rows = tomllib.loads((ASSETS / "lines.toml").read_text("utf-8"))["line"]
    return [_line(row) for row in rows]


def _line(row: dict) -> Line:
    lists = {name: tuple(row.get(name, ())) for name in ("colours", "inks")}
    return Line(**{**row, **lists})


def products() -> Iterator[tuple[Line, str]]:
    """Every line with every colour it comes in."""
    for line in load_lines():
        for colour in line.colours:
            yield line, colour


def demo_catalogue() -> pd.DataFrame:
    """One row a product; a few have no picture, a few are not available."""
    chance = np.random.default_rng(1886)
    catalogue = pd.DataFrame([_row(line, colour) for line, colour in products()])
    catalogue["available"] = chance.random(len(catalogue)) >= UNAVAILABLE
    lost = chance.random(len(catalogue)) < WITHOUT_PICTURE
    catalogue["picture"] = catalogue["picture"].mask(lost, None)
    return catalogue


def _row(line: Line, colour: str) -> dict[str, object]:
    product_id = line.product_id(colour)
    return {
        "product_id": product_id,
        "title": line.title.replace("{colour}", colour),
        "category": line.category,
        "brand": line.brand,
        "price": float(line.price),
        "available": True,
        "picture": f"{product_id}.webp",
        "kind": line.kind,
        "colour": colour,
        "colour_family": family(colour),
        "material": line.material,
        "audience": line.audience,
        "season": line.season,
        "style": line.style,
        "description": line.description,
    }
